import { assert } from '@open-wc/testing';
import { replacePlatform } from '../../src/polling/platform.js';
import { pollers, type Subscription } from '../../src/polling/registry.js';
import type { PollOptions } from '../../src/polling/subscriber.js';
import type { JobStatusError } from '../../src/protocol/job-status-error.js';
import { type JobStatus, parseJobStatus } from '../../src/protocol/job-status.js';
import { statusRequest } from '../../src/protocol/status-request.js';
import { watchJob } from '../../src/watch-job.js';
import { DrivenClock } from '../support/driven-clock.js';
import { ScriptedService } from './support/scripted-service.js';

const token = 'job';

let lastServer = 0;
let server: string;
let clock: DrivenClock;
let service: ScriptedService;
let subscriptions: Subscription[];

/** Subscribes to the job of this test. Returns the subscription, and what its subscriber gets. */
function subscribe(options: PollOptions = {}, license?: string) {
  const statuses: JobStatus[] = [];
  const errors: JobStatusError[] = [];
  const subscriber = {
    onJobStatus: (jobStatus: JobStatus) => statuses.push(jobStatus),
    onError: (error: JobStatusError) => errors.push(error),
    ...options,
  };
  const request = statusRequest({ server, token, license }, {});
  const subscription = pollers.subscribe(request, subscriber);
  subscriptions.push(subscription);
  return {
    ...subscription,
    get states() {
      return statuses.map(({ state }) => state);
    },
    errors,
    change: (changes: PollOptions) => {
      Object.assign(subscriber, changes);
      subscription.update(request);
    },
  };
}

beforeEach(() => {
  server = `https://shared-${++lastServer}.example`;
  clock = new DrivenClock(replacePlatform);
  service = new ScriptedService(clock, 1);
  subscriptions = [];
});

afterEach(async () => {
  for (const subscription of subscriptions) subscription.end();
  await clock.end();
});

describe('ten thousand who follow one job', function () {
  this.timeout(60_000);

  /** Milliseconds that it takes them to join and to get the end, each with a `fetch` of their own. */
  async function timeOf(count: number): Promise<number> {
    server = `https://shared-${++lastServer}.example`;
    service.react(1, 6);
    const start = performance.now();
    const ends = Array.from({ length: count }, async () => {
      const states: string[] = [];
      const fetch = (url: string, init: RequestInit) => service.fetch(url, init);
      for await (const { state } of watchJob({ server, token, fetch })) states.push(state);
      return states.at(-1);
    });
    await clock.pass(10_000);
    assert.deepEqual(new Set(await Promise.all(ends)), new Set(['completed']));
    return performance.now() - start;
  }

  it('give up in time while the page is hidden, in a time that grows with their number', async () => {
    service.react(1);
    const all = Array.from({ length: 10_000 }, () => subscribe({ timeout: 1_000 }));
    await clock.pass(0);
    await clock.change({ isHidden: true });
    const start = performance.now();
    await clock.pass(130_000);
    assert.isTrue(all.every(({ errors }) => errors.length === 1));
    assert.isBelow(performance.now() - start, 5_000);
  });

  it('all get its end, in a time that grows with their number alone', async () => {
    await timeOf(1_000);
    const thousand = await timeOf(1_000);
    const tenThousand = await timeOf(10_000);
    assert.isBelow(tenThousand / thousand, 40);
  });
});

describe('a subscriber that knows the statuses of a job from elsewhere', () => {
  const statusOf = (status: number) => parseJobStatus({ status }, token);

  it('reports them to all who follow the job, without a request', async () => {
    const source = subscribe({ isSource: true });
    const other = subscribe();
    const licensed = subscribe({}, 'licence');
    await clock.pass(60_000);
    source.report(statusOf(1));
    source.report(statusOf(8));
    source.report(statusOf(6));
    await clock.pass(60_000);
    for (const { states } of [source, other, licensed]) {
      assert.deepEqual(states, ['queued', 'printing', 'completed']);
    }
    assert.isEmpty(service.requests);
  });

  it('reports an end that is remembered, and after which nothing follows', async () => {
    const source = subscribe({ isSource: true });
    source.report(statusOf(6));
    source.report(statusOf(8));
    assert.deepEqual(source.states, ['completed']);
    assert.equal(subscribe().known.jobStatus?.state, 'completed');
    await clock.pass(60_000);
    assert.isEmpty(service.requests);
  });

  it('stops the polling of others, and their request in flight', async () => {
    service.react('hang');
    subscribe();
    await clock.pass(1_000);
    subscribe({ isSource: true }, 'licence');
    await clock.pass(60_000);
    assert.isTrue(service.requests[0]?.init.signal?.aborted);
    assert.lengthOf(service.requests, 1);
  });

  it('leaves the job to polling when it gives up', async () => {
    const source = subscribe({ isSource: true });
    source.report(statusOf(8));
    await clock.pass(60_000);
    service.react(8, 6);
    source.change({ isSource: false });
    await clock.pass(5_000);
    assert.deepEqual(source.states, ['printing', 'printing', 'completed']);
  });
});

describe('a subscriber that joins later', () => {
  it('gives up after its own timeout, even if the service allows no poll meanwhile', async () => {
    service.react({ http: 503, headers: { 'Retry-After': '300' } });
    subscribe();
    await clock.pass(10_000);
    const late = subscribe({ timeout: 5_000 });
    await clock.pass(5_000);
    assert.deepEqual(
      late.errors.map(({ code }) => code),
      ['timeout'],
    );
  });

  it('gets no status of an hour ago', async () => {
    service.react(8);
    const early = subscribe();
    await clock.pass(0);
    early.end();
    await clock.pass(3_600_000);
    service.react(6);
    const late = subscribe();
    assert.isNull(late.known.jobStatus);
    await clock.pass(0);
    assert.deepEqual(late.states, ['completed']);
  });

  it('keeps its timeout when it changes to the request of others', async () => {
    const moving = subscribe({ timeout: 10_000 });
    await clock.pass(8_000);
    const fetch = (url: string, init: RequestInit) => service.fetch(url, init);
    subscribe({ fetch });
    await clock.pass(1_000);
    moving.change({ fetch });
    await clock.pass(1_000);
    assert.deepEqual(
      moving.errors.map(({ code }) => code),
      ['timeout'],
    );
  });

  it('causes no faster polls by leaving and joining again', async () => {
    service.react(8);
    for (let round = 0; round < 20; round++) {
      const subscription = subscribe();
      await clock.pass(250);
      subscription.end();
      await clock.pass(250);
    }
    assert.isAtMost(service.requests.length, 13);
  });
});

describe('two who change their fetch function faster than responses come', () => {
  it('get each job status, with as few requests as before', async () => {
    service.latency = 700;
    service.react(1, 8);
    const both = [subscribe(), subscribe()];
    for (let change = 0; change < 50; change++) {
      const fetch = (url: string, init: RequestInit) => service.fetch(url, init);
      for (const { change } of both) change({ fetch });
      await clock.pass(200);
    }
    for (const { states } of both) assert.deepEqual([...new Set(states)], ['queued', 'printing']);
    assert.closeTo(service.requests.length, 7, 2);
    assert.isFalse(service.requests.some(({ init }) => init.signal?.aborted));
  });
});

describe('a subscriber in a document of its own', () => {
  /** The document of a pop-up window, for example. */
  class OtherDocument extends EventTarget {
    baseURI = 'https://page.example/';
    visibilityState: DocumentVisibilityState = 'hidden';
  }

  it('is polled for once a minute while that is hidden, and immediately when it is shown', async () => {
    const document = new OtherDocument();
    subscribe({ document });
    await clock.pass(150_000);
    assert.deepEqual(service.times, [0, 60_000, 120_000]);
    document.visibilityState = 'visible';
    document.dispatchEvent(new Event('visibilitychange'));
    await clock.pass(0);
    assert.deepEqual(service.times.slice(3), [150_000]);
  });

  it('is polled for at the normal pace though the page behind is hidden', async () => {
    const document = new OtherDocument();
    document.visibilityState = 'visible';
    clock.isHidden = true;
    subscribe({ document });
    await clock.pass(60_000);
    assert.isAbove(service.requests.length, 10);
  });
});
