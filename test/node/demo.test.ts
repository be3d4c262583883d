import assert from 'node:assert/strict';
import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Browser, Page, Locator, Viewport } from 'puppeteer-core';
import { type Demo, startDemo } from '../../demo/server.js';
import { startSimulator } from '../../demo/simulator/start-simulator.js';
import { launchChromium } from '../../scripts/chromium.js';
import { runAxe } from './support/axe.js';
import { freePort } from './support/free-port.js';

const phone = { width: 390, height: 844, isMobile: true, hasTouch: true };
const timeout = 20_000;

let browser: Browser;
let page: Page;
let demo: Demo;
let problems: string[];

before(async () => {
  browser = await launchChromium();
});

after(() => browser.close());

beforeEach(async () => {
  problems = [];
  page = await browser.newPage();
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message) => {
    // The browser reports each refused request. MeadCo's client logs each error.
    const isExpected = /^(?:Failed to load resource|MeadCo ::)/.test(message.text());
    if (!isExpected) problems.push(message.text());
  });
});

afterEach(async () => {
  await page.close();
  assert.deepEqual(problems, []);
});

async function open(viewport: Viewport = { width: 1280, height: 900 }): Promise<void> {
  await page.setViewport(viewport);
  await page.goto(`${demo.address}demo/`);
  await page.waitForSelector('#documents button:enabled');
}

/** The button that prints a document of the page. */
const printButton = (name: string): Locator<Element> =>
  page.locator(`#documents button::-p-text(Print ${name})`);

/** Prints a document of the page. */
async function print(name: string): Promise<void> {
  await printButton(name).click();
}

const badgeLabelled = (label: string): string => `.jobs scriptx-job-status[label="${label}"]`;

/** Waits until a badge shows some words. Returns the message beside them. */
async function shows(selector: string, words: string): Promise<string> {
  const isShown = (selector: string, words: string): boolean => {
    const root = document.querySelector(selector)?.shadowRoot;
    return root?.querySelector('[part=words]')?.textContent === words;
  };
  await page.waitForFunction(isShown, { timeout }, selector, words);
  return page.$eval(
    selector,
    ({ shadowRoot }) => shadowRoot?.querySelector('[part=message]')?.textContent ?? '',
  );
}

/** Waits for an event of a job. Returns the events of the job, oldest first. */
async function logged(event: string, job: string): Promise<string[]> {
  const entries = (job: string): string[] =>
    [...document.querySelectorAll('#events li')]
      .filter((entry) => entry.querySelector('.job')?.textContent === job)
      .map((entry) => `${entry.className} ${entry.querySelector('.text')?.textContent}`)
      .reverse();
  await page.waitForFunction(
    (event, job) =>
      [...document.querySelectorAll(`#events .${event} .job`)].some(
        ({ textContent }) => textContent === job,
      ),
    { timeout },
    event,
    job,
  );
  return page.evaluate(entries, job);
}

/** Waits for a text in an element. */
async function reads(selector: string, text: RegExp): Promise<void> {
  await page.waitForFunction(
    (selector, text) =>
      new RegExp(text).test(document.querySelector(selector)?.textContent.trim() ?? ''),
    { timeout },
    selector,
    text.source,
  );
}

const valueOf = (selector: string): Promise<string> =>
  page.$eval(selector, (input) => (input as HTMLInputElement).value);

describe('the page', () => {
  before(async () => {
    demo = await startDemo({ port: 0, simulatorPort: 0, speed: 2 });
  });

  after(() => demo.close());

  it('prints a PDF, and shows it from the first moment to the end', async () => {
    await open();
    await page.setRequestInterception(true);
    const held: (() => void)[] = [];
    page.on('request', (request) => {
      const isPrint = request.method() === 'POST' && request.url().endsWith('/printPdf/print');
      if (isPrint) held.push(() => void request.continue());
      else void request.continue();
    });
    await print('Invoice');
    await shows(badgeLabelled('Invoice'), 'Sending');
    assert.equal(held.length, 1);
    held[0]?.();
    await shows(badgeLabelled('Invoice'), 'Completed');
    const events = await logged('job-complete', 'Invoice');
    assert.match(events[0] ?? '', /^job-status-change Queued/);
    assert.ok(events.some((event) => /PrintingPdf: printing: [123]$/.test(event)));
    assert.deepEqual(events.slice(-2), ['job-status-change Completed', 'job-complete Completed']);
    assert.equal(events.filter((event) => event.startsWith('job-complete')).length, 1);
  });

  it('prints an HTML page', async () => {
    await open();
    const sent = page.waitForRequest((request) => request.method() === 'POST');
    await print('Order');
    assert.match((await sent).url(), /\/api\/v1\/printHtml\/print$/);
    await shows(badgeLabelled('Order'), 'Completed');
    const events = await logged('job-complete', 'Order');
    assert.ok(events.includes('job-status-change Printing: printing: 1'), events.join('\n'));
  });

  it('shows why a broken and a missing file fail', async () => {
    await open();
    await print('Broken file');
    await print('Missing file');
    assert.match(await shows(badgeLabelled('Broken file'), 'Failed'), /not a PDF file/);
    assert.match(await shows(badgeLabelled('Missing file'), 'Failed'), /404/);
    assert.match((await logged('job-failed', 'Broken file')).at(-1) ?? '', /^job-failed ItemError/);
  });

  it('shows why the service refuses a print', async () => {
    await open();
    await page.select('#printer', 'Printer that is switched off');
    await reads('#printer-location', /refuses its jobs/);
    await print('Delivery note');
    const message = await shows(badgeLabelled('Delivery note'), 'Failed');
    assert.equal(message, 'The printer is switched off');
    await logged('reportServerError', 'MeadCo’s client');
  });

  it('distinguishes two prints with one description', async () => {
    await open();
    const bodies: Promise<string | undefined>[] = [];
    page.on('request', (request) => {
      if (request.hasPostData()) bodies.push(request.fetchPostData());
    });
    await print('Delivery note');
    await page.select('#printer', 'Reception printer');
    await print('Delivery note');
    await shows(badgeLabelled('Delivery note (2)'), 'Cancelled');
    await shows(badgeLabelled('Delivery note'), 'Completed');
    const descriptions = (await Promise.all(bodies)).map(
      (body = '') => (JSON.parse(body) as { Description: unknown }).Description,
    );
    assert.deepEqual(descriptions, ['Delivery note', 'Delivery note']);
    const tokens = await page.$$eval('.jobs scriptx-job-status', (badges) =>
      badges.map(({ jobStatus }) => jobStatus?.token),
    );
    assert.ok(tokens[0] && tokens[1] && tokens[0] !== tokens[1]);
    const details = await page.$$eval('.jobs .details span', (all) =>
      all.map(({ textContent }) => textContent),
    );
    assert.deepEqual(details, ['Reception printer', 'Office printer'], 'newest first');
  });

  it('removes jobs, and keeps the focus near them', async () => {
    await open();
    await print('Broken file');
    await print('Broken file');
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    await page.locator('[aria-label="Remove Broken file (2) from the list"]').click();
    assert.equal(await focused(), 'Remove Broken file from the list');
    await page.keyboard.press('Enter');
    assert.equal(await page.$('.jobs li'), null);
    assert.equal(
      await page.evaluate(() => document.activeElement?.textContent.trim()),
      ['Print', 'Broken file'].join(' '),
    );
  });

  it('has no scrolling list: older events are shown on request', async () => {
    await open();
    for (let count = 0; count < 4; count += 1) await print('Broken file');
    await logged('job-failed', 'Broken file (4)');
    const scrolling = await page.$$eval('main, main *:not(pre)', (all) =>
      all.flatMap((element) =>
        /auto|scroll/.test(getComputedStyle(element).overflow) ? element.outerHTML : [],
      ),
    );
    assert.deepEqual(scrolling, []);
    const times = await page.$$eval('#events time', (all) => all.map(({ dateTime }) => dateTime));
    assert.deepEqual(times, times.toSorted().reverse(), 'newest first');
    assert.ok(times.length > 12 && times.length <= 24, String(times.length));
    const visible = () =>
      page.$$eval('#events li', (all) => all.filter((each) => each.checkVisibility()).length);
    assert.equal(await visible(), 12);
    await page.locator('::-p-text(Show older)').click();
    assert.equal(await visible(), times.length);
    assert.equal(await page.$eval('#show-older', (button) => button.checkVisibility()), false);
    const focused = await page.evaluate(() =>
      [...document.querySelectorAll('#events li')].findIndex(
        (item) => item === document.activeElement,
      ),
    );
    assert.equal(focused, 12);
  });

  it('shows the badge on a phone after a tap, and moves nothing under the finger', async () => {
    await open(phone);
    const places = ['center', 'end'] as const;
    for (const [index, name] of ['Delivery note', 'Catalogue', 'Missing file'].entries()) {
      for (const [count, block] of places.entries()) {
        const button = await printButton(name).waitHandle();
        await button.evaluate((element, block) => element.scrollIntoView({ block }), block);
        const before = await button.boundingBox();
        await button.tap();
        const label = count === 0 ? name : `${name} (2)`;
        const badge = await page.locator(badgeLabelled(label)).waitHandle();
        assert.ok(
          await badge.isIntersectingViewport({ threshold: 1 }),
          `${label} is in view, tapped at the ${block}`,
        );
        const after = await button.boundingBox();
        if (block === 'center') assert.equal(after?.y, before?.y, `${index}: the button stays`);
      }
    }
  });

  it('scrolls smoothly unless the user prefers reduced motion', async () => {
    await open();
    for (const [motion, expected] of [
      ['reduce', 'auto'],
      ['no-preference', 'smooth'],
    ] as const) {
      await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: motion }]);
      const behavior = await page.$eval('html', (html) => getComputedStyle(html).scrollBehavior);
      assert.equal(behavior, expected);
    }
  });

  it('does not scroll sideways at 320 px, even with text at 200 %', async () => {
    await open({ width: 320, height: 640 });
    await print('Broken file');
    await shows(badgeLabelled('Broken file'), 'Failed');
    await page.locator('#watch [type=submit]').click();
    for (const size of ['100%', '200%']) {
      await page.$eval('html', (html, size) => (html.style.fontSize = size), size);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320, size);
    }
  });

  for (const [scheme, viewport] of [
    ['light', { width: 1280, height: 900 }],
    ['dark', phone],
  ] as const) {
    it(`has no violations that axe finds: ${scheme}, ${viewport.width} px`, async () => {
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      await open(viewport);
      await print('Broken file');
      await print('Order');
      await shows(badgeLabelled('Broken file'), 'Failed');
      await shows(badgeLabelled('Order'), 'Completed');
      await page.type('#watch-server', 'ftp://example.com');
      await page.locator('#watch [type=submit]').click();
      await page.$eval('#service', (element) => element.setAttribute('data-state', 'disconnected'));
      // What the header covers cannot be checked.
      await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
      assert.deepEqual(await runAxe(page), { violations: [], incomplete: [] });
    });
  }

  it('loads one copy of the component, and has source maps', async () => {
    await open();
    const resources = await page.evaluate(() =>
      performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname),
    );
    const components = resources.filter((path) => path.startsWith('/dist/'));
    assert.deepEqual(components, ['/dist/scriptx-job-status.min.js']);
    const assets = `${demo.address}assets/`;
    for (const [name, folder] of [
      ['demo', 'print-demo'],
      ['gallery', 'gallery'],
    ]) {
      const script = await (await fetch(`${assets}${name}.js`)).text();
      assert.match(script, new RegExp(`# sourceMappingURL=${name}\\.js\\.map`));
      assert.ok(!script.includes('customElements.define'));
      const response = await fetch(`${assets}${name}.js.map`);
      const { sources } = (await response.json()) as { sources: string[] };
      assert.ok(
        sources.some((source) => source.endsWith(`${folder}/main.ts`)),
        sources.join(),
      );
    }
  });
});

describe('the form for another service', () => {
  before(async () => {
    demo = await startDemo({ port: 0, simulatorPort: 0 });
  });

  after(() => demo.close());

  beforeEach(() => open());

  /** Fills the form, and sends it. */
  async function watch(
    values: Partial<Record<'server' | 'token' | 'license' | 'name', string>>,
  ): Promise<void> {
    for (const [field, value] of Object.entries(values)) {
      await page.$eval(`#watch-${field}`, (input) => {
        (input as HTMLInputElement).select();
      });
      await page.keyboard.press('Backspace');
      await page.type(`#watch-${field}`, value);
    }
    await page.locator('#watch [type=submit]').click();
  }

  const errorOf = (field: string): Promise<string> =>
    page.$eval(`#watch-${field}-error`, (error) => error.textContent);

  async function isMarked(field: string): Promise<boolean> {
    const described = await page.$eval(
      `#watch-${field}[aria-invalid=true]`,
      (input) => input.getAttribute('aria-describedby') ?? '',
    );
    return described.split(' ').includes(`watch-${field}-error`);
  }

  it('watches a job at an address without a scheme, and keeps the licence to itself', async () => {
    const response = await fetch(`${demo.simulator.address}/simulator/jobs`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ license: 'secret-licence', steps: [{ status: 6 }] }),
    });
    const { token } = (await response.json()) as { token: string };
    for (const host of ['localhost', '127.0.0.1']) {
      const server = `${host}:${demo.simulator.port}`;
      await watch({ server, token, license: 'secret-licence', name: `Payslip ${host}` });
      await shows(badgeLabelled(`Payslip ${host}`), 'Completed');
      assert.equal(await valueOf('#watch-server'), server);
      assert.equal(await valueOf('#watch-token'), token);
      await reads('#watched-jobs .details', new RegExp(`Payslip ${host} · http://${server} · `));
    }
    const kept = await page.evaluate(
      () =>
        document.documentElement.outerHTML +
        location.href +
        JSON.stringify([localStorage, sessionStorage, history.state]),
    );
    assert.ok(!kept.includes('secret-licence'));
    assert.equal(await page.$('#watch [name]'), null);
    assert.equal(await page.$eval('#watch', (form) => form.getAttribute('autocomplete')), 'off');
  });

  it('explains fields that cannot be used, beside them, and sends nothing', async () => {
    await watch({ server: 'print server', name: 'Payslip' });
    assert.match(await errorOf('server'), /^This is not an address\.$/);
    assert.match(await errorOf('token'), /^Enter the job token/);
    assert.ok((await isMarked('server')) && (await isMarked('token')));
    const focused = () => page.evaluate(() => document.activeElement?.id);
    assert.equal(await focused(), 'watch-server');
    assert.equal(await valueOf('#watch-server'), 'print server');
    assert.equal(await valueOf('#watch-name'), 'Payslip');

    await watch({ server: 'http://print.example.com', token: '42', license: 'secret-licence' });
    assert.equal(await errorOf('server'), '');
    assert.match(await errorOf('license'), /never sent over http/);
    assert.equal(await focused(), 'watch-license');
    assert.equal(await page.$('#watched-jobs li'), null);
    assert.equal(await page.$('#watch-server[aria-invalid]'), null);
  });

  it('explains what the service refuses, beside the field', async () => {
    const { address } = demo.simulator;
    await watch({ server: address, token: 'no-such-job' });
    await reads('#watch-license-error', /requires a licence/);
    await watch({ license: 'wrong' });
    await reads('#watch-license-error', /does not accept this licence/);
    await watch({ license: demo.license });
    await reads('#watch-token-error', /has no job with this token/);
    assert.equal(await errorOf('license'), '');
    assert.ok(await isMarked('token'));
    assert.equal(await valueOf('#watch-token'), 'no-such-job');
    await watch({ token: '..' });
    await reads('#watch-token-error', /not a job token/);
    await page.type('#watch-token', 'x');
    assert.equal(await errorOf('token'), '', 'no error while the token is edited');
    await watch({ token: 'another' });
    await page.type('#watch-token', '-one');
    await shows(badgeLabelled('Job another'), 'Status unavailable');
    assert.equal(await errorOf('token'), '', 'no error about what is no longer in the form');
    await watch({ server: `localhost:${await freePort()}` });
    await reads('#watch-server-error', /^No response from http:\/\/localhost:\d+\. /);
    await watch({ server: new URL(demo.address).host });
    await reads('#watch-token-error', /has no job/);
  });
});

describe('the connection to the service', () => {
  before(async () => {
    demo = await startDemo({ port: 0, simulatorPort: 0, speed: 2 });
  });

  after(() => demo.close());

  const status = '#service [role=status]';

  interface Announcements {
    readonly announcements: readonly string[];
  }

  /** Records each text of the live region. */
  async function recordAnnouncements(): Promise<void> {
    await page.$eval(status, (region) => {
      const texts: string[] = [];
      new MutationObserver(() => texts.push(region.textContent)).observe(region, {
        childList: true,
        characterData: true,
        subtree: true,
      });
      Object.assign(globalThis, { announcements: texts });
    });
  }

  it('is shown as it is, and "Try again" works without a reload', async () => {
    const { address, port } = demo.simulator;
    await open();
    await reads(status, new RegExp(`^Connected to ${address}$`));
    assert.equal(await page.$eval('#service button', (button) => button.checkVisibility()), false);
    await recordAnnouncements();
    await demo.simulator.close();
    await print('Invoice');
    const message = await shows(badgeLabelled('Invoice'), 'Failed');
    assert.equal(message, 'The print service does not respond.');
    await reads(status, new RegExp(`^No response from ${address}\\. Check that`));
    await page.locator('#service button').click();
    await page.waitForFunction(
      () => (globalThis as unknown as Announcements).announcements.length === 3,
    );

    const simulator = await startSimulator({ port, speed: 4 });
    try {
      await page.locator('#service button').click();
      await reads(status, /^Connected/);
      assert.equal(await page.evaluate(() => document.activeElement?.role), 'status');
      const announcements = await page.evaluate(
        () => (globalThis as unknown as Announcements).announcements,
      );
      assert.deepEqual(
        announcements.map((text) => text.split(' ')[0]),
        ['No', 'Connecting', 'No', 'Connecting', 'Connected'],
      );
      await print('Delivery note');
      await shows(badgeLabelled('Delivery note'), 'Completed');
    } finally {
      await simulator.close();
    }
  });

  it('can be made from a page that was opened before the service started', async () => {
    const { port } = demo.simulator;
    await demo.simulator.close();
    await page.goto(`${demo.address}demo/`);
    await reads(status, /^No response/);
    assert.equal(await page.$('#documents button:enabled'), null);
    const simulator = await startSimulator({ port, speed: 4 });
    try {
      await page.locator('#service button').click();
      await page.waitForSelector('#documents button:enabled', { timeout });
      await print('Order');
      await shows(badgeLabelled('Order'), 'Completed');
    } finally {
      await simulator.close();
    }
  });
});

describe('npm start', () => {
  interface PrintResponse {
    readonly jobIdentifier: string;
  }

  let child: ChildProcess;
  let output = '';

  before(async () => {
    const start = fileURLToPath(new URL('../../demo/start.ts', import.meta.url));
    const env = { ...process.env, PORT: '0', SIMULATOR_PORT: '0' };
    child = spawn(process.execPath, ['--import', 'tsx', start], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const text of (child.stdout ?? []) as AsyncIterable<Buffer>) {
      output += text.toString();
      if (output.includes('Ctrl-C')) break;
    }
  });

  after(async () => {
    child.kill('SIGINT');
    await once(child, 'exit');
  });

  /** Runs the printed command. Returns the response. */
  async function run(line: string): Promise<PrintResponse> {
    if (spawnSync('curl', ['--version']).status === 0 && process.platform !== 'win32') {
      const { stdout } = await promisify(execFile)('sh', ['-c', line]);
      return JSON.parse(stdout) as PrintResponse;
    }
    const [, license = '', header = '', body = '', url = ''] =
      /^curl -u (\S+) -H '([^']+)' -d '([^']+)' (\S+)$/.exec(line) ?? [];
    const [name = '', value = ''] = header.split(': ');
    const headers = { [name]: value, Authorization: `Basic ${btoa(license)}` };
    const response = await fetch(url, { method: 'POST', headers, body });
    return (await response.json()) as PrintResponse;
  }

  it('prints what a page needs to show a job of the simulator', async () => {
    const valueOf = (name: string): string =>
      new RegExp(`^ +${name} +(\\S+)$`, 'm').exec(output)?.[1] ?? '';
    const line = /^ *(curl .*)$/m.exec(output)?.[1] ?? '';
    const { jobIdentifier } = await run(line);
    assert.match(jobIdentifier, /^[\da-f]{32}$/);

    const folder = await mkdtemp(join(tmpdir(), 'plain-page-'));
    try {
      const file = join(folder, 'index.html');
      const tag = /<scriptx-job-status .*>/.exec(output)?.[0] ?? '';
      assert.ok(tag.includes(`server="${valueOf('Simulator')}" license="${valueOf('Licence')}"`));
      const script = /<script .*>/.exec(output)?.[0] ?? '';
      await writeFile(file, `<!doctype html>${script}${tag.replace('…', jobIdentifier)}`);
      await page.goto(pathToFileURL(file).href);
      await shows('scriptx-job-status', 'Completed');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
