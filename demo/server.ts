import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { bundle, type BundledFile } from './bundle.js';
import { serve } from './simulator/serve.js';
import { demoLicense, type Simulator, startSimulator } from './simulator/start-simulator.js';

export interface DemoOptions {
  /** 0 is any free one. */
  readonly port: number;
  /** 0 is any free one. */
  readonly simulatorPort: number;
  /** Of printing: 10 is ten times as fast. */
  readonly speed?: number | undefined;
}

export interface Demo {
  /** Of the page. */
  readonly address: string;
  readonly simulator: Simulator;
  readonly license: string;
  readonly close: () => Promise<void>;
}

/** A port that the demo cannot use. The message says how to choose another one. */
export class PortError extends Error {}

const pathTo = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const scripts = { page: 'page/main.ts', gallery: 'gallery/main.ts' };
const files = ['base.css', 'page.css', 'gallery.css', 'favicon.svg'];
const folders = {
  themes: pathTo('../src/themes'),
  documents: pathTo('documents'),
  dist: pathTo('../dist'),
  vendor: pathTo('../node_modules/scriptxprint-html/dist'),
};

const pagePolicy = [
  "default-src 'self'",
  // The page polls any service that its user enters.
  'connect-src *',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Shows that the element works with Trusted Types. */
const galleryPolicy = `${pagePolicy}; require-trusted-types-for 'script'; trusted-types lit-html`;

/** The web pages that are printed contain their styles, and no scripts. */
const documentPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

/** Starts the simulator, and the server of the page that prints on it. */
export async function startDemo({ port, simulatorPort, speed }: DemoOptions): Promise<Demo> {
  const bundles = await bundle(pathTo('.'), scripts);
  const simulator = await startSimulator({ port: simulatorPort, speed }).catch((error: unknown) => {
    throw explain(error, simulatorPort, 'SIMULATOR_PORT');
  });
  const app = createApp(simulator.address, bundles);
  try {
    const page = await serve((request) => app.fetch(request), port, '127.0.0.1');
    return {
      address: `http://localhost:${page.port}/`,
      simulator,
      license: demoLicense,
      async close() {
        await Promise.all([page.close(), simulator.close()]);
      },
    };
  } catch (error) {
    await simulator.close();
    throw explain(error, port, 'PORT');
  }
}

function createApp(service: string, bundles: readonly BundledFile[]): Hono {
  const app = new Hono();
  app.use(async (context, next) => {
    await next();
    // A page that is loaded again gets what was built since.
    context.header('Cache-Control', 'no-cache');
  });
  app.get('/', async (context) => {
    const html = await readFile(pathTo('index.html'), 'utf8');
    context.header('Content-Security-Policy', pagePolicy);
    return context.html(html.replace('{server}', service).replace('{license}', demoLicense));
  });
  app.get('/gallery', async (context) => {
    context.header('Content-Security-Policy', galleryPolicy);
    return context.html(await readFile(pathTo('gallery.html'), 'utf8'));
  });
  for (const { path, contentType, contents } of bundles) {
    app.get(path, (context) => context.body(contents, 200, { 'Content-Type': contentType }));
  }
  for (const file of files) app.get(`/${file}`, serveStatic({ path: pathTo(file) }));
  app.use('/documents/*', async (context, next) => {
    context.header('Content-Security-Policy', documentPolicy);
    await next();
  });
  for (const [name, root] of Object.entries(folders)) {
    const rewriteRequestPath = (path: string) => path.slice(name.length + 1);
    app.get(`/${name}/*`, serveStatic({ root, rewriteRequestPath }));
  }
  return app;
}

function explain(error: unknown, port: number, variable: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const advice = `set ${variable} to another one, such as ${variable}=${(port % 65535) + 1}`;
  if (code === 'EADDRINUSE') return new PortError(`Port ${port} is taken: ${advice}.`);
  if (code === 'EACCES') return new PortError(`Port ${port} may not be used: ${advice}.`);
  return error;
}
