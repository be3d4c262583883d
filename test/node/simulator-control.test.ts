import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { JobRequest, ServiceRequest } from '../../demo/simulator/service/request-log.js';
import { type Simulator, startSimulator } from '../../demo/simulator/start-simulator.js';
import {
  authorization,
  clientOf,
  json,
  licensed,
  type SimulatorClient,
} from './support/simulator-client.js';

describe('the control API of the simulator', () => {
  let simulator: Simulator;
  let client: SimulatorClient;

  before(async () => {
    simulator = await startSimulator();
    client = clientOf(simulator);
  });

  after(() => simulator.close());

  it('takes a job through its steps, after a time or a number of requests', async () => {
    const token = await client.job({
      steps: [{ status: 1, asks: 2 }, { status: 8, message: 'Page 1', ms: 40 }, { status: 6 }],
    });
    const first: number[] = [];
    for (let poll = 0; poll < 3; poll += 1) {
      first.push(await client.statusOf(token));
    }
    assert.deepEqual(first, [1, 1, 8]);
    await pause(60);
    assert.equal(await client.statusOf(token), 6);
  });

  it('accepts any token, another job identifier, and a separate licence or none for a job', async () => {
    const steps = [{ status: 6, jobIdentifier: 'other' }];
    const token = await client.job({ token: 'a/b ü', license: null, steps });
    const path = `/api/v1/printPdf/status/${encodeURIComponent(token)}`;
    const response = await client.request(path, { headers: {} });
    assert.deepEqual(await response.json(), { status: 6, jobIdentifier: 'other' });
    await client.job({ token: 'own', license: 'own', steps });
    assert.equal((await client.status('own')).status, 401);
    const headers = { Authorization: authorization('own') };
    const own = await client.request('/api/v1/printPdf/status/own', { headers });
    assert.equal(own.status, 202);
  });

  it('replaces the steps of a job, and deletes it', async () => {
    const token = await client.job({ steps: [{ status: 1 }] });
    const body = JSON.stringify({ steps: [{ status: -2 }] });
    const path = `/simulator/jobs/${token}`;
    assert.equal((await client.request(path, { method: 'PUT', headers: json, body })).status, 204);
    assert.equal(await client.statusOf(token), -2);
    assert.equal((await client.request(path, { method: 'DELETE' })).status, 204);
    assert.equal((await client.status(token)).status, 404);
  });

  it('applies each scripted failure to one request', async () => {
    const token = await client.job({
      steps: [{ status: 6 }],
      answers: [
        { http: 503, headers: { 'Retry-After': '3' }, body: 'busy' },
        null,
        { reset: true },
        { cut: true },
        { redirect: 'http://127.0.0.1:1/' },
      ],
    });
    const busy = await client.status(token);
    assert.deepEqual([busy.status, busy.headers.get('Retry-After')], [503, '3']);
    assert.equal(await busy.text(), 'busy');
    assert.equal((await client.status(token)).status, 202);
    await assert.rejects(client.status(token));
    await assert.rejects(client.status(token).then((response) => response.text()));
    const path = `/api/v1/printPdf/status/${token}`;
    const elsewhere = await client.request(path, { headers: licensed, redirect: 'manual' });
    assert.equal(elsewhere.headers.get('Location'), 'http://127.0.0.1:1/');
    assert.equal((await client.status(token)).status, 202);
  });

  it('delays a response, or never sends it', async () => {
    const answers = [{ delay: 80 }, { stall: true }];
    const token = await client.job({ steps: [{ status: 6 }], answers });
    const start = performance.now();
    assert.equal((await client.status(token)).status, 202);
    assert.ok(performance.now() - start >= 75);
    const signal = AbortSignal.timeout(80);
    const path = `/api/v1/printPdf/status/${token}`;
    await assert.rejects(client.request(path, { headers: licensed, signal }), {
      name: 'TimeoutError',
    });
  });

  it('logs all requests about a token, even if it is unknown, including preflights', async () => {
    const path = '/api/v1/printPdf/status/unknown';
    const headers = { Origin: 'https://app.example' };
    await client.request(path, { method: 'OPTIONS', headers });
    await client.request(path, { headers });
    const response = await client.request('/simulator/jobs/unknown/log');
    const [preflight, poll, ...others] = (await response.json()) as JobRequest[];
    assert.ok(preflight && poll);
    assert.deepEqual([preflight.method, poll.method, others], ['OPTIONS', 'GET', []]);
    assert.equal(poll.origin, 'https://app.example');
    assert.equal(poll.headers.origin, 'https://app.example');
    assert.ok(poll.at >= preflight.at);
  });

  it('logs all requests to the service, with the statuses of the responses', async () => {
    const other = await startSimulator();
    try {
      const { request, job, status } = clientOf(other);
      const token = await job({ steps: [{ status: 6 }], answers: [{ reset: true }] });
      await assert.rejects(status(token));
      await status(token);
      await request('/api/?page=1', { method: 'OPTIONS' });
      await status('none');
      const log = (await (await request('/simulator/requests')).json()) as ServiceRequest[];
      assert.deepEqual(
        log.map(({ method, url, status }) => [method, url, status]),
        [
          ['GET', `/api/v1/printPdf/status/${token}`, null],
          ['GET', `/api/v1/printPdf/status/${token}`, 202],
          ['OPTIONS', '/api/?page=1', 204],
          ['GET', '/api/v1/printPdf/status/none', 404],
        ],
      );
      assert.ok(Math.abs(Date.now() - (log[0]?.at ?? 0)) < 10_000);
    } finally {
      await other.close();
    }
  });

  it('closes connections while a job can break them, so that none is reused', async () => {
    const other = await startSimulator();
    try {
      const { request, job, status } = clientOf(other);
      const connection = ({ headers }: Response) => headers.get('Connection');
      const unrelated = await job({ steps: [{ status: 1 }] });
      assert.equal(connection(await status(unrelated)), 'keep-alive');
      const token = await job({
        steps: [{ status: 6 }],
        answers: [{ http: 503 }, { cut: true }, { reset: true }],
      });
      const path = `/api/v1/printPdf/status/${token}`;
      assert.equal(connection(await request(path, { method: 'OPTIONS' })), 'close');
      assert.equal(connection(await status(unrelated)), 'close');
      assert.equal(connection(await status(token)), 'close');
      await assert.rejects(status(token).then((response) => response.text()));
      assert.equal(connection(await request(path, { method: 'OPTIONS' })), 'close');
      await assert.rejects(status(token));
      assert.equal(connection(await status(token)), 'keep-alive');
    } finally {
      await other.close();
    }
  });

  it('rejects a job without steps', async () => {
    const init = { method: 'POST', headers: json, body: '{}' };
    assert.equal((await client.request('/simulator/jobs', init)).status, 400);
  });

  it('closes even if requests are in flight', async () => {
    const other = await startSimulator();
    const { job, status } = clientOf(other);
    const token = await job({
      steps: [{ status: 1 }],
      answers: [{ stall: true }, { delay: 60_000 }],
    });
    const requests = Promise.allSettled([status(token), status(token)]);
    await pause(50);
    await other.close();
    assert.ok((await requests).every((request) => request.status === 'rejected'));
  });
});
