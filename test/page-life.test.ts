import { assert } from '@open-wc/testing';
import { watchJob } from '../src/watch-job.js';
import { replacePlatform } from '../src/watching/platform.js';
import { DrivenClock } from './support/driven-clock.mjs';
import { ScriptedService } from './support/scripted-service.js';

const server = 'https://service.example';
let lastToken = 0;
let clock: DrivenClock;
let test: AbortController;

/** Watches a job until the test is over, and notes its states; its errors are of no interest. */
function watched(options: { background?: boolean; server?: string } = {}): string[] {
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

describe('the life of a page', () => {
  it('when hidden, asks once a minute, and at once when it is seen again', async () => {
    const service = new ScriptedService(clock, 8);
    clock.isHidden = true;
    watched();
    await clock.pass(150_000);
    assert.deepEqual(service.times, [0, 60_000, 120_000]);
    await clock.change({ isHidden: false });
    await clock.pass(0);
    assert.deepEqual(service.times.slice(3), [150_000]);
  });

  it('when hidden only for a moment, asks at once as well', async () => {
    const service = new ScriptedService(clock, 1);
    watched();
    await clock.pass(300_000);
    const asked = service.questions.length;
    await clock.change({ isHidden: true });
    await clock.pass(1000);
    await clock.change({ isHidden: false });
    await clock.pass(0);
    assert.deepEqual(service.times.slice(asked), [301_000]);
  });

  it('when it flickers, asks no more often than its pace allows at most', async () => {
    const service = new ScriptedService(clock, 1);
    watched();
    for (let turn = 0; turn < 100; turn++) {
      await clock.change({ isHidden: turn % 2 === 0 });
      await clock.pass(20);
    }
    assert.isAtMost(service.questions.length, 5);
  });

  it('when hidden, keeps the usual pace in the background, if wanted', async () => {
    const service = new ScriptedService(clock, 8);
    clock.isHidden = true;
    watched({ background: true });
    await clock.pass(60_000);
    assert.isAbove(service.questions.length, 10);
  });

  it('when offline, asks once a minute, but a service on this computer as usual', async () => {
    const service = new ScriptedService(clock, 8);
    clock.isOnline = false;
    watched();
    watched({ server: 'http://127.0.0.1:41191' });
    await clock.pass(59_000);
    const asked = (origin: string) => service.questions.filter(({ url }) => url.startsWith(origin));
    assert.lengthOf(asked(server), 1);
    assert.isAbove(asked('http://127.0.0.1').length, 10);
    await clock.change({ isOnline: true });
    await clock.pass(0);
    assert.lengthOf(asked(server), 2);
  });

  it('when offline, asks once a minute in the background too', async () => {
    const service = new ScriptedService(clock, 8);
    clock.isOnline = false;
    watched({ background: true });
    await clock.pass(150_000);
    assert.deepEqual(service.times, [0, 60_000, 120_000]);
  });

  it('when it is online again, does not wait for its back-off', async () => {
    const service = new ScriptedService(clock, new TypeError());
    clock.random = 1;
    watched();
    await clock.pass(40_000);
    await clock.change({ isOnline: false });
    await clock.pass(10_000);
    const asked = service.questions.length;
    await clock.change({ isOnline: true });
    await clock.pass(0);
    assert.deepEqual(service.times.slice(asked), [50_000]);
  });

  it('when frozen, asks nothing, and at once when thawed', async () => {
    const service = new ScriptedService(clock, 1);
    watched();
    await clock.pass(600_000);
    const asked = service.questions.length;
    clock.sleep(3_600_000);
    assert.lengthOf(service.questions, asked);
    await clock.change({ isHidden: false });
    await clock.pass(0);
    assert.lengthOf(service.questions, asked + 1);
  });

  it('when frozen during a question, waits for its answer when thawed', async () => {
    const service = new ScriptedService(clock, 8);
    service.latency = 1000;
    const states = watched();
    await clock.pass(500);
    clock.sleep(3_600_000);
    await clock.change({ isHidden: false });
    await clock.pass(600);
    assert.lengthOf(service.questions, 1);
    assert.deepEqual(states, ['printing']);
  });

  it('when rendered ahead, asks nothing before it is shown', async () => {
    const service = new ScriptedService(clock, 8);
    clock.isPrerendered = true;
    watched();
    await clock.pass(60_000);
    assert.isEmpty(service.questions);
    await clock.change({ isPrerendered: false });
    await clock.pass(0);
    assert.deepEqual(service.times, [60_000]);
  });

  it('when opened hidden, puts its first question', async () => {
    const service = new ScriptedService(clock, 8);
    clock.isHidden = true;
    watched();
    await clock.pass(0);
    assert.lengthOf(service.questions, 1);
  });

  it('when the computer has slept, asks as soon as a timer runs', async () => {
    const service = new ScriptedService(clock, 1);
    watched();
    await clock.pass(600_000);
    const last = service.times.at(-1) ?? 0;
    await clock.pass(last + 10_000 - clock.now - 9_000);
    clock.sleep(3_600_000);
    await clock.change({ isHidden: false });
    await clock.pass(0);
    assert.equal(service.times.at(-1), last + 1000);
  });

  it('when hidden, asks no more often for a sleep, a late timer or a glance at the page', async () => {
    const service = new ScriptedService(clock, 8);
    clock.isHidden = true;
    watched();
    await clock.pass(10_000);
    clock.sleep(6000);
    await clock.pass(10_000);
    assert.lengthOf(service.questions, 1);
    await clock.change({ isHidden: false });
    await clock.change({ isHidden: true });
    await clock.pass(20_000);
    assert.isAtMost(service.questions.length, 2);
  });

  it('when hidden, gives up a question in time, though its timers are late', async () => {
    const service = new ScriptedService(clock, 'hang');
    watched();
    await clock.pass(1000);
    await clock.change({ isHidden: true });
    await clock.pass(0);
    clock.sleep(45_000);
    await clock.pass(15_000);
    assert.isTrue(service.questions[0]?.init.signal?.aborted);
  });

  it('when hidden or in an outage, is not hurried by watchers that come and go', async () => {
    for (const [page, act] of [[{ isHidden: true }, 8] as const, [{}, new TypeError()] as const]) {
      const service = new ScriptedService(clock, act);
      await clock.change(page);
      for (let turn = 0; turn < 60; turn++) {
        const left = new AbortController();
        const job = watchJob({ server, token: `turns-${lastToken}`, signal: left.signal });
        void job.next().catch(() => undefined);
        await clock.pass(1000);
        left.abort();
      }
      assert.isAtMost(service.questions.length, 8);
      await clock.change({ isHidden: false });
      lastToken++;
    }
  });

  it('when its user looks away again and again, still gives up a question after 15 s', async () => {
    const service = new ScriptedService(clock, 'hang');
    watched();
    for (let turn = 0; turn < 4; turn++) {
      await clock.pass(10_000);
      await clock.change({ isHidden: true });
      await clock.pass(1000);
      await clock.change({ isHidden: false });
    }
    assert.isAtLeast(service.questions.length, 2);
  });

  it('when shown again offline, asks a service on this computer at once', async () => {
    const service = new ScriptedService(clock, 1);
    clock.isOnline = false;
    watched({ server: 'http://127.0.0.1:41191' });
    await clock.pass(300_000);
    const asked = service.questions.length;
    await clock.change({ isHidden: true });
    await clock.pass(20_000);
    await clock.change({ isHidden: false });
    await clock.pass(0);
    assert.lengthOf(service.questions, asked + 1);
  });

  it('comes back without a burst over the limits', async () => {
    const service = new ScriptedService(clock, 1);
    service.latency = 20;
    for (let job = 0; job < 100; job++) watched();
    await clock.pass(100_000);
    await clock.change({ isHidden: true });
    await clock.pass(100_000);
    const asked = service.questions.length;
    service.mostInFlight = 0;
    await clock.change({ isHidden: false });
    await clock.pass(1000);
    assert.isAtMost(service.questions.length - asked, 21);
    assert.isAtMost(service.mostInFlight, 4);
  });
});

describe('the turns at a server with a thousand jobs', function () {
  this.timeout(60_000);

  let service: ScriptedService;

  beforeEach(async () => {
    service = new ScriptedService(clock, 1);
    service.latency = 10;
    for (let job = 0; job < 1000; job++) watched();
    await clock.pass(10_000);
  });

  it('come to each', async () => {
    await clock.pass(220_000);
    const asked = new Map<string, number>();
    for (const { url } of service.questions) asked.set(url, (asked.get(url) ?? 0) + 1);
    assert.equal(asked.size, 1000);
    assert.isAtLeast(Math.min(...asked.values()), 2);
  });

  it('come first to one that was just added', async () => {
    watched();
    await clock.pass(20);
    assert.equal(service.questions.at(-1)?.url.split('/').at(-1), `life-${lastToken}`);
  });

  it('come soon to one that has just changed', async () => {
    const changed = service.questions.length;
    service.act(8, 1);
    await clock.pass(2000);
    const { url } = service.questions[changed] ?? { url: '' };
    const again = service.questions
      .slice(changed + 1)
      .findIndex((question) => question.url === url);
    assert.isAtLeast(again, 0);
    assert.isAtMost(again, 12);
  });
});
