import { assert } from '@open-wc/testing';
import { simulator } from './support/services.js';
import { pollsOf, simulateJob } from './support/simulator.js';

/** Runs a module in a worker. Resolves with the first value that the module passes to `report()`. */
async function inWorker(body: string): Promise<unknown> {
  const code = `import { watchJob } from '${location.origin}/dist/watch-job.js';
    const report = (data) => postMessage(data);
    try { ${body} } catch (error) { report(error instanceof DOMException ? error.name : error.code); }`;
  const url = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
  const worker = new Worker(url, { type: 'module' });
  try {
    return await new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => {
        resolve(data);
      };
      worker.onerror = ({ message }) => {
        reject(new Error(message));
      };
    });
  } finally {
    worker.terminate();
    URL.revokeObjectURL(url);
  }
}

describe('watchJob() in a worker', () => {
  it('follows a job to its end', async () => {
    const steps = [{ status: 1, asks: 1 }, { status: 8, asks: 1 }, { status: 6 }];
    const token = await simulateJob({ steps });
    const states = await inWorker(`
      const states = [];
      const job = watchJob({ server: '${simulator}', token: '${token}', interval: 100 });
      for await (const { state } of job) states.push(state);
      report(states);
    `);
    assert.deepEqual(states, ['queued', 'printing', 'completed']);
    assert.equal(await pollsOf(token), 3);
  });

  it('throws the reason of an abort', async () => {
    const token = await simulateJob({ steps: [{ status: 1 }], answers: [{ stall: true }] });
    const name = await inWorker(`
      const signal = AbortSignal.timeout(100);
      for await (const jobStatus of watchJob({ server: '${simulator}', token: '${token}', signal })) report(jobStatus);
    `);
    assert.equal(name, 'TimeoutError');
  });

  it('polls even if `navigator.onLine` is false, because there is no page', async () => {
    const states = await inWorker(`
      Object.defineProperty(navigator, 'onLine', { value: false });
      const responses = [{ status: 1 }, { status: 6 }];
      const fetch = async () => Response.json(responses.shift());
      const states = [];
      const job = watchJob({ server: 'https://service.example', token: 'x', interval: 100, fetch });
      for await (const { state } of job) states.push(state);
      report(states);
    `);
    assert.deepEqual(states, ['queued', 'completed']);
  });

  it('requires an absolute server, because there is no page', async () => {
    assert.equal(
      await inWorker(`await watchJob({ server: '/print', token: 'x' }).next();`),
      'address',
    );
  });
});
