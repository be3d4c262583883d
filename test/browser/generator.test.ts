import { assert } from '@open-wc/testing';
import { replacePlatform } from '../../src/polling/platform.js';
import { type JobStatus, watchJob } from '../../src/watch-job.js';
import { DrivenClock } from '../support/driven-clock.js';
import { ScriptedService } from './support/scripted-service.js';

const server = 'https://generators.example';
const reason = new Error('The app has changed its mind.');
let lastToken = 0;
let clock: DrivenClock;
let service: ScriptedService;

/** A generator that nothing has been read from. */
function newJob(signal?: AbortSignal): AsyncGenerator<JobStatus, void, undefined> {
  return watchJob({ server, token: `generator-${++lastToken}`, signal });
}

/** How a promise has been settled: the state of a job, `done`, or what it was rejected with. */
async function outcomeOf(promise: Promise<IteratorResult<JobStatus, void>>): Promise<unknown> {
  try {
    const { done, value } = await promise;
    return done ? 'done' : value.state;
  } catch (error) {
    return error;
  }
}

beforeEach(() => {
  clock = new DrivenClock(replacePlatform);
  service = new ScriptedService(clock, 1, 2, 6);
});

// Fails if a timer is left.
afterEach(() => clock.end());

describe('the generator of watchJob()', () => {
  const endings = {
    'return()': (job: ReturnType<typeof newJob>) => job.return(),
    'throw()': (job: ReturnType<typeof newJob>) => job.throw(reason),
  };
  for (const [name, end] of Object.entries(endings)) {
    const result = name === 'throw()' ? reason : 'done';

    it(`ends by ${name} while a next() is pending, and aborts the request`, async () => {
      service.react('hang');
      const job = newJob();
      const pending = outcomeOf(job.next());
      await clock.pass(0);
      const ended = outcomeOf(end(job));
      await clock.pass(0);
      assert.deepEqual([await pending, await ended], ['done', result]);
      assert.isTrue(service.requests[0]?.init.signal?.aborted);
      assert.equal(await outcomeOf(job.next()), 'done');
    });

    it(`ends by ${name} between two statuses`, async () => {
      const job = newJob();
      await Promise.all([job.next(), clock.pass(0)]);
      assert.equal(await outcomeOf(end(job)), result);
      await clock.pass(60_000);
      assert.lengthOf(service.requests, 1);
    });

    it(`ends by ${name} before the first next() without a request`, async () => {
      const job = newJob();
      assert.equal(await outcomeOf(end(job)), result);
      assert.equal(await outcomeOf(job.next()), 'done');
      await clock.pass(60_000);
      assert.isEmpty(service.requests);
    });
  }

  it('settles several pending next() in order', async () => {
    const job = newJob();
    const results = Array.from({ length: 5 }, () => outcomeOf(job.next()));
    await clock.pass(30_000);
    assert.deepEqual(await Promise.all(results), [
      'queued',
      'starting',
      'completed',
      'done',
      'done',
    ]);
  });

  it('rejects one pending next() when its signal aborts, and the others are done', async () => {
    service.react('hang');
    const controller = new AbortController();
    const job = newJob(controller.signal);
    const results = [outcomeOf(job.next()), outcomeOf(job.next())];
    await clock.pass(0);
    controller.abort(reason);
    await clock.pass(0);
    assert.deepEqual(await Promise.all(results), [reason, 'done']);
  });

  it('throws away what it has not yielded when its signal aborts', async () => {
    const controller = new AbortController();
    const job = newJob(controller.signal);
    await Promise.all([job.next(), clock.pass(30_000)]);
    controller.abort(reason);
    assert.equal(await outcomeOf(job.next()), reason);
    assert.equal(await outcomeOf(job.next()), 'done');
  });

  it('rejects if its signal is aborted while it joins', async () => {
    service.react(new TypeError());
    const watched = `generator-${++lastToken}`;
    const first = watchJob({ server, token: watched });
    const pending = outcomeOf(first.next());
    await clock.pass(10_000);
    const controller = new AbortController();
    const onError = () => {
      controller.abort(reason);
    };
    const second = watchJob({ server, token: watched, signal: controller.signal, onError });
    assert.equal(await outcomeOf(second.next()), reason);
    await first.return();
    assert.equal(await pending, 'done');
  });

  it('ends with all others of the same signal', async () => {
    service.react(1);
    const controller = new AbortController();
    const jobs = Array.from({ length: 20 }, () => newJob(controller.signal));
    const firsts = Promise.all(jobs.map((job) => outcomeOf(job.next())));
    await clock.pass(5_000);
    assert.deepEqual(new Set(await firsts), new Set(['queued']));
    await jobs[0]?.return();
    const seconds = jobs.map((job) => outcomeOf(job.next()));
    controller.abort(reason);
    await clock.pass(0);
    const [first, ...others] = await Promise.all(seconds);
    assert.equal(first, 'done');
    assert.deepEqual(new Set(others), new Set([reason]));
  });
});
