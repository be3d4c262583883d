import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { launchChromium } from '../../scripts/chromium.ts';
import { freePort } from './support/free-port.ts';
import { startVendorService } from '../services/vendor-service.js';

/** Where a page's scripts come from, by the ends of their addresses. */
const scripts = [
  ['meadco-scriptxservicesprint.min.js', 'node_modules/scriptxprint-html/dist/'],
  ['meadco-scriptxservices.min.js', 'node_modules/scriptxprint-html/dist/'],
  ['scriptx-job-status.min.js', 'dist/'],
  ['scriptx-job-status.iife.min.js', 'dist/'],
  ['invoices.js', 'demo/integrations/meadco/'],
];

/** @type {import('puppeteer-core').Browser} */
let browser;
/** @type {import('puppeteer-core').Page} */
let page;
/** @type {Awaited<ReturnType<typeof startVendorService>>} */
let service;
/** @type {import('@hono/node-server').ServerType} */
let server;
let address = '';
let html = '';
/** @type {string[]} */
let errors;

before(async () => {
  browser = await launchChromium();
  service = await startVendorService({ mode: 'windows-pc' });
  const app = new Hono();
  app.get('/', (context) => context.html(html));
  for (const [name = '', folder = ''] of scripts) {
    app.get(`/${name}`, async (context) =>
      context.body(await readFile(folder + name, 'utf8'), 200, {
        'Content-Type': 'text/javascript',
      }),
    );
  }
  const port = await freePort();
  address = `http://127.0.0.1:${port}/`;
  server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' });
});

after(async () => {
  server.close();
  await Promise.all([browser.close(), service.close()]);
});

beforeEach(async () => {
  errors = [];
  page = await browser.newPage();
  page.on('pageerror', (error) => errors.push(String(error)));
});

afterEach(async () => {
  await page.close();
  assert.deepEqual(errors, []);
});

/**
 * Opens a page with the service of the tests in place of the reader's, and scripts from here.
 *
 * @param {string} source
 */
async function open(source) {
  html = source
    .replaceAll(/https:\/\/cdn\.jsdelivr\.net\/npm\/[\w@-]+\/dist\//g, '/')
    .replaceAll(/data-meadco-server="[^"]*"/g, `data-meadco-server="${service.address}"`)
    .replaceAll(/xxxxxxxx-[x-]+/g, service.license);
  await page.goto(address);
}

/** @param {string} name */
const guidePage = (name) => readFile(`demo/integrations/meadco/${name}`, 'utf8');

/**
 * Waits until a badge shows some words.
 *
 * @param {string} words
 */
async function shows(words) {
  await page.waitForFunction(
    (words) =>
      [...document.querySelectorAll('scriptx-job-status')].some(
        ({ shadowRoot }) => shadowRoot?.querySelector('[part=words]')?.textContent === words,
      ),
    { timeout: 10_000 },
    words,
  );
}

test("the README's example of MeadCo's client shows a print when pasted into an empty page", async () => {
  const readme = await readFile('README.md', 'utf8');
  const examples = [...readme.matchAll(/```html\n([^]*?)```/g)].map(([, code = '']) => code);
  const example = examples.find((code) => code.includes('trackPrint')) ?? '';
  await open(example);
  await shows('Completed');
});

test('the page that prints PDFs shows each of two, and can print one again', async () => {
  await open(await guidePage('pdf.html'));
  await page.waitForFunction(() => customElements.get('scriptx-job-status'));
  await page.$$eval('button', (buttons) => buttons.forEach((button) => button.click()));
  await shows('Sending');
  await page.waitForFunction(() => document.querySelectorAll('button').length === 0);
  const labels = await page.$$eval('scriptx-job-status', (badges) =>
    badges.map(({ label, state }) => `${label}: ${state}`),
  );
  assert.deepEqual(labels, ['Invoice 42: completed', 'Invoice 43: completed']);
});

test('the page that prints itself shows its print', async () => {
  await open(await guidePage('html.html'));
  await page.click('button');
  await shows('Completed');
});

test("the page that prints through the add-on's emulation shows its print", async () => {
  await open(await guidePage('add-on.html'));
  await page.click('button');
  await shows('Completed');
});

test('the page with a token polls at the address that the client has found', async () => {
  const { port } = service;
  const response = await fetch(`${service.address}/api/v1/printPdf/print`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Authorization: `Basic ${btoa(`${service.license}:`)}`,
    },
    body: JSON.stringify({ Document: 'https://example.com/document.pdf', Device: {} }),
  });
  const { jobIdentifier } = await response.json();
  const source = await guidePage('token.html');
  html = source
    .replace('http://127.0.0.1:41191', `http://127.0.0.1:${port - 1}`)
    .replaceAll(/xxxxxxxx-[x-]+/g, service.license)
    .replace('8c72a9871ba64c4ba507b4392c1ce0b9', jobIdentifier);
  await page.goto(address);
  await shows('Completed');
});
