import { readFile } from 'node:fs/promises';
import { build } from 'esbuild';
import express from 'express';
import type { Page } from 'puppeteer-core';
import { listen } from '../demo/listen.js';
import { launchChromium } from '../scripts/chromium.js';

/** A script that defines the component that a page shows. */
export type Script = 'element' | 'shoelace' | 'webawesome';

export interface Pages {
  /** Address of a service whose jobs print forever. Below `/done`, they are completed. */
  readonly service: string;
  /** Opens a page with a script, in a browser that is closed after use. */
  readonly open: <T>(script: Script, use: (page: Page) => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
}

/** Starts a service, and a server of pages that contain a text and an empty `<div>`. */
export async function startPages(): Promise<Pages> {
  const [pageServer, service] = await Promise.all([
    listen(pageApp(await readScripts()), 0, '127.0.0.1'),
    listen(serviceApp(), 0, '127.0.0.1'),
  ]);
  const address = `http://127.0.0.1:${pageServer.port}`;
  return {
    service: `http://127.0.0.1:${service.port}`,
    async open(script, use) {
      // Remote desktops have no GPU.
      const browser = await launchChromium(['--disable-gpu']);
      try {
        const page = await browser.newPage();
        await page.setViewport({ width: 1200, height: 900 });
        const motion = { name: 'prefers-reduced-motion', value: 'no-preference' };
        await page.emulateMediaFeatures([motion]);
        await page.goto(`${address}/`);
        await page.addScriptTag({ type: 'module', url: `/${script}.js` });
        return await use(page);
      } finally {
        await browser.close();
      }
    },
    async close() {
      await Promise.all([pageServer.close(), service.close()]);
    },
  };
}

async function readScripts(): Promise<Record<Script, string>> {
  return {
    element: await readFile('dist/scriptx-job-status.min.js', 'utf8'),
    shoelace: await bundle('@shoelace-style/shoelace/dist/components/spinner/spinner.js'),
    webawesome: await bundle('@awesome.me/webawesome/dist/components/spinner/spinner.js'),
  };
}

/** Bundles a module as a user would. */
async function bundle(path: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: `import '${path}';`, resolveDir: 'bench' },
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

function pageApp(scripts: Record<Script, string>): express.Express {
  const app = express();
  for (const [name, script] of Object.entries(scripts)) {
    app.get(`/${name}.js`, (_request, response) => {
      response.type('js').send(script);
    });
  }
  app.get('/', (_request, response) => {
    response.type('html').send('<!doctype html><title>Jobs</title><p>Text</p><div></div>');
  });
  return app;
}

function serviceApp(): express.Express {
  const app = express();
  app.get('/*path', ({ path }, response) => {
    response.set('Access-Control-Allow-Origin', '*');
    response.json({ status: path.startsWith('/done') ? 6 : 5 });
  });
  return app;
}
