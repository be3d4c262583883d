import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, CDPSession, Page } from 'puppeteer-core';
import { launchChromium } from '../../scripts/chromium.js';
import {
  pollsOf,
  reaches,
  type Servers,
  showBadge,
  simulateJob,
  startServers,
} from './support/badge-page.js';

describe('a page in Chromium', () => {
  let servers: Servers;
  let browser: Browser;
  let page: Page;
  let session: CDPSession;
  let token: string;

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

  const polls = (): Promise<number> => pollsOf(servers.simulator, token);

  it('does not poll while it is frozen, and continues when it resumes', async () => {
    await session.send('Page.setWebLifecycleState', { state: 'frozen' });
    await pause(500);
    const before = await polls();
    await pause(2000);
    assert.equal(await polls(), before);
    await session.send('Page.setWebLifecycleState', { state: 'active' });
    // Freezing has hidden the page. This shows it again.
    const other = await browser.newPage();
    await page.bringToFront();
    await other.close();
    await pause(500);
    assert.ok((await polls()) > before);
  });

  it('does not poll while it is in the back/forward cache, and continues when it is restored', async () => {
    await page.evaluate(() => {
      addEventListener('pageshow', ({ persisted }) => Object.assign(globalThis, { persisted }));
    });
    await page.$eval('scriptx-job-status', (badge) => {
      badge.setAttribute('interval', '600000');
    });
    await page.goto('about:blank');
    await pause(300);
    const before = await polls();
    await pause(1500);
    assert.equal(await polls(), before);
    await page.goBack();
    assert.equal(
      await page.evaluate(() => (globalThis as { persisted?: boolean }).persisted),
      true,
    );
    await pause(1500);
    assert.ok((await polls()) > before);
  });
});
