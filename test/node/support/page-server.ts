import express from 'express';
import { listen } from '../../../demo/listen.js';

export interface PageServer {
  /** Adds a page, and returns its address. */
  add(html: string): string;
  close(): Promise<void>;
}

/**
 * Starts a server of pages with the component, MeadCo's client and the files of other folders, which
 * are all in the folder of the pages: `<script src="scriptx-job-status.min.js">`.
 */
export async function startPageServer(...folders: readonly string[]): Promise<PageServer> {
  const app = express();
  for (const folder of ['dist', 'node_modules/scriptxprint-html/dist', ...folders]) {
    app.use(express.static(folder));
  }
  const { port, close } = await listen(app, 0, '127.0.0.1');
  let pages = 0;
  return {
    add(html) {
      const path = `/page-${++pages}`;
      app.get(path, (_request, response) => {
        response.type('html').send(html);
      });
      return `http://127.0.0.1:${port}${path}`;
    },
    close,
  };
}
