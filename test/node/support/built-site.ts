import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { listen } from '../../../demo/listen.js';
import { buildSite } from '../../../demo/site/build-site.js';

/** The site, built into a folder of its own, on a plain file server that has it under a path. */
export interface BuiltSite {
  readonly folder: string;
  /** Ends with a slash. */
  readonly address: string;
  readonly close: () => Promise<void>;
}

/** Where the site is on its server. */
const prefix = '/print/status/';

/** @param routes - What else the server has */
export async function startBuiltSite(
  routes: (app: express.Express) => void = () => undefined,
): Promise<BuiltSite> {
  const folder = await mkdtemp(join(tmpdir(), 'site-'));
  await buildSite(folder);
  const app = express();
  app.use(prefix, express.static(folder));
  routes(app);
  const { port, close } = await listen(app, 0, '127.0.0.1');
  return {
    folder,
    address: `http://127.0.0.1:${port}${prefix}`,
    async close() {
      await close();
      await rm(folder, { recursive: true });
    },
  };
}
