import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import express from 'express';
import { listen } from '../../../demo/listen.ts';

/**
 * @typedef {object} GuideSite
 * @property {string} address - Ends with a slash
 * @property {(path: string) => number} requestsOf - The number of requests for a path
 * @property {() => Promise<void>} close
 */

/**
 * @typedef {object} SiteOptions
 * @property {Record<string, string>} [values] - What the site writes in place of `{{name}}`
 * @property {Record<string, string>} [files] - More files, by their path on the site
 * @property {(path: string, text: string) => string} [edit] - Changes a file of the folder
 * @property {(app: import('express').Express) => void} [routes] - What the site's own server does
 */

/**
 * Serves a folder of demo/integrations, whose files the guides show, as a site with the component.
 *
 * @param {string} folder
 * @param {SiteOptions} [options]
 * @returns {Promise<GuideSite>}
 */
export async function serveGuide(folder, options = {}) {
  const { values = {}, files = {}, edit = (_path, text) => text, routes } = options;
  const app = express();
  /** @type {string[]} */
  const requests = [];
  app.use((request, _response, next) => {
    requests.push(request.path);
    next();
  });
  routes?.(app);
  for (const [path, file] of Object.entries(files)) {
    app.get(path, (_request, response) => response.sendFile(file, { root: '.' }));
  }
  app.get('/:file', async ({ params: { file } }, response, next) => {
    const text = await readFile(join('demo/integrations', folder, file), 'utf8').catch(() => null);
    if (text === null) return next();
    response.type(extname(file)).send(edit(file, filled(text, values)));
  });
  app.use(express.static('dist'));
  app.use('/scriptx-job-status', express.static('dist'));
  const { port, close } = await listen(app, 0, '127.0.0.1');
  return {
    address: `http://127.0.0.1:${port}/`,
    requestsOf: (path) => requests.filter((requested) => requested === path).length,
    close,
  };
}

/**
 * Fills in a template as a server does, escaped for HTML.
 *
 * @param {string} template
 * @param {Record<string, string>} values
 */
export function filled(template, values) {
  return template.replace(/{{(\w+)}}/g, (_, name) => escaped(values[name] ?? ''));
}

/** @param {string} text */
export function escaped(text) {
  return text.replace(/["&<>]/g, (character) => `&#${character.codePointAt(0)};`);
}
