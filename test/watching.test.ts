import { assert } from '@open-wc/testing';
import { JobStatusError, type JobStatus, watchJob, type WatchOptions } from '../src/watch-job.js';
import { replacePlatform } from '../src/watching/platform.js';
import { DrivenClock } from './support/driven-clock.mjs';
import { type Act, ScriptedService } from './support/scripted-service.js';

let server: string;
let lastServer = 0;
let lastToken = 0;
let clock: DrivenClock;
let test: AbortController;

beforeEach(() => {
  // What is remembered of other tests' jobs would only take time.
  server = `https://service-${++lastServer}.example`;
  clock = new DrivenClock(replacePlatform);
  test = new AbortController();
});

afterEach(async () => {
  test.abort();
  await clock.end();
});

/** Follows a job to its end, noting what it yields, reports and throws. */
function followed(options: Partial<WatchOptions> = {}) {
  const statuses: JobStatus[] = [];
  const errors: JobStatusError[] = [];
  const notes = {
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
      notes.end = 'returned';
    } catch (error) {
      notes.end = error;
    }
  })();
  return notes;
}

function codeOf(error: unknown): string {
  assert.instanceOf(error, JobStatusError);
  return error.code;
}

describe('watching a job', () => {
  it('yields each changed status once, the final one included, and returns', async () => {
    const service = new ScriptedService(clock, 1, 1, 2, 3, { status: 8, message: 'a' }, 8, 8, 6);
    const notes = followed();
    await clock.pass(60_000);
    assert.deepEqual(notes.states, [
      'queued',
      'starting',
      'downloading',
      'printing',
      'printing',
      'completed',
    ]);
    assert.equal(notes.end, 'returned');
    assert.equal(service.questions.length, 8);
  });

  it('puts the first question at once and the next only after the answer to the last', async () => {
    const service = new ScriptedService(clock, 1);
    service.latency = 3000;
    followed({ interval: 500 });
    await clock.pass(20_000);
    assert.deepEqual(service.times.slice(0, 4), [0, 3500, 7000, 10_500]);
    assert.equal(service.mostInFlight, 1);
  });

  it('leaves no timer when the job is final', async () => {
    new ScriptedService(clock, 1, 6);
    followed({ timeout: 100_000 });
    await clock.pass(500);
    assert.isAbove(clock.timers, 0);
    await clock.pass(10_000);
    assert.equal(clock.timers, 0);
  });

  it('asks quickly at first, more slowly the longer nothing changes, every 10 s at least', async () => {
    const service = new ScriptedService(clock, 1);
    followed();
    await clock.pass(3_600_000);
    const { gaps } = service;
    assert.isAtMost(gaps[0] ?? Infinity, 1000);
    gaps.slice(1).forEach((gap, index) => assert.isAtLeast(gap, gaps[index] ?? 0));
    assert.equal(Math.max(...gaps), 10_000);
  });

  it('asks again within 750 ms of the answer that tells a change, however slow it had become', async () => {
    const service = new ScriptedService(clock, 1);
    service.latency = 200;
    followed();
    await clock.pass(600_000);
    const asked = service.questions.length;
    service.act(8);
    await clock.pass(15_000);
    assert.equal(service.gaps[asked - 1], 10_200);
    assert.isAtMost(service.gaps[asked] ?? Infinity, 950);
  });

  it('is not made quick again by another message alone', async () => {
    const service = new ScriptedService(clock, { status: 1, message: 'a' });
    const notes = followed();
    await clock.pass(600_000);
    const asked = service.questions.length;
    service.act({ status: 1, message: 'b' });
    await clock.pass(30_000);
    assert.deepEqual(
      notes.statuses.map(({ message }) => message),
      ['a', 'b'],
    );
    assert.deepEqual(service.gaps.slice(asked - 1), [10_000, 10_000, 10_000]);
  });

  it('asks at an interval when told to, which is 100 ms at least', async () => {
    const service = new ScriptedService(clock, 1);
    followed({ interval: 7000 });
    await clock.pass(30_000);
    assert.deepEqual(service.times, [0, 7000, 14_000, 21_000, 28_000]);
    followed({ interval: 1 });
    service.questions.length = 0;
    await clock.pass(350);
    assert.deepEqual(service.gaps, [100, 100, 100]);
  });

  it('throws a failed job as an error, after its status', async () => {
    new ScriptedService(clock, { status: -1, message: 'No such printer' });
    const notes = followed();
    await clock.pass(0);
    assert.deepEqual(notes.states, ['failed']);
    assert.equal(codeOf(notes.end), 'failed');
    assert.include(String(notes.end), 'ItemError');
    const { message, jobStatus, final } = notes.end as JobStatusError;
    assert.include(message, 'No such printer');
    assert.equal(jobStatus, notes.statuses[0] ?? null);
    assert.isTrue(final);
  });

  it('throws a cancelled job as one', async () => {
    new ScriptedService(clock, -2);
    const notes = followed();
    await clock.pass(0);
    assert.equal(codeOf(notes.end), 'abandoned');
  });

  for (const status of [401, 402, 403, 400, 410]) {
    it(`ends at once with ${status}`, async () => {
      const service = new ScriptedService(clock, { http: status });
      const notes = followed();
      await clock.pass(60_000);
      assert.isTrue((notes.end as JobStatusError).final);
      assert.equal(service.questions.length, 1);
      assert.equal(clock.timers, 0);
    });
  }

  it('waits 5 s for a job to become known', async () => {
    const service = new ScriptedService(clock, { http: 404 });
    const notes = followed();
    await clock.pass(4900);
    assert.isUndefined(notes.end);
    await clock.pass(3000);
    assert.equal(codeOf(notes.end), 'unknown-job');
    assert.isAtLeast(service.times.at(-1) ?? 0, 5000);
  });

  it('goes on when the job becomes known in time', async () => {
    new ScriptedService(clock, { http: 404 }, 1, 6);
    const notes = followed();
    await clock.pass(5000);
    assert.deepEqual(notes.states, ['queued', 'completed']);
  });

  it('ends at once with 404 for a job that had been seen', async () => {
    new ScriptedService(clock, 1, { http: 404 });
    const notes = followed();
    await clock.pass(1000);
    assert.equal(codeOf(notes.end), 'unknown-job');
    assert.equal((notes.end as JobStatusError).jobStatus?.state, 'queued');
  });

  const outages: [what: string, code: string, act: Act][] = [
    ['a network fault', 'unreachable', new TypeError('Failed to fetch')],
    ['503', 'unreachable', { http: 503 }],
    ['429', 'unreachable', { http: 429 }],
    ['408', 'unreachable', { http: 408 }],
    ['425', 'unreachable', { http: 425 }],
    ['HTML', 'protocol', { http: 200, body: '<html>' }],
  ];
  for (const [what, code, act] of outages) {
    it(`tells ${what} once, as ${code}, and goes on`, async () => {
      const service = new ScriptedService(clock, 1, act);
      const notes = followed();
      await clock.pass(120_000);
      assert.deepEqual(
        notes.errors.map((error) => error.code),
        [code],
      );
      assert.isFalse(notes.errors[0]?.final);
      assert.equal(notes.errors[0].jobStatus?.state, 'queued');
      assert.isUndefined(notes.end);
      service.act(6);
      await clock.pass(31_000);
      assert.deepEqual(notes.states, ['queued', 'completed']);
    });

    it(`tells ${what} at the third time in a row, but not before 2 s have passed`, async () => {
      const service = new ScriptedService(clock, act);
      const notes = followed();
      await clock.pass(1999);
      assert.equal(service.questions.length, 3);
      assert.isEmpty(notes.errors);
      await clock.pass(1);
      assert.lengthOf(notes.errors, 1);
    });

    it(`tells nothing when ${what} comes twice in a row`, async () => {
      new ScriptedService(clock, 1, act, act, 1, act, act, 6);
      const notes = followed();
      await clock.pass(60_000);
      assert.isEmpty(notes.errors);
      assert.equal(notes.end, 'returned');
    });
  }

  it('backs off after faults: 1, 2, 4 … 30 s, times 0.5 to 1', async () => {
    const service = new ScriptedService(clock, new TypeError());
    clock.random = 0;
    followed();
    await clock.pass(70_000);
    assert.deepEqual(service.gaps, [500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000]);
    service.questions.length = 0;
    clock.random = 1;
    await clock.pass(100_000);
    assert.deepEqual(service.gaps.slice(1), [30_000, 30_000]);
  });

  it('names the address that does not answer, and CORS', async () => {
    new ScriptedService(clock, new TypeError());
    const notes = followed({ token: 'lost' });
    await clock.pass(5000);
    assert.include(notes.errors[0]?.message, `${server}/api/v1/printPdf/status/lost`);
    assert.include(notes.errors[0]?.message, 'CORS');
    assert.instanceOf(notes.errors[0]?.cause, TypeError);
  });

  it('gives up a question after 15 s, also when the fetch does not heed its signal', async () => {
    const service = new ScriptedService(clock, 'hang', 6);
    const notes = followed();
    await clock.pass(14_999);
    assert.equal(service.questions.length, 1);
    await clock.pass(1001);
    assert.equal(notes.end, 'returned');

    const deaf = followed({ fetch: () => new Promise(() => undefined), timeout: 40_000 });
    await clock.pass(60_000);
    assert.equal(codeOf(deaf.end), 'timeout');
    assert.equal(clock.timers, 0);
  });

  it('gives up an answer whose body does not end after 15 s, and takes it for a fault', async () => {
    const given: RequestInit[] = [];
    const endless: WatchOptions['fetch'] = (_url, init) => {
      given.push(init);
      return Promise.resolve(new Response(new ReadableStream()));
    };
    const notes = followed({ fetch: endless });
    await clock.pass(14_999);
    assert.deepEqual(
      given.map(({ signal }) => signal?.aborted),
      [false],
    );
    await clock.pass(1);
    assert.isTrue(given[0]?.signal?.aborted);
    await clock.pass(31_499);
    assert.isEmpty(notes.errors);
    await clock.pass(1);
    assert.deepEqual(notes.errors.map(codeOf), ['unreachable']);
    assert.lengthOf(given, 3);
  });

  it('leaves a service alone for as long as it says', async () => {
    const headers = { 'Retry-After': '20' };
    const service = new ScriptedService(clock, { http: 503, headers }, 1);
    followed();
    followed();
    await clock.pass(19_900);
    assert.deepEqual(service.times, [0, 0]);
    followed({ server: 'https://other.example' });
    await clock.pass(10);
    assert.deepEqual(service.times.slice(2), [19_900], 'another service is asked');
    await clock.pass(190);
    assert.deepEqual(service.times.slice(3), [20_000, 20_100]);
  });

  it('gives up after the timeout, which is counted from the first question', async () => {
    new ScriptedService(clock, 1);
    const notes = followed({ timeout: 30_000 });
    await clock.pass(29_999);
    assert.isUndefined(notes.end);
    await clock.pass(1);
    assert.equal(codeOf(notes.end), 'timeout');
    assert.include(String(notes.end), '30000 ms');
    assert.equal(clock.timers, 0);
  });

  it('asks once more before it gives up when the page was hidden', async () => {
    const service = new ScriptedService(clock, 1);
    clock.isHidden = true;
    const notes = followed({ timeout: 70_000 });
    await clock.pass(100_000);
    assert.isUndefined(notes.end);
    service.act(6);
    await clock.change({ isHidden: false });
    await clock.pass(10);
    assert.equal(notes.end, 'returned');
  });

  it('awaits what it asks after a pause, also when its time is over meanwhile', async () => {
    const service = new ScriptedService(clock, 1);
    clock.isHidden = true;
    const notes = followed({ timeout: 50_000 });
    await clock.pass(49_900);
    service.latency = 500;
    service.act(6);
    await clock.change({ isHidden: false });
    await clock.pass(400);
    assert.isUndefined(notes.end);
    await clock.pass(200);
    assert.equal(notes.end, 'returned');

    service.latency = 0;
    service.act(1);
    clock.isHidden = true;
    const unfinished = followed({ timeout: 50_000, token: 'unfinished' });
    await clock.pass(49_900);
    await clock.change({ isHidden: false });
    await clock.pass(50);
    assert.isUndefined(unfinished.end);
    await clock.pass(100);
    assert.equal(codeOf(unfinished.end), 'timeout');
  });

  it('throws the reason of an abort, before any question if it came before', async () => {
    const service = new ScriptedService(clock, 1);
    const reason = new Error('enough');
    const early = followed({ signal: AbortSignal.abort(reason) });
    await clock.pass(1000);
    assert.equal(early.end, reason);
    assert.isEmpty(service.questions);

    const controller = new AbortController();
    service.act('hang');
    const late = followed({ signal: controller.signal });
    await clock.pass(1000);
    controller.abort(reason);
    await clock.pass(0);
    assert.equal(late.end, reason);
    assert.isTrue(service.questions[0]?.init.signal?.aborted);
    assert.equal(clock.timers, 0);
  });

  it('puts a question without a licence where that would travel over plain http', async () => {
    const service = new ScriptedService(clock, { http: 401 });
    const notes = followed({ server: 'http://lan.example', license: 'secret-guid' });
    await clock.pass(0);
    assert.deepEqual(service.questions[0]?.init.headers, { Accept: 'application/json' });
    assert.equal(codeOf(notes.end), 'unauthorized');
    assert.include(String(notes.end), 'not sent, because `server` uses plain http');
  });

  it('keeps the licence out of each error and its cause', async () => {
    const license = 'c0ffee00-secret';
    for (const act of [{ http: 401 }, { http: 400 }, { http: 404 }, new TypeError('x')]) {
      new ScriptedService(clock, act);
      const notes = followed({ license, timeout: 30_000 });
      await clock.pass(31_000);
      for (const error of [notes.end, ...notes.errors] as JobStatusError[]) {
        const { stack, cause, ...rest } = error;
        assert.notInclude(`${error}${stack}${String(cause)}${JSON.stringify(rest)}`, license);
      }
    }
  });

  it('asks nothing before the first next(), and lets go when the loop is left', async () => {
    const service = new ScriptedService(clock, 1);
    const job = watchJob({ server, token: 'left' });
    await clock.pass(1000);
    assert.isEmpty(service.questions);
    const first = job.next();
    await clock.pass(0);
    assert.propertyVal((await first).value, 'state', 'queued');
    await job.return();
    await clock.pass(0);
    assert.equal(clock.timers, 0);
  });

  it('throws what is final, and calls onError with all else alone', async () => {
    const service = new ScriptedService(clock, new TypeError());
    const notes = followed();
    await clock.pass(5000);
    service.act({ http: 400 });
    await clock.pass(30_000);
    assert.deepEqual(notes.errors.map(codeOf), ['unreachable']);
    assert.equal(codeOf(notes.end), 'rejected');
  });

  it('asks a little sooner by chance, so that those who began together part', async () => {
    const service = new ScriptedService(clock, 8);
    clock.random = 1;
    followed();
    await clock.pass(3000);
    assert.equal(service.gaps[1], 750 * 0.95);
  });

  it('keeps each status for a loop that takes its time', async () => {
    new ScriptedService(clock, 1, 2, 8, 6);
    const job = watchJob({ server, token: 'slow loop' });
    const states: string[] = [];
    await Promise.all([job.next(), clock.pass(30_000)]);
    for await (const { state } of job) states.push(state);
    assert.deepEqual(states, ['starting', 'printing', 'completed']);
  });

  it('lets go at once when it is ended while it waits', async () => {
    new ScriptedService(clock, 1);
    const job = watchJob({ server, token: 'ended' });
    await Promise.all([job.next(), clock.pass(0)]);
    const waiting = job.next();
    await job.return();
    assert.isTrue((await waiting).done);
    await clock.pass(0);
    assert.equal(clock.timers, 0);
  });

  it('gives a job that was asked about long ago its 5 s again', async () => {
    const service = new ScriptedService(clock, { http: 404 });
    const left = new AbortController();
    followed({ token: 'anew', signal: left.signal });
    await clock.pass(100);
    left.abort();
    await clock.pass(3_600_000);
    service.act({ http: 404 }, 6);
    const late = followed({ token: 'anew' });
    await clock.pass(4000);
    assert.equal(late.end, 'returned');
  });

  for (const bad of [{ server: 'nowhere' }, { server: '' }, { token: '' }, { token: '..' }]) {
    it(`throws an address error for ${JSON.stringify(bad)}`, async () => {
      const service = new ScriptedService(clock, 1);
      const notes = followed(bad);
      await clock.pass(0);
      assert.equal(codeOf(notes.end), 'address');
      assert.isEmpty(service.questions);
    });
  }

  it('is not ended by a fault in onError', async () => {
    new ScriptedService(clock, 1, new TypeError());
    const uncaught = new Promise<Event>((resolve) => {
      const { onerror } = window;
      window.onerror = (event) => {
        window.onerror = onerror;
        resolve(event as Event);
        return true;
      };
    });
    const notes = followed({
      onError: () => {
        throw new Error('of the app');
      },
    });
    await clock.pass(10_000);
    await uncaught;
    assert.isUndefined(notes.end);
  });
});

describe('what may hold a question longer, strongest first', () => {
  /** When the questions after the first were put. */
  async function later(service: ScriptedService, ms: number): Promise<number[]> {
    await clock.pass(ms);
    return service.times.slice(1);
  }

  it('is a page that may not ask, more than a Retry-After that is over', async () => {
    const headers = { 'Retry-After': '20' };
    const service = new ScriptedService(clock, { http: 503, headers }, 6);
    followed();
    await clock.pass(1000);
    await clock.change({ isPrerendered: true });
    assert.isEmpty(await later(service, 60_000));
    await clock.change({ isPrerendered: false });
    assert.deepEqual(await later(service, 0), [61_000]);
  });

  it('is a Retry-After, more than a back-off', async () => {
    clock.random = 1;
    const headers = { 'Retry-After': '7' };
    const service = new ScriptedService(clock, { http: 503, headers }, 6);
    followed();
    assert.deepEqual(await later(service, 60_000), [7000]);
  });

  it('is a Retry-After, more than a hidden page', async () => {
    const headers = { 'Retry-After': '90' };
    const service = new ScriptedService(clock, { http: 503, headers }, 6);
    clock.isHidden = true;
    followed();
    assert.deepEqual(await later(service, 200_000), [90_000]);
  });

  it('is a Retry-After, which is not followed for longer than 5 min', async () => {
    const headers = { 'Retry-After': '4000' };
    const service = new ScriptedService(clock, { http: 429, headers }, 6);
    followed();
    assert.deepEqual(await later(service, 4_000_000), [300_000]);
  });

  it('is a Retry-After, also of a good answer and for a job of its first question', async () => {
    const headers = { 'Retry-After': '30' };
    const service = new ScriptedService(clock, { http: 200, headers, body: '{"status":1}' }, 6);
    followed();
    await clock.pass(10);
    followed();
    assert.deepEqual(await later(service, 29_980), []);
    assert.lengthOf(await later(service, 200), 2);
  });

  it('is a hidden page, more than a back-off', async () => {
    const service = new ScriptedService(clock, new TypeError());
    clock.isHidden = true;
    followed();
    assert.deepEqual(await later(service, 130_000), [60_000, 120_000]);
  });

  it('is a back-off, more than an interval', async () => {
    clock.random = 1;
    const service = new ScriptedService(clock, new TypeError());
    followed({ interval: 100 });
    assert.deepEqual(await later(service, 7500), [1000, 3000, 7000]);
  });

  it('is an interval that is longer than a back-off', async () => {
    const service = new ScriptedService(clock, new TypeError());
    followed({ interval: 5000 });
    assert.deepEqual((await later(service, 21_000)).slice(0, 3), [5000, 10_000, 15_000]);
  });

  it('is a hidden page, more than an interval', async () => {
    const service = new ScriptedService(clock, 1);
    clock.isHidden = true;
    followed({ interval: 1000 });
    assert.deepEqual(await later(service, 61_000), [60_000]);
  });
});

describe('the watches of a page', () => {
  it('ask once for all who watch the same job', async () => {
    const service = new ScriptedService(clock, 1, 2, 6);
    const both = [
      followed({ token: 'shared' }),
      followed({ token: 'shared', server: `${server}/api/` }),
    ];
    await clock.pass(10_000);
    for (const { states, end } of both) {
      assert.deepEqual(states, ['queued', 'starting', 'completed']);
      assert.equal(end, 'returned');
    }
    assert.lengthOf(service.questions, 3);
  });

  it('give a latecomer the last status at once', async () => {
    const service = new ScriptedService(clock, 1);
    followed({ token: 'late', interval: 5000 });
    await clock.pass(1000);
    const late = followed({ token: 'late', interval: 5000 });
    await clock.pass(0);
    assert.deepEqual(late.states, ['queued']);
    assert.lengthOf(service.questions, 1);
  });

  it('ask at the quickest pace that anyone wants', async () => {
    const service = new ScriptedService(clock, 1);
    followed({ token: 'pace', interval: 9000 });
    followed({ token: 'pace', interval: 2000 });
    await clock.pass(9000);
    assert.deepEqual(service.times, [0, 2000, 4000, 6000, 8000]);
  });

  it('keep to the quickest pace that anyone wants, which may be the adaptive one', async () => {
    const service = new ScriptedService(clock, 1);
    followed({ token: 'paces', interval: 60_000 });
    followed({ token: 'paces' });
    await clock.pass(60_000);
    assert.isAtMost(Math.max(...service.gaps), 10_000);
  });

  it('keep the usual pace in the background if anyone wants that', async () => {
    const service = new ScriptedService(clock, 8);
    clock.isHidden = true;
    followed({ token: 'background' });
    followed({ token: 'background', background: true });
    await clock.pass(10_000);
    assert.isAbove(service.questions.length, 5);
  });

  it('have each its own timeout', async () => {
    new ScriptedService(clock, 1);
    const patient = followed({ token: 'times', timeout: 60_000 });
    const hasty = followed({ token: 'times', timeout: 5000 });
    await clock.pass(6000);
    assert.equal(codeOf(hasty.end), 'timeout');
    assert.isUndefined(patient.end);
    const late = followed({ token: 'times', timeout: 5000 });
    await clock.pass(4000);
    assert.isUndefined(late.end);
    await clock.pass(1000);
    assert.equal(codeOf(late.end), 'timeout');
  });

  it('are two for the twin endpoints', async () => {
    const service = new ScriptedService(clock, 1);
    followed({ token: 'twins' });
    followed({ token: 'twins', api: 'printHtml' });
    await clock.pass(0);
    assert.lengthOf(service.questions, 2);
  });

  it('remember a failed end as well, with its error', async () => {
    const service = new ScriptedService(clock, { status: -1, message: 'No paper' });
    followed({ token: 'failed' });
    await clock.pass(0);
    const again = followed({ token: 'failed' });
    await clock.pass(0);
    assert.deepEqual(again.states, ['failed']);
    assert.equal(codeOf(again.end), 'failed');
    assert.lengthOf(service.questions, 1);
  });

  it('remember an end, and ask no more for that job', async () => {
    const service = new ScriptedService(clock, 6);
    followed({ token: 'over' });
    await clock.pass(0);
    service.act({ http: 404 });
    const again = followed({ token: 'over' });
    await clock.pass(10_000);
    assert.deepEqual(again.states, ['completed']);
    assert.equal(again.end, 'returned');
    assert.lengthOf(service.questions, 1);
  });

  it('remember a thousand ends', async () => {
    const service = new ScriptedService(clock, 6);
    for (let job = 0; job <= 1000; job++) followed({ token: `end-${job}` });
    await clock.pass(1_000_000);
    assert.lengthOf(service.questions, 1001);
    const tokens = service.questions.map(({ url }) => url.split('/').at(-1) ?? '');
    const [first = '', second = ''] = tokens;
    followed({ token: second });
    followed({ token: first });
    await clock.pass(0);
    assert.deepEqual(
      service.questions.slice(1001).map(({ url }) => url.split('/').at(-1)),
      [first],
    );
  });

  it('keep to themselves what has another licence or another fetch', async () => {
    const service = new ScriptedService(clock, 1);
    followed({ token: 'own' });
    followed({ token: 'own', license: 'x' });
    followed({ token: 'own', fetch: (url, init) => service.fetch(url, init) });
    await clock.pass(500);
    assert.lengthOf(service.questions, 3);
  });

  it('go on for one when another leaves', async () => {
    const service = new ScriptedService(clock, 'hang');
    const controller = new AbortController();
    followed({ token: 'stays' });
    followed({ token: 'stays', signal: controller.signal });
    await clock.pass(0);
    controller.abort();
    await clock.pass(0);
    assert.isFalse(service.questions[0]?.init.signal?.aborted);
  });

  it('have four questions in flight to a server at most, and ten a second', async () => {
    const service = new ScriptedService(clock, 8);
    service.latency = 50;
    const ways: Partial<WatchOptions>[] = [
      {},
      { license: 'x' },
      { api: 'printHtml' },
      { server: `${server}/prefix` },
    ];
    for (let job = 0; job < 200; job++) followed({ interval: 100, ...ways[job % 4] });
    await clock.pass(60_000);
    assert.equal(service.mostInFlight, 4);
    const asked = new Map<string, number>();
    const later = service.questions.filter(({ url }) => {
      asked.set(url, (asked.get(url) ?? 0) + 1);
      return (asked.get(url) ?? 0) > 1;
    });
    later.slice(10).forEach(({ at }, index) => {
      assert.isAtLeast(at - (later[index]?.at ?? 0), 1000);
    });
    assert.equal(asked.size, 200);
    assert.isAtLeast(Math.min(...asked.values()), 2, 'none starves');
  });

  it('ask the next one as soon as those that are asked about are left', async () => {
    const service = new ScriptedService(clock, 'hang');
    const left = new AbortController();
    for (let job = 0; job < 4; job++) followed({ signal: left.signal });
    await clock.pass(10);
    const fifth = followed();
    await clock.pass(10);
    assert.lengthOf(service.questions, 4);
    service.act(6);
    left.abort();
    await clock.pass(10);
    assert.equal(fifth.end, 'returned');
  });

  it('free the server of a question though its job is forgotten in the same task', async () => {
    const service = new ScriptedService(clock, 'hang');
    const left = new AbortController();
    for (let job = 0; job < 4; job++) followed({ signal: left.signal });
    await clock.pass(10);
    for (let job = 0; job < 1100; job++) followed({ signal: left.signal });
    left.abort();
    service.act(6);
    const next = followed();
    await clock.pass(10);
    assert.equal(next.end, 'returned');
    assert.isTrue(service.questions.slice(0, 4).every(({ init }) => init.signal?.aborted));
  });

  it('do not stand in the way of those of another server', async () => {
    const service = new ScriptedService(clock, 1);
    const one = Array.from({ length: 40 }, (_, job) => `one-${job}`);
    for (const token of one) followed({ token });
    await clock.pass(50);
    for (const token of one) followed({ token, server: 'https://other.example' });
    await clock.pass(5000);
    service.questions.length = 0;
    await clock.pass(20_000);
    assert.lengthOf(new Set(service.questions.map(({ url }) => url)), 80);
  });

  it('remember an end, whoever else has asked about the job', async () => {
    const service = new ScriptedService(clock, 1);
    const left = new AbortController();
    followed({ token: 'ended' });
    followed({ token: 'ended', license: 'x', signal: left.signal });
    await clock.pass(500);
    left.abort();
    service.act(6, { http: 404 });
    await clock.pass(20_000);
    const late = followed({ token: 'ended', license: 'x' });
    await clock.pass(0);
    assert.equal(late.end, 'returned');
  });

  it('remember the ends of a thousand jobs', async () => {
    const service = new ScriptedService(clock, 6);
    followed({ token: 'first of many' });
    for (let job = 1; job < 1000; job++) followed();
    await clock.pass(1000);
    service.act({ http: 404 });
    const again = followed({ token: 'first of many' });
    await clock.pass(10);
    assert.equal(again.end, 'returned');
    assert.lengthOf(service.questions, 1000);
  });

  it('remember an end longer than jobs that were left without one', async () => {
    const service = new ScriptedService(clock, 6);
    followed({ token: 'kept' });
    await clock.pass(10);
    service.act(1);
    const left = new AbortController();
    for (let job = 0; job < 1100; job++) followed({ signal: left.signal });
    await clock.pass(500);
    left.abort();
    await clock.pass(10);
    service.act({ http: 404 });
    followed();
    const again = followed({ token: 'kept' });
    await clock.pass(10);
    assert.equal(again.end, 'returned');
  });

  it('ask another server meanwhile', async () => {
    const service = new ScriptedService(clock, 'hang');
    for (let job = 0; job < 10; job++) followed();
    followed({ server: 'https://other.example' });
    await clock.pass(0);
    assert.lengthOf(service.questions, 5);
  });
});
