import express from 'express';
import puppeteer from 'puppeteer-core';
import { listen } from '../../../demo/listen.ts';
import { startSimulator } from '../../../demo/simulator/start-simulator.ts';
import { findFirefox } from '../../../scripts/browsers.mjs';

/**
 * @typedef {import('puppeteer-core').Browser} Browser
 * @typedef {import('puppeteer-core').Frame} Frame
 * @typedef {import('puppeteer-core').Page} Page
 * @typedef {import('../../../demo/simulator/start-simulator.ts').Simulator} Simulator
 */

/**
 * Starts a simulated service, and a server for an empty page that loads the component.
 *
 * @returns {Promise<{ simulator: Simulator, port: number, close: () => Promise<void> }>}
 */
export async function startServers() {
  const app = express();
  app.use(express.static('dist'));
  app.get('/', (_request, response) => {
    response.type('html').send(`<!doctype html><html lang="en"><title>A page</title>
      <script type="module" src="/scriptx-job-status.min.js"></script></html>`);
  });
  const simulator = await startSimulator();
  const page = await listen(app, 0, '127.0.0.1');
  return {
    simulator,
    port: page.port,
    close: async () => void (await Promise.all([page.close(), simulator.close()])),
  };
}

/**
 * Starts Firefox, if installed.
 *
 * @param {Record<string, unknown>} extraPrefsFirefox
 * @returns {Promise<Browser | undefined>}
 */
export async function launchFirefox(extraPrefsFirefox) {
  const executablePath = findFirefox();
  if (!executablePath) return undefined;
  return puppeteer.launch({ browser: 'firefox', executablePath, extraPrefsFirefox });
}

/**
 * Adds a job to a simulator, by default one that prints forever.
 *
 * @param {Simulator} simulator
 * @param {object} [plan]
 * @returns {Promise<string>} its token
 */
export async function simulateJob(simulator, plan = { steps: [{ status: 8 }] }) {
  const response = await fetch(`${simulator.address}/simulator/jobs`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ license: null, ...plan }),
  });
  return /** @type {{ token: string }} */ (await response.json()).token;
}

/**
 * The number of polls for a job that the simulator has received.
 *
 * @param {Simulator} simulator
 * @param {string} token
 * @returns {Promise<number>}
 */
export async function pollsOf(simulator, token) {
  const response = await fetch(`${simulator.address}/simulator/jobs/${token}/log`);
  const requests = /** @type {{ method: string }[]} */ (await response.json());
  return requests.filter(({ method }) => method === 'GET').length;
}

/**
 * Replaces the content of a page with a badge, and records the events that it fires.
 *
 * @param {Page | Frame} page that loads the component
 * @param {Record<string, unknown>} properties
 */
export async function showBadge(page, properties) {
  await page.waitForFunction(() => customElements.get('scriptx-job-status'));
  await page.evaluate((properties) => {
    const badge = document.createElement('scriptx-job-status');
    Object.assign(badge, properties);
    /** @type {string[]} */
    const events = [];
    Object.assign(globalThis, { events });
    for (const type of ['job-status-change', 'job-complete', 'job-failed', 'job-error']) {
      badge.addEventListener(type, (event) => {
        const { detail } = /** @type {CustomEvent<{ code?: string, state?: string }>} */ (event);
        events.push(
          type === 'job-status-change'
            ? String(detail.state)
            : `${type} ${detail.code ?? ''}`.trim(),
        );
      });
    }
    document.body.replaceChildren(badge);
  }, properties);
}

/**
 * Resolves when the badge of a page is in a state.
 *
 * @param {Page | Frame} page
 * @param {string} state
 */
export async function reaches(page, state) {
  await page.waitForFunction(
    (state) => {
      const badge = document.querySelector('scriptx-job-status');
      return /** @type {{ state?: string } | null} */ (badge)?.state === state;
    },
    { timeout: 10_000, polling: 20 },
    state,
  );
}

/**
 * The events that the badge of a page has fired. Those of a job status are given as its state.
 *
 * @param {Page | Frame} page
 * @returns {Promise<string[]>}
 */
export function eventsOn(page) {
  return page.evaluate(() => /** @type {{ events?: string[] }} */ (globalThis).events ?? []);
}
