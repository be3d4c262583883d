import { assert } from '@open-wc/testing';
import { replacePlatform } from '../../src/polling/platform.js';
import { JobStatusError, watchJob, type WatchOptions } from '../../src/watch-job.js';
import { DrivenClock } from '../support/driven-clock.js';
import { ScriptedService } from './support/scripted-service.js';

const hour = 3_600_000;
const day = 24 * hour;

let lastServer = 0;
let clock: DrivenClock;
let test: AbortController;

/** Follows a job of a service that no other test polls. Returns what it has come to. */
function follow(options: Partial<WatchOptions> = {}): { states: string[]; error?: string } {
  const server = `https://clock-${++lastServer}.example`;
  const result: { states: string[]; error?: string } = { states: [] };
  const job = watchJob({ server, token: 'job', signal: test.signal, ...options });
  void (async () => {
    for await (const { state } of job) result.states.push(state);
  })().catch((error: unknown) => {
    if (error instanceof JobStatusError) result.error = error.code;
  });
  return result;
}

beforeEach(() => {
  clock = new DrivenClock(replacePlatform);
  test = new AbortController();
});

afterEach(async () => {
  test.abort();
  await clock.end();
});

describe('a Retry-After with a date', () => {
  const dateOf = (ms: number): string => new Date(clock.date + ms).toUTCString();

  it('is compared with the date of the response, whatever the date of the page', async () => {
    const service = new ScriptedService(clock, 1);
    const headers = { Date: dateOf(-600_000), 'Retry-After': dateOf(-595_000) };
    service.react({ http: 503, headers }, 6);
    follow();
    await clock.pass(4_999);
    assert.lengthOf(service.requests, 1);
    await clock.pass(1);
    assert.lengthOf(service.requests, 2);
  });

  it('is compared with the date of the page if that of the response is hidden', async () => {
    const service = new ScriptedService(clock, 1);
    service.react({ http: 503, headers: { 'Retry-After': dateOf(5_000) } }, 6);
    follow();
    await clock.pass(60_000);
    // Such a date has no fractions of a second.
    assert.closeTo(service.times[1] ?? NaN, 4_500, 500);
  });
});

describe('a date that is set while a page is open', () => {
  for (const [what, ms] of [
    ['a day ahead', day],
    ['a day back', -day],
  ] as const) {
    it(`${what} ends no job before its timeout`, async () => {
      new ScriptedService(clock, 1);
      const job = follow({ timeout: 600_000 });
      await clock.pass(4_000);
      clock.sleep(ms);
      await clock.pass(595_999);
      assert.isUndefined(job.error);
      await clock.pass(10_001);
      assert.equal(job.error, 'timeout');
    });

    it(`${what} neither stops polling nor makes it faster`, async () => {
      const service = new ScriptedService(clock, 1);
      follow({ interval: 5_000 });
      await clock.pass(20_000);
      clock.sleep(ms);
      await clock.pass(20_000);
      assert.closeTo(service.requests.length, 9, 1);
    });
  }
});

// `performance.now()` goes on during sleep on some systems, and stops on others.
for (const ticksInSleep of [true, false]) {
  describe(`a computer that sleeps, on which the clock ${ticksInSleep ? 'goes on' : 'stops'}`, () => {
    beforeEach(() => {
      clock.ticksInSleep = ticksInSleep;
    });

    it('polls once more before a timeout that passed meanwhile', async () => {
      const service = new ScriptedService(clock, 1);
      const job = follow({ timeout: 600_000 });
      await clock.pass(30_000);
      service.react(6);
      clock.sleep(hour);
      await clock.pass(10_000);
      assert.deepEqual([job.states, job.error], [['queued', 'completed'], undefined]);
    });

    it('polls once more before a timeout that passed while the page was hidden', async () => {
      const service = new ScriptedService(clock, 1);
      const job = follow({ timeout: 600_000, background: true });
      await clock.change({ isHidden: true });
      await clock.pass(30_000);
      service.react(6);
      clock.sleep(hour);
      await clock.pass(10_000);
      assert.deepEqual([job.states, job.error], [['queued', 'completed'], undefined]);
    });

    it('gives a request that was in flight its 15 s again', async () => {
      const service = new ScriptedService(clock, 1);
      follow({ interval: 5_000 });
      service.latency = 1_000;
      await clock.pass(500);
      clock.sleep(hour);
      await clock.pass(1_000);
      assert.isFalse(service.requests[0]?.init.signal?.aborted);
      assert.lengthOf(service.requests, 1);
    });

    it('counts a sleep while the page is hidden as part of a Retry-After', async () => {
      const headers = { 'Retry-After': '300' };
      const service = new ScriptedService(clock, { http: 503, headers }, 6);
      follow();
      await clock.pass(10_000);
      await clock.change({ isHidden: true });
      clock.sleep(hour);
      await clock.pass(10_000);
      await clock.change({ isHidden: false });
      await clock.pass(1_000);
      assert.lengthOf(service.requests, 2);
    });

    it('counts its sleep as part of a Retry-After', async () => {
      const service = new ScriptedService(
        clock,
        { http: 503, headers: { 'Retry-After': '300' } },
        6,
      );
      const job = follow();
      await clock.pass(10_000);
      clock.sleep(hour);
      await clock.change({ isHidden: false });
      await clock.pass(1_000);
      assert.lengthOf(service.requests, 2);
      assert.deepEqual(job.states, ['completed']);
    });
  });
}

// Last in this file, because time would go back for the tests after it.
describe('a page that has put something else in the place of the clock', () => {
  for (const performance of [undefined, {}, { now: 'noon' }]) {
    it(`polls by the date if \`performance\` is ${JSON.stringify(performance)}`, async () => {
      const service = new ScriptedService(clock, 1, 6);
      clock.performance = performance as DrivenClock['performance'];
      const job = follow({ interval: 5_000 });
      await clock.pass(10_000);
      assert.deepEqual(service.times, [0, 5_000]);
      assert.deepEqual(job.states, ['queued', 'completed']);
    });
  }
});
