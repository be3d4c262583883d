import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { startSimulator } from '../demo/simulator/index.mjs';
import { watchJob } from '../dist/watch-job.js';
import { simulateJob } from './support/badge-page.mjs';

const license = 'b1e4f5a2-0000-4000-8000-123456789abc';

describe('the proxy of the guide', () => {
  /** @type {import('../demo/simulator/index.mjs').Simulator} */
  let simulator;
  /** @type {import('node:child_process').ChildProcess} */
  let proxy;
  /** @type {string} */
  let server;

  before(async () => {
    simulator = await startSimulator();
    const port = await freePort();
    server = `http://127.0.0.1:${port}/print`;
    proxy = spawn(process.execPath, ['demo/proxy/proxy.mjs'], {
      env: { ...process.env, SERVICE: simulator.address, LICENSE: license, PORT: String(port) },
      stdio: 'inherit',
    });
    while (!(await fetch(server).catch(() => undefined))) await delay(50);
  });

  after(async () => {
    proxy.kill();
    await simulator.close();
  });

  it('adds the licence to a question', async () => {
    const token = await simulateJob(simulator, { license, steps: [{ status: 6 }] });
    const states = [];
    for await (const { state } of watchJob({ server, token })) states.push(state);
    assert.deepEqual(states, ['completed']);
  });

  it('lets nothing else through', async () => {
    for (const path of ['/', '/print/api/v1/printPdf/print', '/print/api/v1/licensing']) {
      const { status } = await fetch(new URL(path, server));
      assert.equal(status, 404, path);
    }
    const status = `${server}/api/v1/printPdf/status/any`;
    assert.equal((await fetch(status, { method: 'POST' })).status, 404);
  });

  it('is unreachable with its service', async () => {
    await simulator.close();
    const controller = new AbortController();
    /** @type {string[]} */
    const codes = [];
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

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  server.close();
  await once(server, 'close');
  return port;
}
