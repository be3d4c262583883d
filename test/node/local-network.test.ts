import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, CDPSession, Page } from 'puppeteer-core';
import type { Simulator } from '../../demo/simulator/start-simulator.js';
import { launchChromium } from '../../scripts/chromium.js';
import {
  eventsOn,
  launchFirefox,
  pollsOf,
  reaches,
  type Servers,
  showBadge,
  simulateJob,
  startServers,
} from './support/badge-page.js';

// The browsers are configured to treat the page as public and secure, so that they restrict its access
// to the service on this computer. WebKitGTK does not restrict access to local addresses.

let servers: Servers;
let simulator: Simulator;
let origin: string;

before(async () => {
  servers = await startServers();
  ({ simulator } = servers);
  origin = `http://page.test:${servers.port}`;
});

after(() => servers.close());

describe('a public page in Chromium', () => {
  let browser: Browser;
  /** Its permissions last as long as the session. */
  let session: CDPSession;
  let page: Page;

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

  async function decide(setting: PermissionState): Promise<void> {
    const permission = { name: 'loopback-network' };
    await session.send('Browser.setPermission', { permission, setting, origin });
  }

  async function show(token: string, server = simulator.address): Promise<void> {
    await page.goto(origin);
    await showBadge(page, { server, token });
  }

  it('shows the job status if it has permission to reach this computer', async () => {
    await decide('granted');
    await show(await simulateJob(simulator));
    await reaches(page, 'printing');
  });

  it('reports immediately that it is blocked, without a request to the service', async () => {
    await decide('denied');
    const token = await simulateJob(simulator);
    await show(token);
    await reaches(page, 'blocked');
    assert.equal(await pollsOf(simulator, token), 0);
    assert.deepEqual(await eventsOn(page), ['job-error blocked']);
  });

  it('shows the job status as soon as the user grants the permission', async () => {
    await decide('denied');
    await show(await simulateJob(simulator));
    await reaches(page, 'blocked');
    await decide('granted');
    await reaches(page, 'printing');
  });

  it('is blocked when the user revokes the permission, and continues when it is granted again', async () => {
    await decide('granted');
    await show(await simulateJob(simulator));
    await reaches(page, 'printing');
    await decide('denied');
    await reaches(page, 'blocked');
    await decide('granted');
    await reaches(page, 'printing');
    assert.deepEqual(await eventsOn(page), ['printing', 'job-error blocked']);
  });

  // Headless Chromium dismisses its own prompt immediately.
  it('reports an outage if the prompt is dismissed, and continues when the permission is granted', async () => {
    await decide('prompt');
    await show(await simulateJob(simulator));
    await reaches(page, 'reconnecting');
    await decide('granted');
    await reaches(page, 'printing');
    assert.deepEqual(await eventsOn(page), ['job-error unreachable', 'printing']);
  });

  for (const setting of ['granted', 'prompt'] as const) {
    it(`shows an outage of a service that is down if the permission is ${setting}`, async () => {
      await decide(setting);
      await show('job', 'http://127.0.0.1:9');
      await reaches(page, 'reconnecting');
    });
  }

  // DevTools grants a permission to frames too, so only a denied one can be tested.
  for (const [allow, isFinal] of [
    ['', true],
    ['loopback-network; local-network; local-network-access', false],
  ] as const) {
    it(`blocks a frame with allow="${allow}" ${isFinal ? 'permanently' : 'until the permission is granted'}`, async () => {
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
        return { final: badge?.error?.final, message: badge?.error?.message };
      });
      assert.equal(error.final, isFinal);
      assert.match(error.message ?? '', isFinal ? /allow=/ : /in the site settings/);
    });
  }
});

/** A part of Puppeteer's browser that its types omit. No other part sets a permission in Firefox. */
interface BidiBrowser {
  readonly connection: { send(method: string, params: object): Promise<unknown> };
}

describe('a public page in Firefox', () => {
  let browser: Browser | undefined;
  let page: Page;
  /** Why the tests are skipped. */
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
      reason = 'Firefox is not installed';
      return;
    }
    page = await browser.newPage();
    await page.goto(origin);
    const isRestricted = await page.evaluate(() =>
      navigator.permissions.query({ name: 'loopback-network' as PermissionName }).then(
        () => true,
        () => false,
      ),
    );
    if (!isRestricted) reason = 'this Firefox does not restrict access to local addresses';
  });

  after(() => browser?.close());

  async function decide(state: PermissionState): Promise<void> {
    const { connection } = browser as unknown as BidiBrowser;
    const descriptor = { name: 'loopback-network' };
    await connection.send('permissions.setPermission', { descriptor, state, origin });
  }

  async function show(): Promise<void> {
    await page.goto(origin);
    await showBadge(page, {
      server: simulator.address,
      token: await simulateJob(simulator),
    });
  }

  it('shows that it awaits permission while the browser prompts the user', async (test) => {
    if (reason) {
      test.skip(reason);
      return;
    }
    await decide('prompt');
    await show();
    await reaches(page, 'awaiting-permission');
    assert.deepEqual(await eventsOn(page), []);
  });

  it('shows the job status if it has permission to reach this computer', async (test) => {
    if (reason) {
      test.skip(reason);
      return;
    }
    await decide('granted');
    await show();
    await reaches(page, 'printing');
  });

  it('reports that it is blocked, and shows the job status when the permission is granted', async (test) => {
    if (reason) {
      test.skip(reason);
      return;
    }
    await decide('denied');
    await show();
    await reaches(page, 'blocked');
    await decide('granted');
    await reaches(page, 'printing');
    assert.deepEqual(await eventsOn(page), ['job-error blocked', 'printing']);
  });
});
