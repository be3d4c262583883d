import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import puppeteer from 'puppeteer-core';
import { startDemo } from '../demo/server.mjs';
import { findChromium } from '../scripts/browsers.mjs';

// Chromium is told that the page is a public one, so that it asks its user before the page reaches
// the service on this computer.

/** @type {Awaited<ReturnType<typeof startDemo>>} */
let demo;
/** @type {import('puppeteer-core').Browser} */
let browser;
/** What is decided lasts as long as this. @type {import('puppeteer-core').CDPSession} */
let session;
/** @type {import('puppeteer-core').BrowserContext} */
let context;
/** @type {import('puppeteer-core').Page} */
let page;

before(async () => {
  demo = await startDemo({ port: 0, simulatorPort: 0 });
  const { port } = new URL(demo.address);
  const args = [`--ip-address-space-overrides=127.0.0.1:${port}=public`];
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  browser = await puppeteer.launch({ executablePath: findChromium() ?? '', args });
  session = await browser.target().createCDPSession();
});

after(async () => {
  await browser.close();
  await demo.close();
});

beforeEach(async () => {
  context = await browser.createBrowserContext();
  page = await context.newPage();
});

afterEach(() => context.close());

/** @param {'granted' | 'denied' | 'prompt'} setting */
async function decide(setting) {
  await session.send('Browser.setPermission', {
    permission: { name: 'loopback-network' },
    setting,
    origin: new URL(demo.address).origin,
    ...(context.id ? { browserContextId: context.id } : {}),
  });
}

/** A job that prints for ever. */
async function simulateJob() {
  const response = await fetch(`${demo.simulator.address}/simulator/jobs`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ license: null, steps: [{ status: 8 }] }),
  });
  return /** @type {{ token: string }} */ (await response.json()).token;
}

/** @param {string} token */
async function questionsOf(token) {
  const response = await fetch(`${demo.simulator.address}/simulator/jobs/${token}/log`);
  return /** @type {unknown[]} */ (await response.json()).length;
}

/** Opens a page with nothing but a badge. @param {string} server @param {string} token */
async function show(server, token) {
  await page.goto(demo.address);
  await page.evaluate(
    (server, token) => {
      const badge = document.createElement('scriptx-job-status');
      Object.assign(badge, { server, token, license: '', id: 'badge' });
      badge.setAttribute('license', '');
      document.body.replaceChildren(badge);
    },
    server,
    token,
  );
}

/** @param {string} state */
async function reaches(state) {
  await page.waitForFunction(
    (state) => /** @type {any} */ (document.querySelector('#badge'))?.state === state,
    { timeout: 10_000 },
    state,
  );
}

test('a page that may reach this computer shows the job', async () => {
  await decide('granted');
  await show(demo.simulator.address, await simulateJob());
  await reaches('printing');
});

test('a refusal is told at once, and the service is asked nothing', async () => {
  await decide('denied');
  const token = await simulateJob();
  await show(demo.simulator.address, token);
  await reaches('blocked');
  assert.equal(await questionsOf(token), 0);
});

test('the job is shown by itself as soon as the user allows it', async () => {
  await decide('denied');
  await show(demo.simulator.address, await simulateJob());
  await reaches('blocked');
  await decide('granted');
  await reaches('printing');
});

test('a service that is down cannot be reached, with the permission and without', async () => {
  await decide('granted');
  await show('http://127.0.0.1:9', 'job');
  await reaches('reconnecting');
});
