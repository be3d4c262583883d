import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { Page } from 'puppeteer-core';
import type { Simulator } from '../../demo/simulator/start-simulator.js';
import { pollsOf, simulateJob } from '../node/support/badge-page.js';

/**
 * Uses an app like a user. Shows three jobs: one completes, one prints forever and one is unknown.
 * Reverses them, prints the first one again, which fails, and removes all.
 *
 * @param address - Of the app
 */
export async function drive(page: Page, simulator: Simulator, address: string): Promise<void> {
  const steps = [{ status: 1, asks: 1 }, { status: 8, asks: 1 }, { status: 6 }];
  const tokens = await Promise.all([
    simulateJob(simulator, { steps }),
    simulateJob(simulator),
    simulateJob(simulator, { steps: [{ status: 6 }], answers: [{ http: 410 }] }),
    simulateJob(simulator, { steps: [{ status: -1, message: 'The PDF is broken' }] }),
  ]);
  const [, endless] = tokens;
  const problems: unknown[] = [];
  page.on('pageerror', (error) => problems.push(error));
  page.on('console', (message) => {
    // Chromium logs those for the unknown job and for a favicon.
    const isFailedRequest = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !isFailedRequest) problems.push(message.text());
  });
  const query = new URLSearchParams({ server: simulator.address });
  for (const token of tokens) query.append('token', token);
  await page.goto(`${address}?${query}`);

  const events = [
    'Delivery note is printing',
    'Invoice has ended: Completed',
    'Invoice is completed',
    'Invoice is printing',
    'Invoice is queued',
    'Label has no status: unknown-job',
  ];
  await logsEvents(page, events);
  const order = ['Invoice', 'Delivery note', 'Label'];
  assert.deepEqual(await labels(page), order, 'the names of the badges');
  assert.equal(
    await wordsOf(page, 'Invoice'),
    'At the printer',
    'texts that are set as a property',
  );

  await page.$$eval('scriptx-job-status', (badges) => {
    for (const badge of badges) Object.assign(badge, { isSame: true });
  });
  await click(page, 'Reverse');
  await until(async () => (await labels(page)).join() === order.toReversed().join());
  const same = await page.$$eval('scriptx-job-status', (badges) =>
    badges.map((badge): unknown => Reflect.get(badge, 'isSame')),
  );
  assert.deepEqual(same, [true, true, true], 'moved, not created again');

  await click(page, 'Print again');
  await logsEvents(page, [...events, 'Invoice has failed: The PDF is broken', 'Invoice is failed']);

  await click(page, 'Remove');
  await until(async () => (await labels(page)).length === 0);
  await delay(100);
  const polls = await pollsOf(simulator, endless);
  await delay(700);
  assert.equal(await pollsOf(simulator, endless), polls, 'no poll after the removal');
  assert.deepEqual(problems, []);
}

/** Resolves when an app has logged exactly these events, in any order. */
async function logsEvents(page: Page, events: readonly string[]): Promise<void> {
  let seen: string[] = [];
  await until(async () => {
    seen = await page.$$eval('ol li', (items) => items.map((item) => item.textContent));
    return seen.length >= events.length;
  });
  // A repeated event would follow soon.
  await delay(100);
  seen = await page.$$eval('ol li', (items) => items.map((item) => item.textContent));
  assert.deepEqual(seen.toSorted(), events.toSorted());
}

function labels(page: Page): Promise<string[]> {
  return page.$$eval('scriptx-job-status', (badges) => badges.map(({ label }) => label));
}

function wordsOf(page: Page, name: string): Promise<string | undefined> {
  return page.$$eval(
    'scriptx-job-status',
    (badges, name) =>
      badges.find(({ label }) => label === name)?.shadowRoot?.querySelector('[part=words]')
        ?.textContent,
    name,
  );
}

function click(page: Page, words: string): Promise<void> {
  return page.locator(`button::-p-text(${words})`).click();
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (await condition()) return;
    await delay(50);
  }
  assert.fail(`Timed out waiting for ${condition.toString()}`);
}

/** Fills in a template as a CMS does, and shows its page with and without JavaScript. */
export async function driveTemplate(page: Page, simulator: Simulator, file: string): Promise<void> {
  const token = await simulateJob(simulator, { steps: [{ status: 8, asks: 2 }, { status: 6 }] });
  const values: Readonly<Record<string, string>> = {
    scripts: '.',
    name: 'Invoice 42',
    order: '42',
    server: simulator.address,
    token,
  };
  const template = await readFile(file, 'utf8');
  const filled = template.replace(/{{(\w+)}}/g, (_, name: string) => String(values[name]));
  await writeFile(file, filled);

  const { href } = pathToFileURL(file);
  await page.setJavaScriptEnabled(false);
  await page.goto(href);
  const seen = () => page.evaluate(() => document.body.innerText);
  assert.match(await seen(), /see the order/);
  assert.doesNotMatch(await seen(), /At the printer|Print it/);

  await page.setJavaScriptEnabled(true);
  await page.goto(href);
  await until(async () => (await seen()).includes('At the printer'));
  assert.doesNotMatch(await seen(), /Print it|with JavaScript/);
}
