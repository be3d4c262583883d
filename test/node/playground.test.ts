import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { basename } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Browser, ElementHandle, Page } from 'puppeteer-core';
import { languages, states, themes } from '../../demo/playground/choices.js';
import { codeFor } from '../../demo/playground/code.js';
import { customProperties } from '../../demo/playground/manifest.js';
import { queryOf } from '../../demo/playground/settings.js';
import type { ScriptxJobStatus } from '../../dist/index.js';
import { launchChromium } from '../../scripts/chromium.js';
import { runAxe } from './support/axe.js';
import { type BuiltSite, startBuiltSite } from './support/built-site.js';
import { customSettings, hostileText } from './support/playground-settings.js';

/** The jobs by the names of their buttons, with states that they reach, and their last event. */
const jobs = [
  ['Success', ['printing', 'completed'], 'job-complete'],
  ['Out of paper', ['paused', 'completed'], 'job-complete'],
  ['Failure', ['failed'], 'job-failed'],
  ['Cancellation', ['abandoned'], 'job-failed'],
  ['Service outage', ['reconnecting', 'completed'], 'job-complete'],
  ['Permission prompt', ['awaiting-permission', 'printing', 'completed'], 'job-complete'],
] as const;

describe('the playground', () => {
  let site: BuiltSite;
  let browser: Browser;
  let page: Page;
  let address: string;
  let copied = '';
  let jobRuns: Promise<void>[];
  const problems: string[] = [];

  before(async () => {
    site = await startBuiltSite((app) => {
      // Chromium requests it for a page without an icon of its own.
      app.get('/favicon.ico', (_request, response) => {
        response.status(204).end();
      });
      app.get('/copied.html', (_request, response) => {
        response.type('html').send(copied);
      });
    });
    address = `${site.address}playground/`;
    browser = await launchChromium();
    const behind = await Promise.all(jobs.map(() => newPage()));
    // In front, because browsers draw no other page.
    page = await newPage();
    // The jobs take longest. The other tests need not wait for them.
    jobRuns = behind.map((page, index) => runJob(page, jobs[index] ?? jobs[0]));
    void Promise.allSettled(jobRuns);
  });

  after(async () => {
    await Promise.all([browser.close(), site.close()]);
  });

  afterEach(() => {
    assert.deepEqual(problems.splice(0), []);
  });

  /** Opens a page whose problems fail the test, those with its Content-Security-Policy included. */
  async function newPage(): Promise<Page> {
    const page = await browser.newPage();
    page.on('console', (message) => problems.push(message.text()));
    page.on('pageerror', (error) => problems.push(String(error)));
    page.on('requestfailed', (request) => {
      // The next page may be opened before everything of this one is loaded.
      const isAborted = request.failure()?.errorText === 'net::ERR_ABORTED';
      if (!isAborted) problems.push(request.url());
    });
    return page;
  }

  async function open(query = '', in_: Page = page): Promise<void> {
    await in_.goto(`${address}${query}`);
    await in_.waitForSelector('.preview >>> scriptx-job-status');
  }

  function element(in_: Page = page): Promise<ElementHandle<ScriptxJobStatus> | null> {
    return in_.$('.preview >>> scriptx-job-status');
  }

  /** Resolves once the element is in a state. */
  async function reaches(state: string, in_: Page = page): Promise<void> {
    await in_.waitForFunction(
      (state) => {
        const root = document.querySelector('.preview')?.shadowRoot;
        return root?.querySelector(`scriptx-job-status:state(${state})`);
      },
      { polling: 50, timeout: 30_000 },
      state,
    );
  }

  /** Everything that a setting may change in the preview. */
  function shown(): Promise<unknown> {
    return page.$eval(
      '.preview',
      (preview, properties) => {
        const element = preview.shadowRoot?.querySelector('scriptx-job-status');
        if (!element) throw new Error('There is no element.');
        const { announce, appearance, background, interval, label } = element;
        const { suspended, texts, timeout } = element;
        const { lang, dir } = preview as HTMLElement;
        const { backgroundColor, colorScheme } = getComputedStyle(preview);
        const style = getComputedStyle(element);
        return {
          properties: { announce, appearance, background, interval, label, suspended, timeout },
          texts,
          slots: element.innerHTML,
          page: { lang, dir, backgroundColor, colorScheme },
          themes: [...(preview.shadowRoot?.querySelectorAll('link') ?? [])].map(({ href }) => href),
          size: style.fontSize,
          style: properties.map((name) => style.getPropertyValue(`--scriptx-job-status-${name}`)),
        };
      },
      customProperties.map(({ name }) => name),
    );
  }

  const codeShown = (): Promise<string> =>
    page.$eval('.files code', ({ textContent }) => textContent);

  /** Changes a control as its user does. */
  function change(name: string): Promise<void> {
    return page.$eval(
      'form.controls',
      (form, name) => {
        const controls = [...form.querySelectorAll<HTMLInputElement | HTMLSelectElement>('[name]')];
        const named = controls.filter((control) => control.name === name);
        const [control] = named;
        if (control instanceof HTMLSelectElement) {
          control.selectedIndex = control.options.length - 1;
        } else if (control?.type === 'radio') {
          const other = named.findLast((each) => !(each as HTMLInputElement).checked);
          other?.click();
          return;
        } else if (control?.type === 'checkbox') {
          control.click();
          return;
        } else if (control) {
          const values: Record<string, string> = { color: '#123456', number: '5000', range: '150' };
          control.value = values[control.type] ?? (name.startsWith('css-') ? '3px' : `My ${name}`);
        }
        control?.dispatchEvent(new Event('input', { bubbles: true }));
        control?.dispatchEvent(new Event('change', { bubbles: true }));
      },
      name,
    );
  }

  it('changes the preview, the code and the address with each control', async () => {
    await open(
      '?job=happy&background&slot-lost=Gone&slot-completed=Open&slot-failed=Why&slot-abandoned=Oh',
    );
    const names = await page.$$eval('form.controls [name]', (all) => [
      ...new Set(all.map((control) => control.getAttribute('name') ?? '')),
    ]);
    assert.ok(names.length > 16 + 5 + 8, names.join());
    for (const name of names) {
      const before = { shown: await shown(), code: await codeShown() };
      await change(name);
      assert.notDeepEqual(await shown(), before.shown, `${name} changes the preview`);
      assert.notEqual(await codeShown(), before.code, `${name} changes the code`);
    }
    const last = names.at(-1) ?? '';
    await page.waitForFunction(
      (name) => new URLSearchParams(location.search).has(name),
      { polling: 20 },
      last,
    );
    const { searchParams } = new URL(page.url());
    // It was in the address, and the default again now.
    const missing = names.filter((name) => !searchParams.has(name));
    assert.deepEqual(missing, ['background']);
    const before = { shown: await shown(), code: await codeShown() };
    await open(new URL(page.url()).search);
    // A job takes the settings of polling once it has started.
    await page.waitForFunction(
      () =>
        document.querySelector('.preview')?.shadowRoot?.querySelector('scriptx-job-status')
          ?.timeout,
      { polling: 20 },
    );
    assert.deepEqual({ shown: await shown(), code: await codeShown() }, before);
  });

  it('resets everything, also what was entered and invalid', async () => {
    await open('?lang=ar&theme=solid&label=Mine&state=failed&text-failed=No');
    await page.$eval('[name=interval]', (input) => ((input as HTMLInputElement).value = '5'));
    await page.locator('::-p-aria([name="Reset all"][role="button"])').click();
    await page.waitForFunction(() => location.search === '', { polling: 20 });
    await reaches('printing');
    const reset = { shown: await shown(), code: await codeShown() };
    assert.equal(
      await page.$eval('[name=interval]', (input) => (input as HTMLInputElement).value),
      '',
    );
    await open();
    assert.deepEqual({ shown: await shown(), code: await codeShown() }, reset);
  });

  it('resets one colour', async () => {
    await open('?css-failed-color=%23123456&ground=%23000000');
    await page.locator('::-p-aria([name="Reset Failed colour"][role="button"])').click();
    await page.waitForFunction(() => location.search === '?ground=%23000000');
    assert.doesNotMatch(await codeShown(), /failed-color/);
    // Its button is disabled now, so the colour has the focus.
    assert.equal(
      await page.evaluate(() => (document.activeElement as HTMLInputElement).name),
      'css-failed-color',
    );
  });

  it('offers every theme and language of the component', async () => {
    const sheets = (await readdir('dist/themes')).map((file) => basename(file, '.css'));
    assert.deepEqual(Object.keys(themes).slice(1), sheets.sort());
    const locales = await readdir('dist/locales');
    const files = locales
      .filter((file) => file.endsWith('.js'))
      .map((file) => basename(file, '.js'));
    assert.deepEqual(languages.slice(1), files.sort());
  });

  it('shows the words of the chosen language in the fields for words', async () => {
    await open('?lang=de&state=paused');
    await page.waitForSelector('[name=text-paused][placeholder="Angehalten"]');
    await reaches('paused');
    const words = await (
      await element()
    )?.evaluate(({ shadowRoot }) => shadowRoot?.querySelector('[part=words]')?.textContent);
    assert.equal(words, 'Angehalten');
  });

  it('holds each state, and shows what screen readers say', async () => {
    await open();
    await reaches('printing');
    for (const state of states.toReversed()) {
      await page.locator(`::-p-xpath(//button[normalize-space()='${state}'])`).click();
      await reaches(state);
      if (state === 'connecting') continue;
      const words = await (
        await element()
      )?.evaluate(({ shadowRoot }) => shadowRoot?.querySelector('[part=words]')?.textContent);
      await page.waitForFunction(
        (words) => document.querySelector('.announcement q')?.textContent.includes(words),
        { polling: 20 },
        words ?? '',
      );
    }
  });

  /** Presses the button of a job, and resolves when the job has gone through its states. */
  async function runJob(page: Page, [name, states, event]: (typeof jobs)[number]): Promise<void> {
    await open('?background', page);
    await page.$eval(`::-p-xpath(//button[normalize-space()='${name}'])`, (button) =>
      (button as HTMLButtonElement).click(),
    );
    for (const state of states) await reaches(state, page);
    await page.waitForFunction(
      (event) => document.querySelector('.log li code')?.textContent === event,
      { polling: 50 },
      event,
    );
    await page.close();
  }

  it('copies a page that runs', async () => {
    const { origin } = new URL(address);
    await browser.defaultBrowserContext().setPermission(origin, {
      permission: { name: 'clipboard-read' },
      state: 'granted',
    });
    await page.bringToFront();
    const query = queryOf({ ...customSettings, suspended: false, interval: undefined }).toString();
    await open(`?${query}`);
    await page.locator('::-p-aria([name="Copy"][role="button"])').click();
    await page.waitForFunction(() => document.querySelector('.file [role=status]')?.textContent);
    const text = await page.evaluate(() => navigator.clipboard.readText());
    assert.equal(
      text,
      codeFor('html', { ...customSettings, suspended: false, interval: undefined })[0]?.code,
    );
    copied = text.replaceAll('https://cdn.jsdelivr.net/npm/scriptx-job-status/', site.address);

    const run = await newPage();
    await run.setRequestInterception(true);
    run.on('request', (request) => {
      const isPoll = request.url().startsWith('http://127.0.0.1:41191/');
      const headers = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': '*' };
      if (isPoll)
        void request.respond({ headers, contentType: 'application/json', body: '{"status":6}' });
      else void request.continue();
    });
    await run.goto(`${origin}/copied.html`);
    const badge = await run.waitForSelector('scriptx-job-status:state(completed)');
    assert.deepEqual(
      await badge?.evaluate((badge) => {
        const { label, shadowRoot } = badge;
        const style = getComputedStyle(badge);
        return {
          label,
          words: shadowRoot?.querySelector('[part=words]')?.textContent,
          slot: badge.querySelector('a')?.checkVisibility(),
          colour: style.getPropertyValue('--scriptx-job-status-failed-color'),
          size: style.fontSize,
          direction: style.direction,
          theme: style.fontFamily.includes('serif'),
          background: getComputedStyle(document.documentElement).backgroundColor,
        };
      }),
      {
        label: customSettings.label,
        words: 'Liegt im Fach',
        slot: true,
        colour: '#aa0000',
        size: '24px',
        direction: 'rtl',
        theme: true,
        background: 'rgb(16, 32, 48)',
      },
    );
    await run.close();
  });

  it('copies a link that shows the same', async () => {
    await open('?appearance=dot&label=A+%26+B');
    await page.locator('::-p-aria([name="Copy link"][role="button"])').click();
    await page.waitForFunction(() => document.querySelector('.actions [role=status]')?.textContent);
    const link = await page.evaluate(() => navigator.clipboard.readText());
    assert.equal(link, `${address}?label=A+%26+B&appearance=dot`);
  });

  it('shows the code for each framework', async () => {
    await open('?css-failed-color=%23123456');
    for (const [framework, file] of [
      ['react', 'PrintJob.tsx'],
      ['vue', 'PrintJob.vue'],
      ['html', 'print-job.html'],
    ]) {
      await page.$eval(`[name=framework][value=${framework}]`, (radio) =>
        (radio as HTMLInputElement).click(),
      );
      assert.equal(await page.$eval('.file h3', ({ textContent }) => textContent), file);
      await page.waitForSelector('.file .copy button');
    }
  });

  for (const framework of ['html', 'react', 'vue'] as const) {
    it(`colours the code, and leaves its text as it is: ${framework}`, async () => {
      const settings = { ...customSettings, label: hostileText };
      await open(`?${queryOf(settings).toString()}`);
      await page.$eval(`[name=framework][value=${framework}]`, (radio) =>
        (radio as HTMLInputElement).click(),
      );
      const files = await page.$$eval('.files code', (all) =>
        all.map(({ textContent }) => textContent),
      );
      assert.deepEqual(
        files,
        codeFor(framework, settings).map(({ code }) => code),
      );
      const values = await page.$$eval('.files .attr-value', (all) =>
        all.map(({ textContent }) => textContent),
      );
      assert.ok(values.includes('="bar"'), values.join('\n'));
    });
  }

  for (const [name, width, scheme] of [
    ['a light page', 1440, 'light'],
    ['a dark, narrow page', 390, 'dark'],
  ] as const) {
    it(`has no problems that axe finds on ${name}`, async () => {
      await page.setViewport({ width, height: 900 });
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      await open('?state=failed&css-failed-color=%23aa0000&text-failed=No');
      await reaches('failed');
      assert.deepEqual((await runAxe(page)).violations, []);
    });
  }

  jobs.forEach(([name], index) => {
    it(`runs a job to its end, and logs its events: ${name}`, async () => {
      await jobRuns[index];
    });
  });

  it('never scrolls sideways at 320 px, even with text at 200 %', async () => {
    await page.setViewport({ width: 320, height: 640 });
    for (const query of [
      '',
      '?state=unknown&size=300&lang=ar&appearance=bar',
      '?theme=bootstrap',
    ]) {
      await open(query);
      await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320, query);
    }
  });
});
