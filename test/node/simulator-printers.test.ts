import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { ServiceRequest } from '../../demo/simulator/service/request-log.js';
import {
  demoLicense,
  startSimulator,
  type Simulator,
  type SimulatorOptions,
} from '../../demo/simulator/start-simulator.js';

interface JobStatus {
  readonly status: number;
  readonly message?: string;
  readonly jobIdentifier: string;
}

const headers = { Authorization: `Basic ${btoa(`${demoLicense}:`)}` };
const html = '<p>Hello</p>';

function submit({ address }: Simulator, printerName: string, body: object = {}): Promise<Response> {
  return fetch(`${address}/api/v1/printHtml/print`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ ContentType: 2, Content: html, Device: { printerName }, ...body }),
  });
}

async function tokenOf(simulator: Simulator, printerName: string): Promise<string> {
  const { jobIdentifier } = (await (await submit(simulator, printerName)).json()) as JobStatus;
  return jobIdentifier;
}

function poll({ address }: Simulator, token: string): Promise<Response> {
  return fetch(`${address}/api/v1/printHtml/status/${token}`, { headers });
}

/**
 * Polls a job until a response is the wanted one.
 *
 * @param isWanted - Called with the HTTP status, 0 for a broken connection, and with the job's status
 * @returns The body of the response
 */
async function pollUntil(
  simulator: Simulator,
  token: string,
  isWanted: (httpStatus: number, status?: number) => boolean,
): Promise<JobStatus | undefined> {
  for (;;) {
    const response = await poll(simulator, token).catch(() => undefined);
    const body = response?.ok ? ((await response.json()) as JobStatus) : undefined;
    if (isWanted(response?.status ?? 0, body?.status)) return body;
    await pause(10);
  }
}

describe('the printers of the simulator', { concurrency: true, timeout: 30_000 }, () => {
  let simulator: Simulator;

  before(async () => {
    simulator = await startSimulator({ speed: 10 });
  });

  after(() => simulator.close());

  for (const [printerName, status, message] of [
    ['Printer with a full disk', -1, 'The disk of the printer is full'],
    ['Archive', 102, undefined],
  ] as const) {
    it(`ends a job of the ${printerName} with ${status}`, async () => {
      const token = await tokenOf(simulator, printerName);
      const body = await pollUntil(simulator, token, (_http, current) => current === status);
      assert.equal(body?.message, message);
    });
  }

  it('has completed a job of the fast printer before the response to the print request', async () => {
    const response = await submit(simulator, 'Fast printer');
    const { jobIdentifier, status } = (await response.json()) as JobStatus;
    assert.equal(status, 4);
    const polled = await poll(simulator, jobIdentifier);
    assert.deepEqual(await polled.json(), { status: 6, jobIdentifier });
  });

  it('reports an undocumented status for a printer behind a newer service, and completes', async () => {
    const token = await tokenOf(simulator, 'Printer behind a newer service');
    await pollUntil(simulator, token, (_http, status) => status === 42);
    await pollUntil(simulator, token, (_http, status) => status === 6);
  });

  it('forgets a job of a printer behind a forgetful service', async () => {
    const token = await tokenOf(simulator, 'Printer behind a forgetful service');
    await pollUntil(simulator, token, (_http, status) => status === 5);
    await pollUntil(simulator, token, (http) => http === 404);
    await pause(300);
    const response = await poll(simulator, token);
    assert.deepEqual([response.status, await response.json()], [404, 'Job not found']);
  });

  it('responds with 500 to a print request to a printer behind a broken service', async () => {
    const response = await submit(simulator, 'Printer behind a broken service');
    assert.deepEqual(
      [response.status, await response.json()],
      [500, 'The service has an internal error'],
    );
  });

  it('prints to files only in the Cloud', async () => {
    const cloud = await startSimulator({ mode: 'cloud' });
    try {
      const description = (await (await fetch(`${cloud.address}/api`)).json()) as {
        availablePrinters: string[];
      };
      const { availablePrinters } = description;
      assert.equal(availablePrinters[0], 'Print to PDF file');
      assert.ok(availablePrinters.includes('Printer behind a shaky service'));
      assert.ok(!availablePrinters.includes('Paused printer'));
      for (const printerName of availablePrinters) {
        const response = await submit(cloud, printerName);
        if (response.status !== 202) continue;
        assert.equal(((await response.json()) as JobStatus).status, 2, printerName);
      }
    } finally {
      await cloud.close();
    }
  });
});

describe('a job of the simulator', { concurrency: true, timeout: 30_000 }, () => {
  /** Printers, with what a late request must still meet. */
  const troubles = [
    ['Paused printer', (_http: number, status?: number) => status === 7],
    ['Printer behind a newer service', (_http: number, status?: number) => status === 42],
    ['Printer behind a shaky service', (http: number) => http === 503],
    ['Printer behind a loose cable', (http: number) => http === 0],
  ] as const;

  for (const [printerName, isMet] of troubles) {
    it(`waits for a request in the service that is to wait (${printerName})`, async () => {
      await withSimulator({ speed: 10, waitsForRequests: true }, async (simulator) => {
        const token = await tokenOf(simulator, printerName);
        // Without waiting, it would have ended.
        await pause(2500);
        await pollUntil(simulator, token, (http, status) => {
          assert.ok(isMet(http, status), `${http}, ${status}`);
          return true;
        });
        await pollUntil(simulator, token, (_http, status) => status === 6);
      });
    });

    it(`does not wait for a request by default (${printerName})`, async () => {
      await withSimulator({ speed: 10 }, async (simulator) => {
        const token = await tokenOf(simulator, printerName);
        await pause(2500);
        const response = await poll(simulator, token);
        assert.equal(((await response.json()) as JobStatus).status, 6);
      });
    });
  }
});

describe('the log of the simulator', () => {
  it('contains what is printed, the responses and who sent a request', async () => {
    await withSimulator({}, async (simulator) => {
      const { address } = simulator;
      const url = `${address}/api/v1/printHtml/status/none`;
      const token = await tokenOf(simulator, 'Archive');
      await poll(simulator, token);
      await fetch(url, { headers: { ...headers, 'X-Meadroid-Path': 'http://localhost/' } });
      await fetch(url, {
        method: 'OPTIONS',
        headers: { 'Access-Control-Request-Headers': 'authorization,x-meadroid-path' },
      });
      await submit(simulator, 'Archive', { ContentType: 1, Content: 'ftp://localhost/' });
      const response = await fetch(`${address}/simulator/requests`);
      const requests = (await response.json()) as ServiceRequest[];
      assert.deepEqual(
        requests.map(({ status, isFromClient, content, reply }) => [
          status,
          isFromClient,
          content,
          reply,
        ]),
        [
          [202, false, html, { jobIdentifier: token, status: 2, message: '' }],
          [200, false, undefined, { jobIdentifier: token, status: 1 }],
          [404, true, undefined, 'Job not found'],
          [204, true, undefined, undefined],
          [400, false, 'ftp://localhost/', 'Content must be an http, https or data URL'],
        ],
      );
    });
  });
});

async function withSimulator(
  options: SimulatorOptions,
  test: (simulator: Simulator) => Promise<void>,
): Promise<void> {
  const simulator = await startSimulator(options);
  try {
    await test(simulator);
  } finally {
    await simulator.close();
  }
}
