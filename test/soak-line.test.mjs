import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { randomFrom } from '../bench/mixes.mjs';
import { launchChromium } from '../scripts/chromium.mjs';
import { simulateJob, startServers } from './support/badge-page.mjs';
import { laterOnes, mostASecond } from './support/questions.mjs';

/** @typedef {import('./support/questions.mjs').Question} Question */

describe('a minute of 60 jobs in Chromium, over a bad line', () => {
  /** @type {Awaited<ReturnType<typeof startServers>>} */
  let servers;
  /** @type {import('puppeteer-core').Browser} */
  let browser;

  before(async () => {
    servers = await startServers();
    browser = await launchChromium();
  });

  after(async () => {
    await browser.close();
    await servers.close();
  });

  const random = randomFrom(60);

  /** What happens to one question. */
  function luck() {
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

  it('loses no end, keeps the limits and leaks nothing', { timeout: 180_000 }, async () => {
    const { simulator, port } = servers;
    const tokens = await Promise.all(
      Array.from({ length: 60 }, () =>
        simulateJob(simulator, {
          steps: [
            { status: 1, ms: random() * 20_000 },
            { status: 8, ms: random() * 20_000 },
            { status: 6 },
          ],
          answers: Array.from({ length: 100 }, luck),
        }),
      ),
    );
    const page = await browser.newPage();
    /** @type {Set<string>} */
    const out = new Set();
    let mostInFlight = 0;
    /** @type {Question[]} */
    const questions = [];
    const session = await page.createCDPSession();
    await session.send('Network.enable');
    session.on(
      'Network.requestWillBeSent',
      ({ request, requestId, timestamp, redirectResponse }) => {
        if (!request.url.startsWith(simulator.address) || redirectResponse) return;
        questions.push({ at: timestamp * 1000, url: request.url });
        mostInFlight = Math.max(mostInFlight, out.add(requestId).size);
      },
    );
    session.on('Network.loadingFinished', ({ requestId }) => out.delete(requestId));
    session.on('Network.loadingFailed', ({ requestId }) => out.delete(requestId));
    await page.goto(`http://localhost:${port}/`);

    const completions = await page.evaluate(watchAll, simulator.address, tokens);
    assert.deepEqual(
      completions,
      tokens.map(() => ['completed', 'complete']),
    );
    assert.ok(mostInFlight <= 4, `${mostInFlight} in flight`);
    // Chromium tells the times of its own process, not of the page.
    assert.ok(mostASecond(laterOnes(questions).map(({ at }) => at)) <= 11);

    await session.send('HeapProfiler.collectGarbage');
    assert.equal(await page.evaluate(leftOver), 0);
    const asked = questions.length;
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    assert.equal(questions.length, asked);
  });
});

/**
 * Runs in the page: watches each job with two badges, one of which comes and goes, and takes them away
 * in the end.
 *
 * @param {string} server
 * @param {string[]} tokens
 * @returns {Promise<string[][]>} the last two things that each badge has told
 */
async function watchAll(server, tokens) {
  /** @type {WeakRef<Element>[]} */
  const badges = [];
  Object.assign(globalThis, { badges });
  /** @param {string} token */
  const show = (token) => {
    const badge = document.createElement('scriptx-job-status');
    Object.assign(badge, { server, token });
    badges.push(new WeakRef(badge));
    document.body.append(badge);
    return badge;
  };
  /** @param {Element} badge @returns {Promise<string[]>} */
  const follow = (badge) =>
    new Promise((resolve) => {
      /** @type {string[]} */
      const told = [];
      badge.addEventListener('job-status-change', (event) => {
        told.push(/** @type {CustomEvent} */ (event).detail.state);
      });
      badge.addEventListener('job-complete', () => {
        told.push('complete');
        // One that is told twice would tell more.
        setTimeout(() => resolve(told.slice(told.indexOf('completed'))), 500);
      });
    });
  const restless = setInterval(() => {
    const token = tokens[Math.floor(Math.random() * tokens.length)] ?? '';
    const passing = show(token);
    setTimeout(() => passing.remove(), 700);
  }, 300);
  const told = await Promise.all(tokens.map((token) => follow(show(token))));
  clearInterval(restless);
  document.body.replaceChildren();
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  return told;
}

/** Runs in the page: how many of its badges are still in memory. */
function leftOver() {
  const { badges } = /** @type {{ badges?: WeakRef<Element>[] }} */ (globalThis);
  return badges?.filter((badge) => badge.deref()).length;
}
