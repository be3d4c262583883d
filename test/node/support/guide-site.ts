import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import express from 'express';
import { listen } from '../../../demo/listen.js';

export interface GuideSite {
  /** Ends with a slash. */
  readonly address: string;
  /** The number of requests for a path. */
  readonly requestsOf: (path: string) => number;
  readonly close: () => Promise<void>;
}

type Values = Readonly<Record<string, string>>;

export interface SiteOptions {
  /** What the site writes in place of `{{name}}`. */
  readonly values?: Values;
  /** More files, by their path on the site. */
  readonly files?: Readonly<Record<string, string>>;
  /** Changes a file of the folder. */
  readonly edit?: ((file: string, text: string) => string) | undefined;
  /** What the site's own server does. */
  readonly routes?: (app: express.Express) => void;
}

/** Serves a folder of demo/integrations, whose files the guides show, as a site with the component. */
export async function serveGuide(folder: string, options: SiteOptions = {}): Promise<GuideSite> {
  const { values = {}, files = {}, edit = (_file: string, text: string) => text, routes } = options;
  const app = express();
  const requests: string[] = [];
  app.use((request, _response, next) => {
    requests.push(request.path);
    next();
  });
  routes?.(app);
  for (const [path, file] of Object.entries(files)) {
    app.get(path, (_request, response) => {
      response.sendFile(file, { root: '.' });
    });
  }
  app.get('/:file', async ({ params: { file } }, response, next) => {
    const text = await readFile(join('demo/integrations', folder, file), 'utf8').catch(() => null);
    if (text === null) next();
    else response.type(extname(file)).send(edit(file, filled(text, values)));
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

/** Fills in a template as a server does, escaped for HTML. */
export function filled(template: string, values: Values): string {
  return template.replace(/{{(\w+)}}/g, (_, name: string) => escaped(values[name] ?? ''));
}

export function escaped(text: string): string {
  return text.replace(/["&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
}
