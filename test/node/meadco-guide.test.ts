import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import type { ScriptxJobStatus } from '../../dist/index.js';
import { launchChromium } from '../../scripts/chromium.js';
import { startVendorService, type VendorService } from '../services/vendor-service.js';
import { type PageServer, startPageServer } from './support/page-server.js';

const folder = 'demo/integrations/meadco';

let browser: Browser;
let service: VendorService;
let pages: PageServer;
let page: Page;
let errors: string[];

before(async () => {
  [browser, service, pages] = await Promise.all([
    launchChromium(),
    startVendorService({ mode: 'windows-pc' }),
    startPageServer(folder),
  ]);
});

after(() => Promise.all([browser, service, pages].map((each) => each.close())));

beforeEach(async () => {
  errors = [];
  page = await browser.newPage();
  page.on('pageerror', (error) => errors.push(String(error)));
});

afterEach(async () => {
  await page.close();
  assert.deepEqual(errors, []);
});

/** Opens a page with the service of the tests in place of the reader's, and scripts from here. */
async function open(source: string): Promise<void> {
  const html = source
    .replaceAll(/https:\/\/cdn\.jsdelivr\.net\/npm\/[\w@-]+\/dist\//g, '/')
    .replaceAll(/data-meadco-server="[^"]*"/g, `data-meadco-server="${service.address}"`)
    .replaceAll(/xxxxxxxx-[x-]+/g, service.license);
  await page.goto(pages.add(html));
}

const guidePage = (name: string) => readFile(`${folder}/${name}`, 'utf8');

/** Waits until a badge shows some words. */
async function shows(words: string): Promise<void> {
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
  await page.$$eval('button', (buttons) => {
    for (const button of buttons) button.click();
  });
  await shows('Sending');
  await page.waitForFunction(() => document.querySelectorAll('button').length === 0);
  const labels = await page.$$eval('scriptx-job-status', (badges: ScriptxJobStatus[]) =>
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
  const { jobIdentifier } = (await response.json()) as { jobIdentifier: string };
  const source = await guidePage('token.html');
  const html = source
    .replace('http://127.0.0.1:41191', `http://127.0.0.1:${port - 1}`)
    .replaceAll(/xxxxxxxx-[x-]+/g, service.license)
    .replace('8c72a9871ba64c4ba507b4392c1ce0b9', jobIdentifier);
  await page.goto(pages.add(html));
  await shows('Completed');
});
