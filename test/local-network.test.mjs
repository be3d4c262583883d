import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { launchChromium } from '../scripts/chromium.mjs';
import {
  launchFirefox,
  questionsOf,
  reaches,
  showBadge,
  simulateJob,
  startServers,
  toldOn,
} from './support/badge-page.mjs';

// The browsers are told that the page is a public one and safe, so that they guard the service on this
// computer. WebKitGTK knows nothing of local addresses.

/**
 * @typedef {import('puppeteer-core').Browser} Browser
 * @typedef {import('puppeteer-core').Page} Page
 */

/** @type {Awaited<ReturnType<typeof startServers>>} */
let servers;
/** @type {import('../demo/simulator/index.mjs').Simulator} */
let simulator;
/** @type {string} */
let origin;

before(async () => {
  servers = await startServers();
  ({ simulator } = servers);
  origin = `http://page.test:${servers.port}`;
});

after(() => servers.close());

describe('a public page in Chromium', () => {
  /** @type {Browser} */
  let browser;
  /** What is decided lasts as long as this. @type {import('puppeteer-core').CDPSession} */
  let session;
  /** @type {Page} */
  let page;

  before(async () => {
    browser = await launchChromium([
      `--ip-address-space-overrides=127.0.0.1:${servers.port}=public`,
      '--host-resolver-rules=MAP *.test 127.0.0.1',
      `--unsafely-treat-insecure-origin-as-secure=${origin},http://frame.test:${servers.port}`,
    ]);
    session = await browser.target().createCDPSession();
    page = await browser.newPage();
  });

  after(() => browser.close());

  /** @param {'granted' | 'denied' | 'prompt'} setting */
  async function decide(setting) {
    const permission = { name: 'loopback-network' };
    await session.send('Browser.setPermission', { permission, setting, origin });
  }

  /** @param {string} token @param {string} [server] */
  async function show(token, server = simulator.address) {
    await page.goto(origin);
    await showBadge(page, { server, token });
  }

  it('shows the job when it may reach this computer', async () => {
    await decide('granted');
    await show(await simulateJob(simulator));
    await reaches(page, 'printing');
  });

  it('tells a refusal at once, and the service is asked nothing', async () => {
    await decide('denied');
    const token = await simulateJob(simulator);
    await show(token);
    await reaches(page, 'blocked');
    assert.equal(await questionsOf(simulator, token), 0);
    assert.deepEqual(await toldOn(page), ['job-error blocked']);
  });

  it('shows the job by itself as soon as the user allows it', async () => {
    await decide('denied');
    await show(await simulateJob(simulator));
    await reaches(page, 'blocked');
    await decide('granted');
    await reaches(page, 'printing');
  });

  it('says that it cannot watch any longer when the user takes the permission back', async () => {
    await decide('granted');
    await show(await simulateJob(simulator));
    await reaches(page, 'printing');
    await decide('denied');
    await reaches(page, 'blocked');
    await decide('granted');
    await reaches(page, 'printing');
    assert.deepEqual(await toldOn(page), ['printing', 'job-error blocked']);
  });

  // Headless Chromium dismisses its own question at once.
  it('cannot reach the service while its user has dismissed the question, and goes on', async () => {
    await decide('prompt');
    await show(await simulateJob(simulator));
    await reaches(page, 'reconnecting');
    await decide('granted');
    await reaches(page, 'printing');
    assert.deepEqual(await toldOn(page), ['job-error unreachable', 'printing']);
  });

  for (const setting of /** @type {const} */ (['granted', 'prompt'])) {
    it(`cannot reach a service that is down, with the permission ${setting}`, async () => {
      await decide(setting);
      await show('job', 'http://127.0.0.1:9');
      await reaches(page, 'reconnecting');
    });
  }

  // What DevTools grants is granted to frames too, so that only a refusal can be tried.
  for (const [allow, isFinal] of /** @type {const} */ ([
    ['', true],
    ['loopback-network; local-network; local-network-access', false],
  ])) {
    it(`that refuses a frame with allow="${allow}" does so ${isFinal ? 'permanently' : 'until allowed'}`, async () => {
      await decide('denied');
      await page.goto(origin);
      await page.evaluate(
        (allow, src) => {
          const frame = document.createElement('iframe');
          Object.assign(frame, { allow, src });
          document.body.replaceChildren(frame);
        },
        allow,
        `http://frame.test:${servers.port}/`,
      );
      const frame = await page.waitForFrame((frame) => frame.url().includes('frame.test'));
      await showBadge(frame, { server: simulator.address, token: await simulateJob(simulator) });
      await reaches(frame, 'blocked');
      const error = await frame.evaluate(() => {
        const badge = document.querySelector('scriptx-job-status');
        const { final, message } = /** @type {any} */ (badge)?.error ?? {};
        return { final, message };
      });
      assert.equal(error.final, isFinal);
      assert.match(error.message ?? '', isFinal ? /allow=/ : /in the site settings/);
    });
  }
});

describe('a public page in Firefox', () => {
  /** @type {Browser | undefined} */
  let browser;
  /** @type {Page} */
  let page;
  /** Why there is nothing to test. */
  let reason = '';

  before(async () => {
    browser = await launchFirefox({
      'network.lna.enabled': true,
      'network.lna.blocking': true,
      'network.lna.address_space.public.override': `127.0.0.1:${servers.port}`,
      'network.dns.localDomains': 'page.test',
      'dom.securecontext.allowlist': 'page.test',
    });
    if (!browser) {
      reason = 'there is no Firefox here';
      return;
    }
    page = await browser.newPage();
    await page.goto(origin);
    const isGuarded = await page.evaluate(() =>
      navigator.permissions
        .query({ name: /** @type {PermissionName} */ ('loopback-network') })
        .then(
          () => true,
          () => false,
        ),
    );
    if (!isGuarded) reason = 'this Firefox does not guard local addresses';
  });

  after(() => browser?.close());

  /** @param {string} state */
  async function decide(state) {
    const { connection } = /** @type {any} */ (browser);
    const descriptor = { name: 'loopback-network' };
    await connection.send('permissions.setPermission', { descriptor, state, origin });
  }

  async function show() {
    await page.goto(origin);
    await showBadge(page, {
      server: simulator.address,
      token: await simulateJob(simulator),
    });
  }

  it('says so while the browser asks its user', async (test) => {
    if (reason) return test.skip(reason);
    await decide('prompt');
    await show();
    await reaches(page, 'awaiting-permission');
    assert.deepEqual(await toldOn(page), []);
  });

  it('shows the job when it may reach this computer', async (test) => {
    if (reason) return test.skip(reason);
    await decide('granted');
    await show();
    await reaches(page, 'printing');
  });

  it('tells a refusal, and shows the job when its user allows it', async (test) => {
    if (reason) return test.skip(reason);
    await decide('denied');
    await show();
    await reaches(page, 'blocked');
    await decide('granted');
    await reaches(page, 'printing');
    assert.deepEqual(await toldOn(page), ['job-error blocked', 'printing']);
  });
});
