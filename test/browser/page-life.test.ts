import { assert } from '@open-wc/testing';
import { watchJob } from '../../src/watch-job.js';
import { replacePlatform } from '../../src/polling/platform.js';
import { DrivenClock } from '../support/driven-clock.js';
import { ScriptedService } from './support/scripted-service.js';

const server = 'https://service.example';
let lastToken = 0;
let clock: DrivenClock;
let test: AbortController;

/** Follows a job until the test ends. Returns its states, and ignores its errors. */
function follow(options: { background?: boolean; server?: string } = {}): string[] {
  const job = watchJob({ server, token: `life-${++lastToken}`, signal: test.signal, ...options });
  const states: string[] = [];
  void (async () => {
    for await (const { state } of job) states.push(state);
  })().catch(() => undefined);
  return states;
}

beforeEach(() => {
  clock = new DrivenClock(replacePlatform);
  test = new AbortController();
});

afterEach(async () => {
  test.abort();
  await clock.end();
});

describe('a page', () => {
  it('polls once a minute while hidden, and immediately when it is shown again', async () => {
    const service = new ScriptedService(clock, 8);
    clock.isHidden = true;
    follow();
    await clock.pass(150_000);
    assert.deepEqual(service.times, [0, 60_000, 120_000]);
    await clock.change({ isHidden: false });
    await clock.pass(0);
    assert.deepEqual(service.times.slice(3), [150_000]);
  });

  it('polls immediately when it is shown again after only a moment', async () => {
    const service = new ScriptedService(clock, 1);
    follow();
    await clock.pass(300_000);
    const polls = service.requests.length;
    await clock.change({ isHidden: true });
    await clock.pass(1000);
    await clock.change({ isHidden: false });
    await clock.pass(0);
    assert.deepEqual(service.times.slice(polls), [301_000]);
  });

  it('does not exceed its fastest pace if it is hidden and shown repeatedly', async () => {
    const service = new ScriptedService(clock, 1);
    follow();
    for (let round = 0; round < 100; round++) {
      await clock.change({ isHidden: round % 2 === 0 });
      await clock.pass(20);
    }
    assert.isAtMost(service.requests.length, 5);
  });

  it('keeps the normal pace while hidden if polling in the background is enabled', async () => {
    const service = new ScriptedService(clock, 8);
    clock.isHidden = true;
    follow({ background: true });
    await clock.pass(60_000);
    assert.isAbove(service.requests.length, 10);
  });

  it('polls once a minute while offline, but a service on this computer at the normal pace', async () => {
    const service = new ScriptedService(clock, 8);
    clock.isOnline = false;
    follow();
    follow({ server: 'http://127.0.0.1:41191' });
    await clock.pass(59_000);
    const requestsTo = (origin: string) =>
      service.requests.filter(({ url }) => url.startsWith(origin));
    assert.lengthOf(requestsTo(server), 1);
    assert.isAbove(requestsTo('http://127.0.0.1').length, 10);
    await clock.change({ isOnline: true });
    await clock.pass(0);
    assert.lengthOf(requestsTo(server), 2);
  });

  it('polls once a minute while offline even if polling in the background is enabled', async () => {
    const service = new ScriptedService(clock, 8);
    clock.isOnline = false;
    follow({ background: true });
    await clock.pass(150_000);
    assert.deepEqual(service.times, [0, 60_000, 120_000]);
  });

  it('polls immediately when it is online again, without waiting for the back-off', async () => {
    const service = new ScriptedService(clock, new TypeError());
    clock.random = 1;
    follow();
    await clock.pass(40_000);
    await clock.change({ isOnline: false });
    await clock.pass(10_000);
    const polls = service.requests.length;
    await clock.change({ isOnline: true });
    await clock.pass(0);
    assert.deepEqual(service.times.slice(polls), [50_000]);
  });

  it('does not poll while frozen, and polls immediately when it resumes', async () => {
    const service = new ScriptedService(clock, 1);
    follow();
    await clock.pass(605_000);
    const polls = service.requests.length;
    clock.sleep(3_600_000);
    assert.lengthOf(service.requests, polls);
    await clock.change({ isHidden: false });
    await clock.pass(0);
    assert.lengthOf(service.requests, polls + 1);
  });

  it('waits for the response to its request in flight when it resumes after being frozen', async () => {
    const service = new ScriptedService(clock, 8);
    service.latency = 1000;
    const states = follow();
    await clock.pass(500);
    clock.sleep(3_600_000);
    await clock.change({ isHidden: false });
    await clock.pass(600);
    assert.lengthOf(service.requests, 1);
    assert.deepEqual(states, ['printing']);
  });

  it('does not poll while prerendered, and polls immediately when it is shown', async () => {
    const service = new ScriptedService(clock, 8);
    clock.isPrerendered = true;
    follow();
    await clock.pass(60_000);
    assert.isEmpty(service.requests);
    await clock.change({ isPrerendered: false });
    await clock.pass(0);
    assert.deepEqual(service.times, [60_000]);
  });

  it('sends the first request even if it is hidden from the start', async () => {
    const service = new ScriptedService(clock, 8);
    clock.isHidden = true;
    follow();
    await clock.pass(0);
    assert.lengthOf(service.requests, 1);
  });

  it('polls as soon as a timer runs after the computer has slept', async () => {
    const service = new ScriptedService(clock, 1);
    follow();
    await clock.pass(600_000);
    const last = service.times.at(-1) ?? 0;
    await clock.pass(last + 10_000 - clock.now - 9_000);
    clock.sleep(3_600_000);
    await clock.change({ isHidden: false });
    await clock.pass(0);
    assert.equal(service.times.at(-1), last + 1000);
  });

  it('does not poll more often while hidden after a sleep, a late timer or a brief look at it', async () => {
    const service = new ScriptedService(clock, 8);
    clock.isHidden = true;
    follow();
    await clock.pass(10_000);
    clock.sleep(6000);
    await clock.pass(10_000);
    assert.lengthOf(service.requests, 1);
    await clock.change({ isHidden: false });
    await clock.change({ isHidden: true });
    await clock.pass(20_000);
    assert.isAtMost(service.requests.length, 2);
  });

  it('gives up a request in time while hidden, although its timers are late', async () => {
    const service = new ScriptedService(clock, 'hang');
    // Time goes on, but no timer runs.
    clock.ticksInSleep = true;
    follow();
    await clock.pass(1000);
    await clock.change({ isHidden: true });
    await clock.pass(0);
    clock.sleep(45_000);
    await clock.pass(15_000);
    assert.isTrue(service.requests[0]?.init.signal?.aborted);
  });

  it('polls no sooner in the background because it is hidden', async () => {
    const service = new ScriptedService(clock, 1);
    follow({ background: true });
    await clock.pass(605_000);
    const polls = service.requests.length;
    await clock.change({ isHidden: true });
    await clock.pass(1000);
    assert.lengthOf(service.requests, polls);
  });

  it('does not poll more often while hidden or in an outage if subscribers come and go', async () => {
    for (const [page, reaction] of [
      [{ isHidden: true }, 8] as const,
      [{}, new TypeError()] as const,
    ]) {
      const service = new ScriptedService(clock, reaction);
      await clock.change(page);
      for (let round = 0; round < 60; round++) {
        const controller = new AbortController();
        const job = watchJob({ server, token: `turns-${lastToken}`, signal: controller.signal });
        void job.next().catch(() => undefined);
        await clock.pass(1000);
        controller.abort();
      }
      assert.isAtMost(service.requests.length, 8);
      await clock.change({ isHidden: false });
      lastToken++;
    }
  });

  it('gives up a request after 15 s even if it is hidden and shown again and again', async () => {
    const service = new ScriptedService(clock, 'hang');
    follow();
    for (let round = 0; round < 4; round++) {
      await clock.pass(10_000);
      await clock.change({ isHidden: true });
      await clock.pass(1000);
      await clock.change({ isHidden: false });
    }
    assert.isAtLeast(service.requests.length, 2);
  });

  it('polls a service on this computer immediately when it is shown again while offline', async () => {
    const service = new ScriptedService(clock, 1);
    clock.isOnline = false;
    follow({ server: 'http://127.0.0.1:41191' });
    await clock.pass(300_000);
    const polls = service.requests.length;
    await clock.change({ isHidden: true });
    await clock.pass(20_000);
    await clock.change({ isHidden: false });
    await clock.pass(0);
    assert.lengthOf(service.requests, polls + 1);
  });

  it('stays within the limits when it is shown again', async () => {
    const service = new ScriptedService(clock, 1);
    service.latency = 20;
    for (let job = 0; job < 100; job++) follow();
    await clock.pass(100_000);
    await clock.change({ isHidden: true });
    await clock.pass(100_000);
    const polls = service.requests.length;
    service.mostInFlight = 0;
    await clock.change({ isHidden: false });
    await clock.pass(1000);
    assert.isAtMost(service.requests.length - polls, 21);
    assert.isAtMost(service.mostInFlight, 4);
  });
});

describe('the polling of a thousand jobs of one server', function () {
  this.timeout(60_000);

  let service: ScriptedService;

  beforeEach(async () => {
    service = new ScriptedService(clock, 1);
    service.latency = 10;
    for (let job = 0; job < 1000; job++) follow();
    await clock.pass(10_000);
  });

  it('includes every job', async () => {
    await clock.pass(220_000);
    const polls = new Map<string, number>();
    for (const { url } of service.requests) polls.set(url, (polls.get(url) ?? 0) + 1);
    assert.equal(polls.size, 1000);
    assert.isAtLeast(Math.min(...polls.values()), 2);
  });

  it('begins immediately with a job that was just added', async () => {
    const polls = service.requests.length;
    follow();
    await clock.pass(20);
    assert.equal(service.requests[polls]?.url.split('/').at(-1), `life-${lastToken}`);
  });

  it('returns soon to a job that has just changed', async () => {
    const changed = service.requests.length;
    service.react(8, 1);
    await clock.pass(2000);
    const { url } = service.requests[changed] ?? { url: '' };
    const again = service.requests.slice(changed + 1).findIndex((request) => request.url === url);
    assert.isAtLeast(again, 0);
    assert.isAtMost(again, 12);
  });
});
