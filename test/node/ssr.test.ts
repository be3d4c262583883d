import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { render } from '@lit-labs/ssr';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import { build } from 'esbuild';
import express from 'express';
import { html } from 'lit';
import type { Browser, Page } from 'puppeteer-core';
import { type Listening, listen } from '../../demo/listen.js';
import { type Simulator, startSimulator } from '../../demo/simulator/start-simulator.js';
import type * as Guide from '../../demo/integrations/ssr/page.mjs';
import { launchChromium } from '../../scripts/chromium.js';
import { type AppFolder, copyToApp } from './support/app-folder.js';
import { pollsOf, simulateJob } from './support/badge-page.js';
import './support/order-page.js';

const hydration = "import '@lit-labs/ssr-client/lit-element-hydrate-support.js';";
const element = "import './dist/index.js';";

/** What the browser loads: Lit's hydration support first, none, or too late. */
const scripts = {
  'with hydration': hydration + element,
  'without hydration': element,
  'with hydration support that loads too late': element + hydration,
};

let app: AppFolder;
let renderJob: typeof Guide.renderJob;
let simulator: Simulator;
let server: Listening;
let browser: Browser;
let page: Page;
/** The markup of the next page. */
let content = '';
let files: Map<string, string>;
let problems: string[] = [];

before(async () => {
  app = await copyToApp('demo/integrations/ssr/page.mjs', 'lit', '@lit-labs/ssr');
  ({ renderJob } = (await import(pathToFileURL(app.path).href)) as typeof Guide);
  simulator = await startSimulator();
  const site = express();
  site.get('/', (_request, response) => {
    response.type('html').send(`<!doctype html><title>A page</title>${content}`);
  });
  site.get('/*file', ({ path }, response) => {
    response.type('js').send(files.get(path.slice(1)));
  });
  server = await listen(site, 0, '127.0.0.1');
  browser = await launchChromium();
});

after(async () => {
  await browser.close();
  await server.close();
  await simulator.close();
  await app.close();
});

/** Bundles a script and opens a page that loads it. */
async function open(script: string, markup: string): Promise<void> {
  const { outputFiles } = await build({
    stdin: { contents: script, resolveDir: '.', sourcefile: 'page.js' },
    bundle: true,
    splitting: true,
    format: 'esm',
    outdir: '/',
    write: false,
  });
  files = new Map(outputFiles.map(({ path, text }) => [path.slice(1), text]));
  content = `${markup}<script type="module" src="/stdin.js"></script>`;
  page = await browser.newPage();
  problems = [];
  page.on('console', (message) => problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(String(error)));
  await page.evaluateOnNewDocument(() => {
    const seen: string[] = [];
    Object.assign(globalThis, { seen });
    // Notes what each frame shows, because a flash may last for only one.
    const noteFrame = (): void => {
      const badges = [...document.querySelectorAll('scriptx-job-status')].flatMap(
        ({ shadowRoot }) => [...(shadowRoot?.querySelectorAll('[part=badge]') ?? [])],
      );
      const shown = badges
        .filter((badge) => badge.checkVisibility())
        .map((badge) => badge.textContent.replace(/\s+/g, ' ').trim());
      seen.push(`${badges.length}: ${shown.join()}`);
      requestAnimationFrame(noteFrame);
    };
    requestAnimationFrame(noteFrame);
    addEventListener('job-complete', () => Object.assign(globalThis, { isComplete: true }));
  });
  await page.goto(`http://127.0.0.1:${server.port}/`);
}

async function completes(): Promise<void> {
  await page.waitForFunction(() => (globalThis as { isComplete?: boolean }).isComplete);
}

/** What the frames have shown so far, without duplicates. */
function seen(): Promise<string[]> {
  return page.evaluate(() => [...new Set((globalThis as { seen?: string[] }).seen)]);
}

describe('an element rendered by LitElementRenderer', () => {
  let token: string;
  let markup: string;

  before(async () => {
    token = await simulateJob(simulator, { steps: [{ status: 6 }] });
    markup = await renderJob(simulator.address, token);
  });

  it('has a shadow root, and sends no request on the server', async () => {
    assert.match(markup, /<template shadowroot="open" shadowrootmode="open"/);
    assert.equal(await pollsOf(simulator, token), 0);
  });

  it('shows nothing before its script has loaded, not even slotted content', async () => {
    await open('', markup);
    assert.equal(await page.evaluate(() => document.body.innerText.trim()), '');
    await page.close();
  });

  for (const [how, script] of Object.entries(scripts)) {
    it(`becomes one badge with one poll, and nothing flashes, ${how}`, async () => {
      const token = await simulateJob(simulator, { steps: [{ status: 6 }] });
      await open(script, await renderJob(simulator.address, token));
      await completes();
      await new Promise((resolve) => setTimeout(resolve, 100));
      // On a busy machine, the job may have ended before the first frame.
      const shown = await seen();
      assert.deepEqual(shown, shown.length === 1 ? ['1: Completed'] : ['1: ', '1: Completed']);
      assert.equal(
        await page.evaluate(() => document.body.innerText.trim()),
        'At the printer: see the order',
      );
      assert.equal(await pollsOf(simulator, token), 1);
      assert.deepEqual(problems, []);
      await page.close();
    });
  }

  it('is hydrated as a bar, in the language of its page', async () => {
    const token = await simulateJob(simulator, { steps: [{ status: 8 }] });
    const bar = await collectResult(
      render(
        html`<scriptx-job-status
          appearance="bar"
          server=${simulator.address}
          token=${token}
        ></scriptx-job-status>`,
      ),
    );
    await open(
      `${scripts['with hydration']} import './dist/locales/de.js';`,
      `<main lang="de">${bar}</main>`,
    );
    const badge = await page.$('scriptx-job-status');
    await page.waitForFunction((badge) => badge?.matches(':state(printing)'), {}, badge);
    const shown = await badge?.evaluate(({ shadowRoot }) => ({
      name: shadowRoot?.querySelector('[part=badge]')?.getAttribute('aria-label'),
      words: shadowRoot?.querySelector('[part=words]')?.textContent,
      reached: shadowRoot?.querySelectorAll('[part~=reached]').length,
      stages: shadowRoot?.querySelectorAll('[part~=stage]').length,
    }));
    assert.deepEqual(shown, {
      name: 'Druckauftrag',
      words: 'Wird gedruckt',
      reached: 3,
      stages: 4,
    });
    assert.deepEqual(problems, []);
    await page.close();
  });

  for (const how of ['with hydration', 'without hydration'] as const) {
    it(`waits for the component around it, which then gets each event once, ${how}`, async () => {
      const token = await simulateJob(simulator, { steps: [{ status: 6 }] });
      const order = await collectResult(
        render(html`<order-page server=${simulator.address} token=${token}></order-page>`),
      );
      assert.match(order, /<scriptx-job-status[^>]* defer-hydration/);
      await open(
        `${scripts[how]}
        setTimeout(() => import('./test/node/support/order-page.ts'), 500);`,
        order,
      );
      await completes();
      const events = await page.$eval('order-page', (page): unknown => Reflect.get(page, 'events'));
      assert.deepEqual(events, ['job-status-change', 'job-complete']);
      assert.equal(await pollsOf(simulator, token), 1);
      await page.close();
    });
  }
});
