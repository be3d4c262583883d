import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import express from 'express';
import { renderJob } from '../demo/ssr/page.mjs';
import { listen } from '../demo/listen.mjs';
import { startSimulator } from '../demo/simulator/index.mjs';
import { launchChromium } from '../scripts/chromium.mjs';
import { questionsOf, simulateJob } from './support/badge-page.mjs';

describe('a page that @lit-labs/ssr has rendered', () => {
  /** @type {import('../demo/simulator/index.mjs').Simulator} */
  let simulator;
  /** @type {Awaited<ReturnType<typeof listen>>} */
  let server;
  /** @type {import('puppeteer-core').Browser} */
  let browser;
  /** @type {import('puppeteer-core').Page} */
  let page;
  /** @type {string} */
  let token;
  /** @type {string} */
  let content;

  before(async () => {
    simulator = await startSimulator();
    token = await simulateJob(simulator, { steps: [{ status: 6 }] });
    content = await renderJob(simulator.address, token);
    const app = express();
    app.use(express.static('dist'));
    app.get('/', (_request, response) => {
      response.type('html').send(`<!doctype html><title>A page</title>${content}
        <script type="module" src="/scriptx-job-status.min.js"></script>`);
    });
    server = await listen(app, 0, '127.0.0.1');
    browser = await launchChromium();
    page = await browser.newPage();
  });

  after(async () => {
    await browser.close();
    await server.close();
    await simulator.close();
  });

  const open = () => page.goto(`http://127.0.0.1:${server.port}/`);
  const shown = () => page.evaluate(() => document.body.innerText.trim());

  it('has asked nothing on the server', async () => {
    assert.equal(await questionsOf(simulator, token), 0);
    assert.match(content, /<template shadowroot="open" shadowrootmode="open"/);
  });

  it('shows nothing before the script is there', async () => {
    await page.setJavaScriptEnabled(false);
    await open();
    assert.equal(await shown(), '');
  });

  it('shows the job with one question', async () => {
    await page.setJavaScriptEnabled(true);
    await page.evaluateOnNewDocument(() => {
      addEventListener('job-complete', () => Object.assign(globalThis, { isComplete: true }));
    });
    await open();
    await page.waitForFunction(() => Reflect.get(globalThis, 'isComplete'));
    assert.equal(await shown(), 'In the tray: see the order');
    const words = await page.$eval('scriptx-job-status >>> [part=words]', (it) => it.textContent);
    assert.equal(words, 'Completed');
    assert.equal((await page.$$('scriptx-job-status >>> [part=badge]')).length, 1);
    assert.equal(await questionsOf(simulator, token), 1);
  });
});
