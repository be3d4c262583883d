import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { randomFrom } from '../../bench/mixes.js';
import type { ScriptxJobStatus } from '../../dist/index.js';
import { launchChromium } from '../../scripts/chromium.js';
import { type Servers, simulateJob, startServers } from './support/badge-page.js';
import { laterRequests, mostPerSecond, type SentRequest } from './support/requests.js';

describe('polling 60 jobs in Chromium for a minute over a bad connection', () => {
  let servers: Servers;
  let browser: Browser;

  before(async () => {
    servers = await startServers();
    browser = await launchChromium();
  });

  after(async () => {
    await browser.close();
    await servers.close();
  });

  const random = randomFrom(60);

  /** What happens to one request. Mostly nothing. */
  function disturbance(): object | null {
    const draw = Math.floor(random() * 24);
    return (
      [
        { reset: true },
        { cut: true },
        { http: 503, headers: { 'Retry-After': '1' } },
        { http: 500, body: 'out of order' },
        { http: 200, body: '<html>Not this' },
        { redirect: '/elsewhere' },
        { delay: 2_000 },
        { stall: true },
      ][draw] ?? null
    );
  }

  it(
    'reports every final status, stays within the limits and leaks no memory',
    { timeout: 180_000 },
    async () => {
      const { simulator, port } = servers;
      const tokens = await Promise.all(
        Array.from({ length: 60 }, () =>
          simulateJob(simulator, {
            steps: [
              { status: 1, ms: random() * 20_000 },
              { status: 8, ms: random() * 20_000 },
              { status: 6 },
            ],
            answers: Array.from({ length: 100 }, disturbance),
          }),
        ),
      );
      const page = await browser.newPage();
      const inFlight = new Set<string>();
      let mostInFlight = 0;
      const requests: SentRequest[] = [];
      const session = await page.createCDPSession();
      await session.send('Network.enable');
      session.on(
        'Network.requestWillBeSent',
        ({ request, requestId, timestamp, redirectResponse }) => {
          if (!request.url.startsWith(simulator.address) || redirectResponse) return;
          requests.push({ at: timestamp * 1000, url: request.url });
          mostInFlight = Math.max(mostInFlight, inFlight.add(requestId).size);
        },
      );
      session.on('Network.loadingFinished', ({ requestId }) => inFlight.delete(requestId));
      session.on('Network.loadingFailed', ({ requestId }) => inFlight.delete(requestId));
      await page.goto(`http://localhost:${port}/`);

      const completions = await page.evaluate(followAll, simulator.address, tokens);
      assert.deepEqual(
        completions,
        tokens.map(() => ['completed', 'complete']),
      );
      assert.ok(mostInFlight <= 4, `${mostInFlight} in flight`);
      // Chromium reports the times of its own process, not of the page.
      assert.ok(mostPerSecond(laterRequests(requests).map(({ at }) => at)) <= 11);

      await session.send('HeapProfiler.collectGarbage');
      assert.equal(await page.evaluate(countBadges), 0);
      const polls = requests.length;
      await new Promise((resolve) => setTimeout(resolve, 2_000));
      assert.equal(requests.length, polls);
    },
  );
});

/**
 * Runs in the page: shows a badge for each job, and meanwhile adds and removes others. Removes all of
 * them in the end. Resolves with the events of each badge from `completed` on.
 */
async function followAll(server: string, tokens: readonly string[]): Promise<string[][]> {
  const badges: WeakRef<Element>[] = [];
  Object.assign(globalThis, { badges });
  const show = (token: string): ScriptxJobStatus => {
    const badge = document.createElement('scriptx-job-status');
    Object.assign(badge, { server, token });
    badges.push(new WeakRef(badge));
    document.body.append(badge);
    return badge;
  };
  const follow = (badge: ScriptxJobStatus): Promise<string[]> =>
    new Promise((resolve) => {
      const events: string[] = [];
      badge.addEventListener('job-status-change', ({ detail }) => {
        events.push(detail.state);
      });
      badge.addEventListener('job-complete', () => {
        events.push('complete');
        // Long enough for an event that is fired twice.
        setTimeout(() => resolve(events.slice(events.indexOf('completed'))), 500);
      });
    });
  const timer = setInterval(() => {
    const token = tokens[Math.floor(Math.random() * tokens.length)] ?? '';
    const temporary = show(token);
    setTimeout(() => temporary.remove(), 700);
  }, 300);
  const events = await Promise.all(tokens.map((token) => follow(show(token))));
  clearInterval(timer);
  document.body.replaceChildren();
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  return events;
}

/** Runs in the page: returns the number of its badges that are still in memory. */
function countBadges(): number | undefined {
  const { badges } = globalThis as { badges?: WeakRef<Element>[] };
  return badges?.filter((badge) => badge.deref()).length;
}
