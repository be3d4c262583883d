import { readFile } from 'node:fs/promises';
import { build } from 'esbuild';
import express from 'express';
import { listen } from '../demo/listen.ts';
import { launchChromium } from '../scripts/chromium.mjs';

/** @typedef {import('puppeteer-core').Page} Page */

/**
 * @typedef {object} Pages
 * @property {string} service - Address of a service whose jobs print forever, or have completed below `/done`
 * @property {(script: string, use: (page: Page) => Promise<any>) => Promise<any>} open - Opens a page with
 *   one of the scripts in a browser of its own
 * @property {() => Promise<void>} close
 */

/** The components to compare, by the names of their scripts. */
const spinners = {
  shoelace: '@shoelace-style/shoelace/dist/components/spinner/spinner.js',
  webawesome: '@awesome.me/webawesome/dist/components/spinner/spinner.js',
};

/** Bundles a module as a user would. @param {string} path */
async function bundle(path) {
  const { outputFiles } = await build({
    stdin: { contents: `import '${path}';`, resolveDir: 'bench' },
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

/**
 * Starts a service and a server of empty pages.
 *
 * @returns {Promise<Pages>}
 */
export async function startPages() {
  const scripts = {
    element: await readFile('dist/scriptx-job-status.min.js', 'utf8'),
    shoelace: await bundle(spinners.shoelace),
    webawesome: await bundle(spinners.webawesome),
  };
  const app = express();
  for (const [name, script] of Object.entries(scripts)) {
    app.get(`/${name}.js`, (_request, response) => void response.type('js').send(script));
  }
  app.get('/', (_request, response) => {
    response.type('html').send('<!doctype html><title>Jobs</title><p>Text</p><div></div>');
  });
  const service = express();
  service.get('/*path', ({ path }, response) => {
    response.set('Access-Control-Allow-Origin', '*');
    response.json({ status: path.startsWith('/done') ? 6 : 5 });
  });
  const servers = await Promise.all([listen(app, 0, '127.0.0.1'), listen(service, 0, '127.0.0.1')]);
  const [address, serviceAddress] = servers.map(({ port }) => `http://127.0.0.1:${port}`);
  return {
    service: serviceAddress ?? '',
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
    close: async () => void (await Promise.all(servers.map(({ close }) => close()))),
  };
}
