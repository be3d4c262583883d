import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import express from 'express';
import { listen } from './listen.ts';
import { demoLicense, startSimulator } from './simulator/start-simulator.ts';

/** @typedef {import('./simulator/start-simulator.ts').Simulator} Simulator */

/**
 * @typedef {object} Demo
 * @property {string} address of the page
 * @property {Simulator} simulator
 * @property {() => Promise<void>} close
 */

/** A port that cannot be had, and what to do about it. */
export class PortError extends Error {}

/** @param {string} path from this folder */
const pathTo = (path) => fileURLToPath(new URL(path, import.meta.url));

const root = pathTo('.');
const pageFiles = ['base.css', 'demo.css', 'demo.js', 'favicon.svg', 'gallery.css'];
const folders = {
  '/page': pathTo('page'),
  '/gallery': pathTo('gallery'),
  '/themes': pathTo('themes'),
  '/documents': pathTo('documents'),
  '/dist': pathTo('../dist'),
  '/vendor': pathTo('../node_modules/scriptxprint-html/dist'),
};

const contentSecurityPolicy = [
  "default-src 'self'",
  // The page asks whatever service its user names.
  'connect-src *',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The gallery polls nothing, and shows that the element works with Trusted Types. */
const galleryPolicy = `${contentSecurityPolicy}; require-trusted-types-for 'script'; trusted-types lit-html`;

/**
 * Starts the simulator, and the server of the page that uses it.
 *
 * @param {{ port: number, simulatorPort: number, speed?: number }} options ports: 0 is any free one;
 *   speed of printing: 10 is ten times as fast
 * @returns {Promise<Demo>}
 */
export async function startDemo({ port, simulatorPort, speed }) {
  const simulator = await startSimulator({ port: simulatorPort, speed }).catch((error) => {
    throw explained(error, simulatorPort, 'SIMULATOR_PORT');
  });
  try {
    const page = await listen(createApp(simulator.address), port, '127.0.0.1');
    return {
      address: `http://localhost:${page.port}/`,
      simulator,
      close: async () => void (await Promise.all([page.close(), simulator.close()])),
    };
  } catch (error) {
    await simulator.close();
    throw explained(error, port, 'PORT');
  }
}

/** @param {string} simulatorAddress */
function createApp(simulatorAddress) {
  const app = express().disable('x-powered-by');
  app.get('/', async (_request, response) => {
    const html = await readFile(pathTo('index.html'), 'utf8');
    response.set('Content-Security-Policy', contentSecurityPolicy).type('html');
    response.send(html.replace('{server}', simulatorAddress).replace('{license}', demoLicense));
  });
  app.get('/gallery', (_request, response) => {
    response.set('Content-Security-Policy', galleryPolicy);
    response.sendFile('gallery.html', { root });
  });
  for (const file of pageFiles) {
    app.get(`/${file}`, (_request, response) => response.sendFile(file, { root }));
  }
  for (const [path, folder] of Object.entries(folders)) {
    app.use(path, express.static(folder, { index: false }));
  }
  return app;
}

/**
 * @param {unknown} error
 * @param {number} port
 * @param {string} variable
 */
function explained(error, port, variable) {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const advice = `set ${variable} to another one, such as ${variable}=${(port % 65535) + 1}`;
  if (code === 'EADDRINUSE') return new PortError(`Port ${port} is taken: ${advice}.`);
  if (code === 'EACCES') return new PortError(`Port ${port} may not be used: ${advice}.`);
  return error;
}
