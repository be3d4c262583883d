import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { launchChromium } from '../scripts/chromium.mjs';
import {
  questionsOf,
  reaches,
  showBadge,
  simulateJob,
  startServers,
} from './support/badge-page.mjs';

describe('a page in Chromium', () => {
  /** @type {Awaited<ReturnType<typeof startServers>>} */
  let servers;
  /** @type {import('puppeteer-core').Browser} */
  let browser;
  /** @type {import('puppeteer-core').Page} */
  let page;
  /** @type {import('puppeteer-core').CDPSession} */
  let session;
  /** @type {string} */
  let token;

  before(async () => {
    servers = await startServers();
    browser = await launchChromium();
  });

  after(async () => {
    await browser.close();
    await servers.close();
  });

  beforeEach(async () => {
    page = await browser.newPage();
    session = await page.createCDPSession();
    await page.goto(`http://localhost:${servers.port}/`);
    token = await simulateJob(servers.simulator);
    await showBadge(page, { server: servers.simulator.address, token, interval: 200 });
    await reaches(page, 'printing');
  });

  afterEach(() => page.close());

  const asked = () => questionsOf(servers.simulator, token);
  const pause = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

  it('asks nothing while it is frozen, and goes on when it is thawed', async () => {
    await session.send('Page.setWebLifecycleState', { state: 'frozen' });
    await pause(500);
    const before = await asked();
    await pause(2000);
    assert.equal(await asked(), before);
    await session.send('Page.setWebLifecycleState', { state: 'active' });
    // It was hidden for that, and is shown again.
    const other = await browser.newPage();
    await page.bringToFront();
    await other.close();
    await pause(500);
    assert.ok((await asked()) > before);
  });

  it('asks nothing while it is kept for going back, and goes on when that is done', async () => {
    await page.evaluate(() => {
      addEventListener('pageshow', ({ persisted }) => Object.assign(globalThis, { persisted }));
    });
    await page.$eval('scriptx-job-status', (badge) => {
      badge.setAttribute('interval', '600000');
    });
    await page.goto('about:blank');
    await pause(300);
    const before = await asked();
    await pause(1500);
    assert.equal(await asked(), before);
    await page.goBack();
    assert.equal(await page.evaluate(() => /** @type {any} */ (globalThis).persisted), true);
    await pause(1500);
    assert.ok((await asked()) > before);
  });
});
