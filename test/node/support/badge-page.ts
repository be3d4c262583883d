import express from 'express';
import puppeteer, { type Browser, type Frame, type Page } from 'puppeteer-core';
import { listen } from '../../../demo/listen.js';
import { type Simulator, startSimulator } from '../../../demo/simulator/start-simulator.js';
import type { ScriptxJobStatus } from '../../../dist/index.js';
import { findFirefox } from '../../../scripts/browsers.mjs';

/** A simulated service, and a server for an empty page that loads the component. */
export interface Servers {
  readonly simulator: Simulator;
  /** That of the page. */
  readonly port: number;
  readonly close: () => Promise<void>;
}

export async function startServers(): Promise<Servers> {
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
    async close() {
      await Promise.all([page.close(), simulator.close()]);
    },
  };
}

/** Starts Firefox, if installed. */
export async function launchFirefox(
  extraPrefsFirefox: Record<string, unknown>,
): Promise<Browser | undefined> {
  const executablePath = findFirefox();
  if (!executablePath) return undefined;
  return puppeteer.launch({ browser: 'firefox', executablePath, extraPrefsFirefox });
}

/** Adds a job to a simulator, by default one that prints forever. Returns its token. */
export async function simulateJob(
  simulator: Simulator,
  plan: object = { steps: [{ status: 8 }] },
): Promise<string> {
  const response = await fetch(`${simulator.address}/simulator/jobs`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ license: null, ...plan }),
  });
  const { token } = (await response.json()) as { token: string };
  return token;
}

/** The number of polls for a job that the simulator has received. */
export async function pollsOf(simulator: Simulator, token: string): Promise<number> {
  const response = await fetch(`${simulator.address}/simulator/jobs/${token}/log`);
  const requests = (await response.json()) as { method: string }[];
  return requests.filter(({ method }) => method === 'GET').length;
}

/** Replaces the content of a page that loads the component with a badge, and records its events. */
export async function showBadge(
  page: Page | Frame,
  properties: Readonly<Partial<ScriptxJobStatus>>,
): Promise<void> {
  await page.waitForFunction(() => customElements.get('scriptx-job-status'));
  await page.evaluate((properties) => {
    const badge = document.createElement('scriptx-job-status');
    Object.assign(badge, properties);
    const events: string[] = [];
    Object.assign(globalThis, { events });
    for (const type of ['job-status-change', 'job-complete', 'job-failed', 'job-error'] as const) {
      badge.addEventListener(type, ({ detail }: CustomEvent<{ code?: string; state?: string }>) => {
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

/** Resolves when the badge of a page is in a state. */
export async function reaches(page: Page | Frame, state: string): Promise<void> {
  await page.waitForFunction(
    (state) => document.querySelector('scriptx-job-status')?.state === state,
    { timeout: 10_000, polling: 20 },
    state,
  );
}

/** The events that the badge of a page has fired. Those of a job status are given as its state. */
export function eventsOn(page: Page | Frame): Promise<string[]> {
  return page.evaluate(() => (globalThis as { events?: string[] }).events ?? []);
}
