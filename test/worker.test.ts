import { assert } from '@open-wc/testing';
import { simulator } from './support/services.js';
import { questionsOf, simulateJob } from './support/simulator.js';

/** Runs a module in a worker, which may tell what it has with `tell`; resolves with what it told. */
async function inWorker(body: string): Promise<unknown> {
  const code = `import { watchJob } from '${location.origin}/dist/watch-job.js';
    const tell = (data) => postMessage(data);
    try { ${body} } catch (error) { tell(error instanceof DOMException ? error.name : error.code); }`;
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

describe('watchJob in a worker', () => {
  it('follows a job to its end', async () => {
    const steps = [{ status: 1, asks: 1 }, { status: 8, asks: 1 }, { status: 6 }];
    const token = await simulateJob({ steps });
    const states = await inWorker(`
      const states = [];
      const job = watchJob({ server: '${simulator}', token: '${token}', interval: 100 });
      for await (const { state } of job) states.push(state);
      tell(states);
    `);
    assert.deepEqual(states, ['queued', 'printing', 'completed']);
    assert.equal(await questionsOf(token), 3);
  });

  it('ends with the reason of an abort', async () => {
    const token = await simulateJob({ steps: [{ status: 1 }], answers: [{ stall: true }] });
    const name = await inWorker(`
      const signal = AbortSignal.timeout(100);
      for await (const jobStatus of watchJob({ server: '${simulator}', token: '${token}', signal })) tell(jobStatus);
    `);
    assert.equal(name, 'TimeoutError');
  });

  it('is always online, for it has no page', async () => {
    const states = await inWorker(`
      Object.defineProperty(navigator, 'onLine', { value: false });
      const answers = [{ status: 1 }, { status: 6 }];
      const fetch = async () => Response.json(answers.shift());
      const states = [];
      const job = watchJob({ server: 'https://service.example', token: 'x', interval: 100, fetch });
      for await (const { state } of job) states.push(state);
      tell(states);
    `);
    assert.deepEqual(states, ['queued', 'completed']);
  });

  it('wants a full address, for it has no page', async () => {
    assert.equal(
      await inWorker(`await watchJob({ server: '/print', token: 'x' }).next();`),
      'address',
    );
  });
});
