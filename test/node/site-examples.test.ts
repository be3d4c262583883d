import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import { planOf } from '../../demo/site/scripts/example-plans.js';
import {
  demoLicense,
  type Simulator,
  startSimulator,
} from '../../demo/simulator/start-simulator.js';
import { launchChromium } from '../../scripts/chromium.js';
import { runAxe } from './support/axe.js';
import { simulateJob } from './support/badge-page.js';
import { type BuiltSite, startBuiltSite } from './support/built-site.js';
import { type PageServer, startPageServer } from './support/page-server.js';

/** Of the jobs on the simulator, compared with those in the frames of the site. */
const speed = 4;

const tokens = /8c72a9871ba64c4ba507b4392c1ce0b9|1f6be03e1c7d4be59dc2e9f2a4c0d743/g;
const tableTokens = Array.from({ length: 300 }, (_, index) => String(index + 1).padStart(32, '0'));

const timeout = 60_000;

/** Pages are checked ten times a second. With each frame, they would keep the processors busy. */
const waiting = { timeout, polling: 100 };

/** Uses an example as a person does, until its job has ended. */
const drives: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  'first-badge': (page) => shows(page, ['Completed']),
  appearances: async (page) => {
    await shows(page, ['Completed', 'Completed']);
    await page.waitForSelector('[appearance=dot] >>> [title=Completed]', { timeout });
  },
  'links-at-the-end': async (page) => {
    await shows(page, ['Completed', 'Failed']);
    assert.deepEqual(await visibleTexts(page, 'a'), ['Back to order 42', 'Print order 43 again']);
  },
  events: async (page) => {
    await page.waitForSelector('li::-p-text(finished)', { timeout });
    const texts = await visibleTexts(page, 'li');
    assert.match(texts[0] ?? '', /^job-status-change: none → \w+/);
    assert.deepEqual(texts.slice(-3), [
      'job-status-change: printing → completed',
      'job-complete: Completed',
      'finished resolves: Completed',
    ]);
  },
  'print-again': async (page) => {
    await shows(page, ['Failed']);
    await page.locator('button::-p-text(Print again)').click();
    await page.waitForFunction(() => document.activeElement?.matches('h1'));
    await shows(page, ['Completed']);
    assert.deepEqual(await visibleTexts(page, 'button, [role=alert]'), ['']);
  },
  'meadco-client': async (page) => {
    await page.locator('button::-p-text(Print)').click();
    await shows(page, ['Completed']);
    await page.waitForSelector('button:enabled::-p-text(Print another copy)', { timeout });
  },
  languages: (page) => shows(page, ['Completed', 'Abgeschlossen', 'Liegt im Drucker']),
  colours: async (page) => {
    await shows(page, ['Completed', 'Failed']);
    const colours = await page.$$eval('scriptx-job-status >>> [part=icon]', (icons) =>
      icons.map((icon) => getComputedStyle(icon).color),
    );
    assert.deepEqual(colours, ['rgb(14, 116, 144)', 'rgb(190, 24, 93)']);
  },
  theme: async (page) => {
    await shows(page, ['Completed', 'Completed']);
    for (const [theme, font] of [
      ['bootstrap', /system-ui/],
      ['paper', /Palatino/],
    ] as const) {
      await page.select('select', theme);
      await page.waitForFunction(
        (font) =>
          new RegExp(font).test(
            getComputedStyle(document.querySelector('scriptx-job-status') ?? document.body)
              .fontFamily,
          ),
        waiting,
        font.source,
      );
    }
  },
  table: async (page) => {
    await page.waitForSelector('[role=status]::-p-text(All jobs have ended.)', { timeout });
    assert.deepEqual(await visibleTexts(page, '#summary'), [
      '5 of 300 failed, 0 paused, 291 completed, 4 cancelled, 0 in progress.',
    ]);
    await page.locator('button::-p-text(Needs attention)').click();
    const rows = await visibleTexts(page, 'tbody tr td:nth-child(2) > span');
    assert.deepEqual(rows, Array(5).fill('Failed: The document is damaged'));
  },
  'watch-job': (page) => page.waitForSelector('output::-p-text(Job completed.)', { timeout }),
  'without-service': async (page) => {
    await shows(page, ['Completed']);
    await page.locator('button::-p-text(Run out of paper)').click();
    await shows(page, ['Paused']);
    await shows(page, ['Completed']);
  },
};

const names = Object.keys(drives);

let site: BuiltSite;
let browser: Browser;
let simulator: Simulator;
let pages: PageServer;

before(async () => {
  [browser, simulator, pages, site] = await Promise.all([
    launchChromium(),
    startSimulator({ speed }),
    startPageServer(),
    startBuiltSite(),
  ]);
  for (const token of tableTokens) await addJob('table', token, token);
});

after(() => Promise.all([browser, site, simulator, pages].map((each) => each.close())));

/** Opens a window: browsers slow pages down that are not visible. */
async function open(url: string) {
  const page = await browser.newPage({ type: 'window' });
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message) => {
    const isIcon = message.location().url?.endsWith('/favicon.ico');
    if (!isIcon) problems.push(message.text());
  });
  page.on('dialog', (dialog) => {
    problems.push(`${dialog.type()}: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(url);
  return { page, problems };
}

/** Waits until the visible words of the badges are these. */
async function shows(page: Page, words: readonly string[]): Promise<void> {
  const areShown = (words: string): boolean =>
    [...document.querySelectorAll('scriptx-job-status')]
      .filter(({ appearance }) => appearance !== 'dot')
      .map(({ shadowRoot }) => shadowRoot?.querySelector('[part=words]'))
      .map((element) => (element?.checkVisibility() ? element.textContent : ''))
      .join() === words;
  await page.waitForFunction(areShown, waiting, words.join());
}

const visibleTexts = (page: Page, selector: string): Promise<string[]> =>
  page.$$eval(selector, (elements) =>
    elements
      .filter((element) => element.checkVisibility())
      .map(({ textContent }) => textContent.trim()),
  );

/** Adds the job of an example to the simulator. */
async function addJob(example: string, exampleToken: string, token?: string): Promise<string> {
  const steps = planOf(example, exampleToken).map(({ ms, ...step }) =>
    ms === undefined ? step : { ...step, ms: ms / speed },
  );
  return simulateJob(simulator, { token, license: demoLicense, steps });
}

/** Replaces what a reader replaces, and loads the component from here. */
async function filledIn(example: string, code: string): Promise<string> {
  let page = code
    .replaceAll(/https:\/\/cdn\.jsdelivr\.net\/npm\/[\w@.-]+\/dist\//g, '/')
    .replaceAll('http://127.0.0.1:41191', simulator.address)
    .replaceAll('xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx', demoLicense)
    .replaceAll('https://example.com/', `${site.address}documents/`);
  for (const [token] of code.matchAll(tokens)) {
    if (page.includes(token)) page = page.replaceAll(token, await addJob(example, token));
  }
  return page;
}

describe('the examples', { concurrency: true, timeout: 120_000 }, () => {
  it('covers all examples', async () => {
    const files = await readdir('demo/examples');
    assert.deepEqual(names.map((name) => `${name}.html`).toSorted(), files.toSorted());
  });

  describe(
    'an example that is copied from the site into an empty page',
    { concurrency: true },
    () => {
      const copies = new Map<string, string>();

      before(async () => {
        const context = browser.defaultBrowserContext();
        for (const name of ['clipboard-read', 'clipboard-write']) {
          await context.setPermission(new URL(site.address).origin, {
            permission: { name },
            state: 'granted',
          });
        }
        const { page } = await open(`${site.address}examples/`);
        await page.bringToFront();
        for (const name of names) {
          // A click by mouse would scroll there, and so run all examples.
          await page.$eval(`[data-example="${name}"] .copy button`, (button) => {
            button.click();
          });
          await page.waitForSelector(`[data-example="${name}"] .copy ::-p-text(Copied)`);
          copies.set(name, await page.evaluate(() => navigator.clipboard.readText()));
        }
        await page.close();
      });

      for (const [name, drive] of Object.entries(drives)) {
        it(`runs on a print service: ${name}`, async () => {
          const html = await filledIn(name, copies.get(name) ?? '');
          const { page, problems } = await open(pages.add(html));
          await drive(page);
          assert.deepEqual(problems, []);
          await page.close();
        });
      }

      it('shows a failed print of MeadCo’s client in the badge, without an alert', async () => {
        const html = await filledIn('meadco-client', copies.get('meadco-client') ?? '');
        const { page, problems } = await open(
          pages.add(html.replace('invoice.pdf', 'missing.pdf')),
        );
        await page.locator('button::-p-text(Print)').click();
        await shows(page, ['Failed']);
        await page.waitForSelector('button:enabled::-p-text(Print again)', { timeout });
        assert.deepEqual(
          problems.filter((text) => text.startsWith('alert')),
          [],
        );
        await page.close();
      });
    },
  );

  describe('an example on the site', { concurrency: true }, () => {
    for (const [name, drive] of Object.entries(drives)) {
      it(`runs without a print service: ${name}`, async () => {
        const { page, problems } = await open(`${site.address}examples/${name}.html`);
        await drive(page);
        assert.deepEqual(problems, []);
        assert.deepEqual((await runAxe(page)).violations, []);
        await page.setViewport({ width: 320, height: 640 });
        const width = await page.evaluate(() => {
          document.documentElement.style.fontSize = '200%';
          return document.documentElement.scrollWidth;
        });
        assert.equal(width, 320, 'does not scroll sideways at 320 px with text at 200 %');
        await page.close();
      });
    }

    it('has a frame of the height of its page, unless that is a long table', async () => {
      const { page } = await open(`${site.address}examples/`);
      for (const name of names) {
        const selector = `[data-example="${name}"] iframe`;
        await page.$eval(selector, (frame) => frame.scrollIntoView());
        const fits = (selector: string, isTable: boolean): boolean => {
          const frame = document.querySelector<HTMLIFrameElement>(selector);
          const page = frame?.contentDocument?.documentElement;
          if (!page?.querySelector('h1')) return false;
          const scrolls = page.scrollHeight > page.clientHeight;
          return scrolls === isTable && page.clientHeight <= 640;
        };
        await page.waitForFunction(fits, waiting, selector, name === 'table');
      }
      await page.close();
    });

    it('leaves a frame that has not loaded at its height', async () => {
      const { page } = await open(`${siteAddress()}examples/`);
      const heights = await page.$$eval('iframe', (frames) =>
        frames
          .filter((frame) => frame.contentDocument?.URL === 'about:blank')
          .map((frame) => frame.style.height),
      );
      assert.deepEqual([...new Set(heights)], ['']);
      await page.close();
    });

    it('runs again by its button', async () => {
      const { page } = await open(`${site.address}examples/`);
      const states = await page.evaluateHandle(() => {
        const states: string[] = [];
        const frame = document.querySelector('iframe');
        const listen = (): void =>
          frame?.contentDocument?.addEventListener('job-status-change', ({ detail }) =>
            states.push(detail.state),
          );
        frame?.addEventListener('load', listen);
        listen();
        return states;
      });
      for (const count of [1, 2]) {
        await page.waitForFunction(
          (states, count) => states.filter((state) => state === 'completed').length === count,
          waiting,
          states,
          count,
        );
        await page.locator('button::-p-text(Run again)').click();
      }
      await page.close();
    });

    it('opens in CodePen, where it runs too', async () => {
      const { page } = await open(`${site.address}examples/`);
      await page.setRequestInterception(true);
      const sent = new Promise<Promise<string | undefined>>((resolve) => {
        page.on('request', (request) => {
          if (!request.url().startsWith('https://codepen.io/')) return void request.continue();
          resolve(request.fetchPostData());
          void request.respond({ body: 'CodePen' });
        });
      });
      const button = await page.waitForSelector('button::-p-text(Open in CodePen)');
      // Only the requests of this page can be intercepted.
      await button?.evaluate((button) => button.closest('form')?.removeAttribute('target'));
      await button?.click();
      const data = new URLSearchParams(await sent).get('data') ?? '';
      const { title, html, css, js } = JSON.parse(data) as Record<string, string>;
      assert.equal(title, 'A job without a print service');
      assert.doesNotMatch(`${html}`, /<script[ >]|<style/);
      await page.close();

      const pen = `<!doctype html><style>${css}</style>${html}<script type="module">${js}</script>`;
      const opened = await open(pages.add(await filledIn('without-service', pen)));
      await drives['without-service']?.(opened.page);
      assert.deepEqual(opened.problems, []);
      await opened.page.close();
    });
  });
});
