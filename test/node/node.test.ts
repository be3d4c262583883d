import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { type Simulator, startSimulator } from '../../demo/simulator/start-simulator.js';

let simulator: Simulator;

before(async () => {
  simulator = await startSimulator();
});

after(() => simulator.close());

async function simulateJob(plan: object): Promise<string> {
  const response = await fetch(`${simulator.address}/simulator/jobs`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ license: null, ...plan }),
  });
  const { token } = (await response.json()) as { token: string };
  return token;
}

/** Runs a module in a new Node process, in the folder where the package can import itself by its name. */
async function runModule(code: string): Promise<{ stdout: string; stderr: string }> {
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--eval', code],
    { cwd: new URL('../..', import.meta.url), timeout: 20_000 },
  );
  return { stdout: stdout.trim(), stderr: stderr.trim() };
}

test('every module of the package can be imported without a DOM', async () => {
  const { exports } = JSON.parse(await readFile('package.json', 'utf8')) as {
    exports: Record<string, unknown>;
  };
  for (const path of Object.keys(exports)) {
    // The minified scripts are for script tags.
    if (!path.endsWith('.js') && path !== '.') continue;
    if (path.endsWith('.min.js')) continue;
    const name = path.includes('types') ? 'react' : 'de';
    const { stderr } = await runModule(
      `await import('${path.replace('.', 'scriptx-job-status').replace('*', name)}')`,
    );
    assert.equal(stderr, '', path);
  }
});

test('the package exports its documented names', async () => {
  const { stdout } = await runModule(
    "console.log(Object.keys(await import('scriptx-job-status')).sort().join(' '))",
  );
  assert.equal(
    stdout,
    'JobCompleteEvent JobErrorEvent JobFailedEvent JobStatusChangeEvent JobStatusError ' +
      'ScriptxJobStatus trackPrint watchJob',
  );
});

test('an element on a server sends no request, whatever is called', async () => {
  const { stdout, stderr } = await runModule(`
    import { ScriptxJobStatus } from 'scriptx-job-status';
    globalThis.fetch = () => console.log('fetched');
    const element = new ScriptxJobStatus();
    element.setAttribute('server', '${simulator.address}');
    element.setAttribute('token', 'job');
    Object.assign(element, { server: '${simulator.address}', token: 'job', interval: 100 });
    element.refresh();
    const { finished, state, jobStatus, error } = element;
    element.attributeChangedCallback('token', null, 'job');
    await new Promise((resolve) => setTimeout(resolve, 300));
    console.log(state, jobStatus, error, finished);
  `);
  assert.deepEqual([stdout, stderr], ['idle null null Promise { <pending> }', '']);
});

test('watchJob() does not load Lit', async () => {
  const { stdout } = await runModule(`
    import { register } from 'node:module';
    register('data:text/javascript,' + encodeURIComponent(\`
      export async function load(url, context, next) {
        if (url.includes('/lit')) console.log(url);
        return next(url, context);
      }\`));
    await import('scriptx-job-status/watch-job.js');
  `);
  assert.equal(stdout, '');
});

test('watchJob() follows a job to its end in Node, and then the process exits', async () => {
  const steps = [{ status: 1, asks: 1 }, { status: 8, asks: 1 }, { status: 6 }];
  const token = await simulateJob({ steps });
  const { stdout, stderr } = await runModule(`
    import { watchJob } from 'scriptx-job-status/watch-job.js';
    const options = { server: '${simulator.address}', token: '${token}', interval: 100, timeout: 9e9 };
    for await (const { state } of watchJob(options)) console.log(state);
  `);
  assert.deepEqual([stdout.split('\n'), stderr], [['queued', 'printing', 'completed'], '']);
});

test('watchJob() continues in Node if onError throws, and the process does not exit', async () => {
  const token = await simulateJob({
    steps: [{ status: 6 }],
    answers: [{ http: 503 }, { http: 503 }, { http: 503 }],
  });
  const { stdout, stderr } = await runModule(`
    import { watchJob } from 'scriptx-job-status/watch-job.js';
    const onError = ({ code }) => { throw new Error('onError of ' + code); };
    const job = watchJob({ server: '${simulator.address}', token: '${token}', interval: 100, onError });
    for await (const { state } of job) console.log(state);
  `);
  assert.equal(stdout, 'completed');
  assert.match(stderr, /^Error: onError of unreachable/);
});

test('fifty watchJob() calls can share one signal without a warning from Node', async () => {
  const token = await simulateJob({ steps: [{ status: 1 }] });
  const { stdout, stderr } = await runModule(`
    import { watchJob } from 'scriptx-job-status/watch-job.js';
    const controller = new AbortController();
    const options = { server: '${simulator.address}', token: '${token}', signal: controller.signal };
    const jobs = Array.from({ length: 50 }, () => watchJob(options));
    await Promise.all(jobs.map((job) => job.next()));
    const ends = jobs.map((job) => job.next().catch(({ name }) => name));
    controller.abort();
    console.log([...new Set(await Promise.all(ends))].join());
  `);
  assert.deepEqual([stdout, stderr], ['AbortError', '']);
});

test('watchJob() does not follow a redirect', async () => {
  const token = await simulateJob({
    steps: [{ status: 6 }],
    answers: Array(9).fill({ redirect: '/api/v1/printPdf/status/other' }),
  });
  const { watchJob } = await import('../../dist/watch-job.js');
  const codes: string[] = [];
  const stop = new AbortController();
  const job = watchJob({
    server: simulator.address,
    token,
    signal: stop.signal,
    onError({ code }) {
      codes.push(code);
      stop.abort();
    },
  });
  await assert.rejects(job.next(), { name: 'AbortError' });
  assert.deepEqual(codes, ['protocol']);
});

test('watchJob() requires an absolute server in Node', async () => {
  const { watchJob } = await import('../../dist/watch-job.js');
  await assert.rejects(watchJob({ server: '/print', token: 'x' }).next(), { code: 'address' });
});
