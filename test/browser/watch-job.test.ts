import { assert } from '@open-wc/testing';
import {
  JobStatusError,
  type JobStatus,
  watchJob,
  type WatchOptions,
} from '../../src/watch-job.js';
import { replacePlatform } from '../../src/polling/platform.js';
import { DrivenClock } from '../support/driven-clock.js';
import { type Reaction, ScriptedService } from './support/scripted-service.js';

let server: string;
let lastServer = 0;
let lastToken = 0;
let clock: DrivenClock;
let test: AbortController;

beforeEach(() => {
  // With a server of its own, no test is slowed down by the jobs remembered from others.
  server = `https://service-${++lastServer}.example`;
  clock = new DrivenClock(replacePlatform);
  test = new AbortController();
});

afterEach(async () => {
  test.abort();
  await clock.end();
});

/** Follows a job to its end. Returns what `watchJob()` yields, reports and throws. */
function follow(options: Partial<WatchOptions> = {}) {
  const statuses: JobStatus[] = [];
  const errors: JobStatusError[] = [];
  const result = {
    statuses,
    errors,
    get states() {
      return statuses.map(({ state }) => state);
    },
    end: undefined as unknown,
  };
  const job = watchJob({
    server,
    token: `job-${++lastToken}`,
    onError: (error) => errors.push(error),
    signal: test.signal,
    ...options,
  });
  void (async () => {
    try {
      for await (const jobStatus of job) statuses.push(jobStatus);
      result.end = 'returned';
    } catch (error) {
      result.end = error;
    }
  })();
  return result;
}

function codeOf(error: unknown): string {
  assert.instanceOf(error, JobStatusError);
  return error.code;
}

describe('watchJob()', () => {
  it('yields each changed status once, including the final one, and returns', async () => {
    const service = new ScriptedService(clock, 1, 1, 2, 3, { status: 8, message: 'a' }, 8, 8, 6);
    const result = follow();
    await clock.pass(60_000);
    assert.deepEqual(result.states, [
      'queued',
      'starting',
      'downloading',
      'printing',
      'printing',
      'completed',
    ]);
    assert.equal(result.end, 'returned');
    assert.equal(service.requests.length, 8);
  });

  it('sends the first request immediately, and each further one only after the previous response', async () => {
    const service = new ScriptedService(clock, 1);
    service.latency = 3000;
    follow({ interval: 500 });
    await clock.pass(20_000);
    assert.deepEqual(service.times.slice(0, 4), [0, 3500, 7000, 10_500]);
    assert.equal(service.mostInFlight, 1);
  });

  it('leaves no timer when the job has ended', async () => {
    new ScriptedService(clock, 1, 6);
    follow({ timeout: 100_000 });
    await clock.pass(500);
    assert.isAbove(clock.timers, 0);
    await clock.pass(10_000);
    assert.equal(clock.timers, 0);
  });

  it('polls fast at first, then more slowly the longer nothing changes, but every 10 s at least', async () => {
    const service = new ScriptedService(clock, 1);
    follow();
    await clock.pass(3_600_000);
    const { gaps } = service;
    assert.isAtMost(gaps[0] ?? Infinity, 1600);
    gaps.slice(1).forEach((gap, index) => assert.isAtLeast(gap, gaps[index] ?? 0));
    assert.equal(Math.max(...gaps), 10_000);
  });

  it('polls again within 800 ms of a response with a change, however slow polling had become', async () => {
    const service = new ScriptedService(clock, 1);
    service.latency = 200;
    follow();
    await clock.pass(800_000);
    const polls = service.requests.length;
    service.react(8);
    await clock.pass(15_000);
    assert.equal(service.gaps[polls - 1], 10_200);
    assert.isAtMost(service.gaps[polls] ?? Infinity, 1000);
  });

  it('does not poll faster if only the message changes', async () => {
    const service = new ScriptedService(clock, { status: 1, message: 'a' });
    const result = follow();
    await clock.pass(800_000);
    const polls = service.requests.length;
    service.react({ status: 1, message: 'b' });
    await clock.pass(30_000);
    assert.deepEqual(
      result.statuses.map(({ message }) => message),
      ['a', 'b'],
    );
    assert.deepEqual(service.gaps.slice(polls - 1), [10_000, 10_000, 10_000]);
  });

  it('polls at the interval that is set, which is at least 100 ms', async () => {
    const service = new ScriptedService(clock, 1);
    follow({ interval: 7000 });
    await clock.pass(30_000);
    assert.deepEqual(service.times, [0, 7000, 14_000, 21_000, 28_000]);
    follow({ interval: 1 });
    service.requests.length = 0;
    await clock.pass(350);
    assert.deepEqual(service.gaps, [100, 100, 100]);
  });

  it('throws an error if the job fails, after yielding its status', async () => {
    new ScriptedService(clock, { status: -1, message: 'No such printer' });
    const result = follow();
    await clock.pass(0);
    assert.deepEqual(result.states, ['failed']);
    assert.equal(codeOf(result.end), 'failed');
    assert.include(String(result.end), 'ItemError');
    const { message, jobStatus, final } = result.end as JobStatusError;
    assert.include(message, 'No such printer');
    assert.equal(jobStatus, result.statuses[0] ?? null);
    assert.isTrue(final);
  });

  it('throws an error if the job is cancelled', async () => {
    new ScriptedService(clock, -2);
    const result = follow();
    await clock.pass(0);
    assert.equal(codeOf(result.end), 'abandoned');
  });

  for (const status of [401, 402, 403, 400, 410]) {
    it(`throws immediately if the service responds with ${status}`, async () => {
      const service = new ScriptedService(clock, { http: status });
      const result = follow();
      await clock.pass(60_000);
      assert.isTrue((result.end as JobStatusError).final);
      assert.equal(service.requests.length, 1);
      assert.equal(clock.timers, 0);
    });
  }

  it('polls a job that the service does not know for 5 s before it throws', async () => {
    const service = new ScriptedService(clock, { http: 404 });
    const result = follow();
    await clock.pass(4900);
    assert.isUndefined(result.end);
    await clock.pass(3000);
    assert.equal(codeOf(result.end), 'unknown-job');
    assert.isAtLeast(service.times.at(-1) ?? 0, 5000);
  });

  it('continues if the service first responds with 404, but knows the job within 5 s', async () => {
    new ScriptedService(clock, { http: 404 }, 1, 6);
    const result = follow();
    await clock.pass(5000);
    assert.deepEqual(result.states, ['queued', 'completed']);
  });

  it('throws immediately if the service no longer knows a job that it knew before', async () => {
    new ScriptedService(clock, 1, { http: 404 });
    const result = follow();
    await clock.pass(2000);
    assert.equal(codeOf(result.end), 'unknown-job');
    assert.equal((result.end as JobStatusError).jobStatus?.state, 'queued');
  });

  const failures: [failure: string, code: string, reaction: Reaction][] = [
    ['a network failure', 'unreachable', new TypeError('Failed to fetch')],
    ['a response with 503', 'unreachable', { http: 503 }],
    ['a response with 429', 'unreachable', { http: 429 }],
    ['a response with 408', 'unreachable', { http: 408 }],
    ['a response with 425', 'unreachable', { http: 425 }],
    ['an HTML response', 'protocol', { http: 200, body: '<html>' }],
  ];
  for (const [failure, code, reaction] of failures) {
    it(`reports ${failure} once, as ${code}, and continues`, async () => {
      const service = new ScriptedService(clock, 1, reaction);
      const result = follow();
      await clock.pass(120_000);
      assert.deepEqual(
        result.errors.map((error) => error.code),
        [code],
      );
      assert.isFalse(result.errors[0]?.final);
      assert.equal(result.errors[0].jobStatus?.state, 'queued');
      assert.isUndefined(result.end);
      service.react(6);
      await clock.pass(31_000);
      assert.deepEqual(result.states, ['queued', 'completed']);
    });

    it(`reports ${failure} the third time in a row, but not before 2 s have passed`, async () => {
      const service = new ScriptedService(clock, reaction);
      const result = follow();
      await clock.pass(1999);
      assert.equal(service.requests.length, 3);
      assert.isEmpty(result.errors);
      await clock.pass(1);
      assert.lengthOf(result.errors, 1);
    });

    it(`does not report ${failure} that happens only twice in a row`, async () => {
      new ScriptedService(clock, 1, reaction, reaction, 1, reaction, reaction, 6);
      const result = follow();
      await clock.pass(60_000);
      assert.isEmpty(result.errors);
      assert.equal(result.end, 'returned');
    });
  }

  it('backs off after failures for 1, 2, 4 … 30 s, each times 0.5 to 1', async () => {
    const service = new ScriptedService(clock, new TypeError());
    clock.random = 0;
    follow();
    await clock.pass(70_000);
    assert.deepEqual(service.gaps, [500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000]);
    service.requests.length = 0;
    clock.random = 1;
    await clock.pass(100_000);
    assert.deepEqual(service.gaps.slice(1), [30_000, 30_000]);
  });

  it('names the URL that does not respond in the error message, and CORS as a possible cause', async () => {
    new ScriptedService(clock, new TypeError());
    const result = follow({ token: 'lost' });
    await clock.pass(5000);
    assert.include(result.errors[0]?.message, `${server}/api/v1/printPdf/status/lost`);
    assert.include(result.errors[0]?.message, 'CORS');
    assert.instanceOf(result.errors[0]?.cause, TypeError);
  });

  it('gives up a request after 15 s, even if the fetch function ignores its signal', async () => {
    const service = new ScriptedService(clock, 'hang', 6);
    const result = follow();
    await clock.pass(14_999);
    assert.equal(service.requests.length, 1);
    await clock.pass(1001);
    assert.equal(result.end, 'returned');

    const ignoring = follow({ fetch: () => new Promise(() => undefined), timeout: 40_000 });
    await clock.pass(60_000);
    assert.equal(codeOf(ignoring.end), 'timeout');
    assert.equal(clock.timers, 0);
  });

  it('gives up a response whose body does not end within 15 s, and treats it as a failure', async () => {
    const inits: RequestInit[] = [];
    const endless: WatchOptions['fetch'] = (_url, init) => {
      inits.push(init);
      return Promise.resolve(new Response(new ReadableStream()));
    };
    const result = follow({ fetch: endless });
    await clock.pass(14_999);
    assert.deepEqual(
      inits.map(({ signal }) => signal?.aborted),
      [false],
    );
    await clock.pass(1);
    assert.isTrue(inits[0]?.signal?.aborted);
    await clock.pass(31_499);
    assert.isEmpty(result.errors);
    await clock.pass(1);
    assert.deepEqual(result.errors.map(codeOf), ['unreachable']);
    assert.lengthOf(inits, 3);
  });

  it('sends a service no request during its Retry-After', async () => {
    const headers = { 'Retry-After': '20' };
    const service = new ScriptedService(clock, { http: 503, headers }, 1);
    follow();
    follow();
    await clock.pass(19_900);
    assert.deepEqual(service.times, [0, 0]);
    follow({ server: 'https://other.example' });
    await clock.pass(10);
    assert.deepEqual(service.times.slice(2), [19_900], 'another service is polled');
    await clock.pass(190);
    assert.deepEqual(service.times.slice(3), [20_000, 20_100]);
  });

  it('throws after the timeout, which counts from the first request', async () => {
    new ScriptedService(clock, 1);
    const result = follow({ timeout: 30_000 });
    await clock.pass(29_999);
    assert.isUndefined(result.end);
    await clock.pass(1);
    assert.equal(codeOf(result.end), 'timeout');
    assert.include(String(result.end), '30000 ms');
    assert.equal(clock.timers, 0);
  });

  it('polls once more before it throws a timeout if the page was hidden', async () => {
    const service = new ScriptedService(clock, 1);
    clock.isHidden = true;
    const result = follow({ timeout: 70_000 });
    await clock.pass(100_000);
    assert.isUndefined(result.end);
    service.react(6);
    await clock.change({ isHidden: false });
    await clock.pass(10);
    assert.equal(result.end, 'returned');
  });

  it('waits for the response to a poll after a pause, even if the timeout passes meanwhile', async () => {
    const service = new ScriptedService(clock, 1);
    clock.isHidden = true;
    const result = follow({ timeout: 50_000 });
    await clock.pass(49_900);
    service.latency = 500;
    service.react(6);
    await clock.change({ isHidden: false });
    await clock.pass(400);
    assert.isUndefined(result.end);
    await clock.pass(200);
    assert.equal(result.end, 'returned');

    service.latency = 0;
    service.react(1);
    clock.isHidden = true;
    const unfinished = follow({ timeout: 50_000, token: 'unfinished' });
    await clock.pass(49_900);
    await clock.change({ isHidden: false });
    await clock.pass(50);
    assert.isUndefined(unfinished.end);
    await clock.pass(100);
    assert.equal(codeOf(unfinished.end), 'timeout');
  });

  it('throws the reason of its signal, without a request if the signal has already aborted', async () => {
    const service = new ScriptedService(clock, 1);
    const reason = new Error('enough');
    const early = follow({ signal: AbortSignal.abort(reason) });
    await clock.pass(1000);
    assert.equal(early.end, reason);
    assert.isEmpty(service.requests);

    const controller = new AbortController();
    service.react('hang');
    const late = follow({ signal: controller.signal });
    await clock.pass(1000);
    controller.abort(reason);
    await clock.pass(0);
    assert.equal(late.end, reason);
    assert.isTrue(service.requests[0]?.init.signal?.aborted);
    assert.equal(clock.timers, 0);
  });

  it('sends requests over plain http without the licence', async () => {
    const service = new ScriptedService(clock, { http: 401 });
    const result = follow({ server: 'http://lan.example', license: 'secret-guid' });
    await clock.pass(0);
    assert.deepEqual(service.requests[0]?.init.headers, { Accept: 'application/json' });
    assert.equal(codeOf(result.end), 'unauthorized');
    assert.include(String(result.end), 'not sent, because `server` uses plain http');
  });

  it('keeps the licence out of every error and its cause', async () => {
    const license = 'c0ffee00-secret';
    for (const reaction of [{ http: 401 }, { http: 400 }, { http: 404 }, new TypeError('x')]) {
      new ScriptedService(clock, reaction);
      const result = follow({ license, timeout: 30_000 });
      await clock.pass(31_000);
      for (const error of [result.end, ...result.errors] as JobStatusError[]) {
        const { stack, cause, ...rest } = error;
        assert.notInclude(`${error}${stack}${String(cause)}${JSON.stringify(rest)}`, license);
      }
    }
  });

  it('sends no request before the first next(), and leaves no timer after return()', async () => {
    const service = new ScriptedService(clock, 1);
    const job = watchJob({ server, token: 'left' });
    await clock.pass(1000);
    assert.isEmpty(service.requests);
    const first = job.next();
    await clock.pass(0);
    assert.propertyVal((await first).value, 'state', 'queued');
    await job.return();
    await clock.pass(0);
    assert.equal(clock.timers, 0);
  });

  it('throws final errors, and calls onError only with temporary ones', async () => {
    const service = new ScriptedService(clock, new TypeError());
    const result = follow();
    await clock.pass(5000);
    service.react({ http: 400 });
    await clock.pass(30_000);
    assert.deepEqual(result.errors.map(codeOf), ['unreachable']);
    assert.equal(codeOf(result.end), 'rejected');
  });

  it('shortens each pause by a random jitter, to avoid polling in step', async () => {
    const service = new ScriptedService(clock, 8);
    clock.random = 1;
    follow();
    await clock.pass(3000);
    assert.equal(service.gaps[1], 760);
  });

  it('keeps every status for a slow loop', async () => {
    new ScriptedService(clock, 1, 2, 8, 6);
    const job = watchJob({ server, token: 'slow loop' });
    const states: string[] = [];
    await Promise.all([job.next(), clock.pass(30_000)]);
    for await (const { state } of job) states.push(state);
    assert.deepEqual(states, ['starting', 'printing', 'completed']);
  });

  it('ends immediately if return() is called while next() waits', async () => {
    new ScriptedService(clock, 1);
    const job = watchJob({ server, token: 'ended' });
    await Promise.all([job.next(), clock.pass(0)]);
    const waiting = job.next();
    await job.return();
    assert.isTrue((await waiting).done);
    await clock.pass(0);
    assert.equal(clock.timers, 0);
  });

  it('polls an unknown job for another 5 s if it was last polled long ago', async () => {
    const service = new ScriptedService(clock, { http: 404 });
    const controller = new AbortController();
    follow({ token: 'anew', signal: controller.signal });
    await clock.pass(100);
    controller.abort();
    await clock.pass(3_600_000);
    service.react({ http: 404 }, 6);
    const late = follow({ token: 'anew' });
    await clock.pass(4000);
    assert.equal(late.end, 'returned');
  });

  for (const bad of [{ server: 'nowhere' }, { server: '' }, { token: '' }, { token: '..' }]) {
    it(`throws an address error for ${JSON.stringify(bad)}`, async () => {
      const service = new ScriptedService(clock, 1);
      const result = follow(bad);
      await clock.pass(0);
      assert.equal(codeOf(result.end), 'address');
      assert.isEmpty(service.requests);
    });
  }

  it('continues if onError throws, and leaves that error uncaught', async () => {
    const service = new ScriptedService(clock, 1, new TypeError());
    const { onerror } = window;
    const uncaught: unknown[] = [];
    window.onerror = (event) => {
      uncaught.push(event);
      return true;
    };
    const result = follow({
      onError: () => {
        throw new Error('of the app');
      },
    });
    await clock.pass(10_000);
    window.onerror = onerror;
    assert.lengthOf(uncaught, 1);
    service.react(6);
    await clock.pass(60_000);
    assert.equal(result.end, 'returned');
  });
});

describe('the next poll', () => {
  /** Lets time pass. Returns the times of all requests but the first. */
  async function laterTimes(service: ScriptedService, ms: number): Promise<number[]> {
    await clock.pass(ms);
    return service.times.slice(1);
  }

  it('waits while the page is prerendered, even if a Retry-After is over', async () => {
    const headers = { 'Retry-After': '20' };
    const service = new ScriptedService(clock, { http: 503, headers }, 6);
    follow();
    await clock.pass(1000);
    await clock.change({ isPrerendered: true });
    assert.isEmpty(await laterTimes(service, 60_000));
    await clock.change({ isPrerendered: false });
    assert.deepEqual(await laterTimes(service, 0), [61_000]);
  });

  it('waits for a Retry-After that is longer than the back-off', async () => {
    clock.random = 1;
    const headers = { 'Retry-After': '7' };
    const service = new ScriptedService(clock, { http: 503, headers }, 6);
    follow();
    assert.deepEqual(await laterTimes(service, 60_000), [7000]);
  });

  it('waits for a Retry-After that is longer than the pause of a hidden page', async () => {
    const headers = { 'Retry-After': '90' };
    const service = new ScriptedService(clock, { http: 503, headers }, 6);
    clock.isHidden = true;
    follow();
    assert.deepEqual(await laterTimes(service, 200_000), [90_000]);
  });

  it('waits for a Retry-After for at most 5 min', async () => {
    const headers = { 'Retry-After': '4000' };
    const service = new ScriptedService(clock, { http: 429, headers }, 6);
    follow();
    assert.deepEqual(await laterTimes(service, 4_000_000), [300_000]);
  });

  it('waits for the Retry-After of a successful response, even with the first request of a job', async () => {
    const headers = { 'Retry-After': '30' };
    const service = new ScriptedService(clock, { http: 200, headers, body: '{"status":1}' }, 6);
    follow();
    await clock.pass(10);
    follow();
    assert.deepEqual(await laterTimes(service, 29_980), []);
    assert.lengthOf(await laterTimes(service, 200), 2);
  });

  it('waits for the pause of a hidden page that is longer than the back-off', async () => {
    const service = new ScriptedService(clock, new TypeError());
    clock.isHidden = true;
    follow();
    assert.deepEqual(await laterTimes(service, 130_000), [60_000, 120_000]);
  });

  it('waits for a back-off that is longer than the interval', async () => {
    clock.random = 1;
    const service = new ScriptedService(clock, new TypeError());
    follow({ interval: 100 });
    assert.deepEqual(await laterTimes(service, 7500), [1000, 3000, 7000]);
  });

  it('waits for an interval that is longer than the back-off', async () => {
    const service = new ScriptedService(clock, new TypeError());
    follow({ interval: 5000 });
    assert.deepEqual((await laterTimes(service, 21_000)).slice(0, 3), [5000, 10_000, 15_000]);
  });

  it('waits for the pause of a hidden page that is longer than the interval', async () => {
    const service = new ScriptedService(clock, 1);
    clock.isHidden = true;
    follow({ interval: 1000 });
    assert.deepEqual(await laterTimes(service, 61_000), [60_000]);
  });
});

describe('the watchJob() calls of a page', () => {
  it('share their requests if they poll the same job', async () => {
    const service = new ScriptedService(clock, 1, 2, 6);
    const both = [
      follow({ token: 'shared' }),
      follow({ token: 'shared', server: `${server}/api/` }),
    ];
    await clock.pass(10_000);
    for (const { states, end } of both) {
      assert.deepEqual(states, ['queued', 'starting', 'completed']);
      assert.equal(end, 'returned');
    }
    assert.lengthOf(service.requests, 3);
  });

  it('share the last status immediately with a call that joins later', async () => {
    const service = new ScriptedService(clock, 1);
    follow({ token: 'late', interval: 5000 });
    await clock.pass(1000);
    const late = follow({ token: 'late', interval: 5000 });
    await clock.pass(0);
    assert.deepEqual(late.states, ['queued']);
    assert.lengthOf(service.requests, 1);
  });

  it('poll at the shortest interval that one of them sets', async () => {
    const service = new ScriptedService(clock, 1);
    follow({ token: 'pace', interval: 9000 });
    follow({ token: 'pace', interval: 2000 });
    await clock.pass(9000);
    assert.deepEqual(service.times, [0, 2000, 4000, 6000, 8000]);
  });

  it('poll at the adaptive pace if one of them sets no interval and another a longer one', async () => {
    const service = new ScriptedService(clock, 1);
    follow({ token: 'paces', interval: 60_000 });
    follow({ token: 'paces' });
    await clock.pass(60_000);
    assert.isAtMost(Math.max(...service.gaps), 10_000);
  });

  it('keep the normal pace in the background if one of them requires it', async () => {
    const service = new ScriptedService(clock, 8);
    clock.isHidden = true;
    follow({ token: 'background' });
    follow({ token: 'background', background: true });
    await clock.pass(10_000);
    assert.isAbove(service.requests.length, 5);
  });

  it('have a timeout each', async () => {
    new ScriptedService(clock, 1);
    const patient = follow({ token: 'times', timeout: 60_000 });
    const hasty = follow({ token: 'times', timeout: 5000 });
    await clock.pass(6000);
    assert.equal(codeOf(hasty.end), 'timeout');
    assert.isUndefined(patient.end);
    const late = follow({ token: 'times', timeout: 5000 });
    await clock.pass(4000);
    assert.isUndefined(late.end);
    await clock.pass(1000);
    assert.equal(codeOf(late.end), 'timeout');
  });

  it('send separate requests to the printPdf and the printHtml endpoint', async () => {
    const service = new ScriptedService(clock, 1);
    follow({ token: 'twins' });
    follow({ token: 'twins', api: 'printHtml' });
    await clock.pass(0);
    assert.lengthOf(service.requests, 2);
  });

  it('remember a failed job, with its error', async () => {
    const service = new ScriptedService(clock, { status: -1, message: 'No paper' });
    follow({ token: 'failed' });
    await clock.pass(0);
    const again = follow({ token: 'failed' });
    await clock.pass(0);
    assert.deepEqual(again.states, ['failed']);
    assert.equal(codeOf(again.end), 'failed');
    assert.lengthOf(service.requests, 1);
  });

  it('remember a completed job, and do not poll it again', async () => {
    const service = new ScriptedService(clock, 6);
    follow({ token: 'over' });
    await clock.pass(0);
    service.react({ http: 404 });
    const again = follow({ token: 'over' });
    await clock.pass(10_000);
    assert.deepEqual(again.states, ['completed']);
    assert.equal(again.end, 'returned');
    assert.lengthOf(service.requests, 1);
  });

  it('remember the last thousand jobs that ended', async () => {
    const service = new ScriptedService(clock, 6);
    for (let job = 0; job <= 1000; job++) follow({ token: `end-${job}` });
    await clock.pass(1_000_000);
    assert.lengthOf(service.requests, 1001);
    const tokens = service.requests.map(({ url }) => url.split('/').at(-1) ?? '');
    const [first = '', second = ''] = tokens;
    follow({ token: second });
    follow({ token: first });
    await clock.pass(0);
    assert.deepEqual(
      service.requests.slice(1001).map(({ url }) => url.split('/').at(-1)),
      [first],
    );
  });

  it('send separate requests with another licence or another fetch function', async () => {
    const service = new ScriptedService(clock, 1);
    follow({ token: 'own' });
    follow({ token: 'own', license: 'x' });
    follow({ token: 'own', fetch: (url, init) => service.fetch(url, init) });
    await clock.pass(500);
    assert.lengthOf(service.requests, 3);
  });

  it('continue if one of them is aborted', async () => {
    const service = new ScriptedService(clock, 'hang');
    const controller = new AbortController();
    follow({ token: 'stays' });
    follow({ token: 'stays', signal: controller.signal });
    await clock.pass(0);
    controller.abort();
    await clock.pass(0);
    assert.isFalse(service.requests[0]?.init.signal?.aborted);
  });

  it('send a server at most four concurrent requests, and ten per second', async () => {
    const service = new ScriptedService(clock, 8);
    service.latency = 50;
    const variants: Partial<WatchOptions>[] = [
      {},
      { license: 'x' },
      { api: 'printHtml' },
      { server: `${server}/prefix` },
    ];
    for (let job = 0; job < 200; job++) follow({ interval: 100, ...variants[job % 4] });
    await clock.pass(60_000);
    assert.equal(service.mostInFlight, 4);
    const polls = new Map<string, number>();
    const later = service.requests.filter(({ url }) => {
      polls.set(url, (polls.get(url) ?? 0) + 1);
      return (polls.get(url) ?? 0) > 1;
    });
    later.slice(10).forEach(({ at }, index) => {
      assert.isAtLeast(at - (later[index]?.at ?? 0), 1000);
    });
    assert.equal(polls.size, 200);
    assert.isAtLeast(Math.min(...polls.values()), 2, 'every job is polled again');
  });

  it('send the next request as soon as those in flight are aborted', async () => {
    const service = new ScriptedService(clock, 'hang');
    const controller = new AbortController();
    for (let job = 0; job < 4; job++) follow({ signal: controller.signal });
    await clock.pass(10);
    const fifth = follow();
    await clock.pass(10);
    assert.lengthOf(service.requests, 4);
    service.react(6);
    controller.abort();
    await clock.pass(10);
    assert.equal(fifth.end, 'returned');
  });

  it('abort a request in flight even if its job is forgotten in the same task', async () => {
    const service = new ScriptedService(clock, 'hang');
    const controller = new AbortController();
    for (let job = 0; job < 4; job++) follow({ signal: controller.signal });
    await clock.pass(10);
    for (let job = 0; job < 1100; job++) follow({ signal: controller.signal });
    controller.abort();
    service.react(6);
    const next = follow();
    await clock.pass(10);
    assert.equal(next.end, 'returned');
    assert.isTrue(service.requests.slice(0, 4).every(({ init }) => init.signal?.aborted));
  });

  it('do not delay each other if they poll different servers', async () => {
    const service = new ScriptedService(clock, 1);
    const tokens = Array.from({ length: 40 }, (_, job) => `one-${job}`);
    for (const token of tokens) follow({ token });
    await clock.pass(50);
    for (const token of tokens) follow({ token, server: 'https://other.example' });
    await clock.pass(5000);
    service.requests.length = 0;
    await clock.pass(20_000);
    assert.lengthOf(new Set(service.requests.map(({ url }) => url)), 80);
  });

  it('remember a completed job for every licence that it was polled with', async () => {
    const service = new ScriptedService(clock, 1);
    const controller = new AbortController();
    follow({ token: 'ended' });
    follow({ token: 'ended', license: 'x', signal: controller.signal });
    await clock.pass(500);
    controller.abort();
    service.react(6, { http: 404 });
    await clock.pass(20_000);
    const late = follow({ token: 'ended', license: 'x' });
    await clock.pass(0);
    assert.equal(late.end, 'returned');
  });

  it('still remember the first of a thousand jobs that ended', async () => {
    const service = new ScriptedService(clock, 6);
    follow({ token: 'first of many' });
    for (let job = 1; job < 1000; job++) follow();
    await clock.pass(1000);
    service.react({ http: 404 });
    const again = follow({ token: 'first of many' });
    await clock.pass(10);
    assert.equal(again.end, 'returned');
    assert.lengthOf(service.requests, 1000);
  });

  it('remember a completed job longer than jobs whose polling was aborted', async () => {
    const service = new ScriptedService(clock, 6);
    follow({ token: 'kept' });
    await clock.pass(10);
    service.react(1);
    const controller = new AbortController();
    for (let job = 0; job < 1100; job++) follow({ signal: controller.signal });
    await clock.pass(500);
    controller.abort();
    await clock.pass(10);
    service.react({ http: 404 });
    follow();
    const again = follow({ token: 'kept' });
    await clock.pass(10);
    assert.equal(again.end, 'returned');
  });

  it('poll one server while another does not respond', async () => {
    const service = new ScriptedService(clock, 'hang');
    for (let job = 0; job < 10; job++) follow();
    follow({ server: 'https://other.example' });
    await clock.pass(0);
    assert.lengthOf(service.requests, 5);
  });
});
