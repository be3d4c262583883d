import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { type Simulator, startSimulator } from '../../demo/simulator/start-simulator.js';
import { watchJob } from '../../dist/watch-job.js';
import { simulateJob } from './support/badge-page.js';
import { freePort } from './support/free-port.js';

const license = 'b1e4f5a2-0000-4000-8000-123456789abc';

describe('the proxy of the guide', () => {
  let simulator: Simulator;
  let proxy: ChildProcess;
  let port: number;
  let server: string;

  before(async () => {
    simulator = await startSimulator();
    port = await freePort();
    server = `http://127.0.0.1:${port}/print`;
    proxy = spawn(process.execPath, ['demo/integrations/proxy/proxy.mjs'], {
      env: { ...process.env, SERVICE: simulator.address, LICENSE: license, PORT: String(port) },
      stdio: 'inherit',
    });
    while (!(await fetch(server).catch(() => undefined))) {
      assert.equal(proxy.exitCode, null, 'The proxy has exited.');
      await delay(50);
    }
  });

  after(async () => {
    proxy.kill();
    await simulator.close();
  });

  it('adds the licence to a status request', async () => {
    const token = await simulateJob(simulator, { license, steps: [{ status: 6 }] });
    const states: string[] = [];
    for await (const { state } of watchJob({ server, token })) states.push(state);
    assert.deepEqual(states, ['completed']);
  });

  it('rejects all other requests', async () => {
    const status = '/print/api/v1/printPdf/status';
    for (const path of [
      '/',
      '/print/api/v1/printPdf/print',
      '/print/api/v1/licensing',
      status,
      `${status}/`,
      `${status}/..`,
      `${status}/..%2fprint`,
      `${status}/any/..`,
      `${status}/any?x`,
      `${server}/api/v1/printPdf/status/any`,
    ]) {
      assert.equal(await statusOf(port, path), 404, path);
    }
    assert.equal(await statusOf(port, `${status}/any`, 'POST'), 404);
  });

  it('is unreachable if its service is', async () => {
    await simulator.close();
    const controller = new AbortController();
    const codes: string[] = [];
    const job = watchJob({
      server,
      token: 'any',
      signal: controller.signal,
      onError({ code }) {
        codes.push(code);
        controller.abort();
      },
    });
    await assert.rejects(job.next(), { name: 'AbortError' });
    assert.deepEqual(codes, ['unreachable']);
  });
});

/** Sends a request for a path as it is, which `fetch` would normalise. Returns the HTTP status. */
async function statusOf(port: number, path: string, method = 'GET'): Promise<number | undefined> {
  const [response] = (await once(
    request({ port, path, method, host: '127.0.0.1' }).end(),
    'response',
  )) as [IncomingMessage];
  response.resume();
  return response.statusCode;
}
