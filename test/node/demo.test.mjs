import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startDemo } from '../../demo/server.mjs';
import { launchChromium } from '../../scripts/chromium.ts';

/** @type {Awaited<ReturnType<typeof startDemo>>} */
let demo;
/** @type {import('puppeteer-core').Browser} */
let browser;
/** @type {import('puppeteer-core').Page} */
let page;

before(async () => {
  demo = await startDemo({ port: 0, simulatorPort: 0 });
  browser = await launchChromium();
  page = await browser.newPage();
  await page.goto(demo.address);
  await page.waitForSelector('#documents button:enabled');
});

after(async () => {
  await browser.close();
  await demo.close();
});

/** @param {string} name of a document of the page */
async function print(name) {
  await page.locator(`#documents li ::-p-text(Print ${name})`).click();
}

/** @param {string} selector of an entry of the log */
async function logged(selector) {
  await page.waitForSelector(`#events ${selector}`, { timeout: 20_000 });
  return page.$$eval('#events li', (entries) =>
    entries
      .reverse()
      .map((entry) => `${entry.className} ${entry.querySelector('.news')?.textContent}`),
  );
}

test("a PDF is printed with MeadCo's client, and the log shows each event", async () => {
  await print('Delivery note');
  const events = await logged('.job-complete');
  assert.match(events[0] ?? '', /^job-status-change Queued/);
  assert.deepEqual(events.slice(-2), ['job-status-change Completed', 'job-complete Completed']);
  assert.ok(events.some((event) => event.includes('PrintingPdf: printing: 1')));
  assert.equal(events.filter((event) => event.startsWith('job-complete')).length, 1);
  const words = await page.$eval(
    '#jobs scriptx-job-status >>> [part=words]',
    (element) => element.textContent,
  );
  assert.equal(words, 'Completed');
});

test('a broken PDF fails with a message', async () => {
  await print('Broken file');
  const events = await logged('.job-failed');
  assert.match(events.findLast((event) => event.startsWith('job-failed')) ?? '', /not a PDF/);
});

test('a job of another service can be followed with the form', async () => {
  await page.type('#watch-server', demo.simulator.address);
  await page.type('#watch-token', 'no-such-job');
  await page.type('#watch-license', 'wrong');
  await page.locator('#watch button').click();
  const events = await logged('.job-error');
  assert.match(
    events.findLast((event) => event.startsWith('job-error')) ?? '',
    /unauthorized, final/,
  );
  assert.ok(!(await page.content()).includes('wrong'), 'the licence is nowhere in the document');
});
