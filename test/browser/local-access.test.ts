import { assert, fixtureSync, html } from '@open-wc/testing';
import { JobStatusError, type ScriptxJobStatus, watchJob } from '../../src/index.js';
import { replacePlatform } from '../../src/polling/platform.js';
import { DrivenClock, FakePermission } from '../support/driven-clock.js';
import { badge, eventsOf, inShort, type JobEvent, wordsOf } from './support/pages.js';
import { ScriptedService } from './support/scripted-service.js';

let lastPort = 40_000;
let clock: DrivenClock;
let service: ScriptedService;
let element: ScriptxJobStatus;
let events: JobEvent[];

const networkError = new TypeError('Failed to fetch');

/** Shows a badge for a job of a service that no other test polls. */
async function show(host: string, scheme = 'http'): Promise<void> {
  element = badge({ server: `${scheme}://${host}:${++lastPort}`, token: 'job' });
  events = eventsOf(element);
  fixtureSync(html`<div>${element}</div>`);
  await clock.pass(0);
}

function permission(state: PermissionState, name = 'loopback-network'): FakePermission {
  const status = new FakePermission(state);
  clock.permissions.set(name, status);
  return status;
}

beforeEach(() => {
  clock = new DrivenClock(replacePlatform);
  service = new ScriptedService(clock, 1);
});

afterEach(async () => {
  element.remove();
  await clock.end();
});

describe('a page that polls a service on this computer', () => {
  it('polls immediately if the browser does not support the permission', async () => {
    await show('127.0.0.1');
    assert.deepEqual(inShort(events), ['queued']);
  });

  it('waits while the browser prompts the user, with one request for all jobs', async () => {
    const decision = permission('prompt');
    service.react('hang');
    await show('127.0.0.1');
    const other = badge({ server: element.server, token: 'other' });
    element.after(other);
    await clock.pass(999);
    assert.equal(element.state, 'connecting');
    await clock.pass(1);
    assert.equal(element.state, 'awaiting-permission');
    assert.equal(other.state, 'awaiting-permission');
    assert.isTrue(element.matches(':state(awaiting-permission)'));
    assert.include(wordsOf(element), 'Choose Allow');
    await clock.pass(200_000);
    assert.lengthOf(service.requests, 1);
    assert.isEmpty(inShort(events));
    other.remove();
    await clock.pass(0);
    await decision.decide('granted');
  });

  it('waits for the response to the request in flight that the user has allowed', async () => {
    const decision = permission('prompt');
    service.latency = 60_500;
    await show('127.0.0.1');
    await clock.pass(60_000);
    await decision.decide('granted');
    await clock.pass(550);
    assert.lengthOf(service.requests, 1);
    assert.deepEqual(inShort(events), ['queued']);
  });

  it('continues when the user grants the permission', async () => {
    const decision = permission('prompt');
    service.latency = 60_000;
    await show('127.0.0.1');
    await clock.pass(59_000);
    await decision.decide('granted');
    service.latency = 0;
    await clock.pass(1000);
    assert.deepEqual(inShort(events), ['queued']);
    assert.equal(element.state, 'queued');
    await clock.pass(1000);
    assert.isAbove(service.requests.length, 5);
  });

  it('reports that nothing responds for all badges as soon as for one', async () => {
    permission('prompt');
    service.latency = 2_000;
    service.react(networkError);
    await show('127.0.0.1');
    const others = Array.from({ length: 20 }, (_, index) => {
      const other = badge({ server: element.server, token: `other-${index}` });
      element.after(other);
      return other;
    });
    await clock.pass(20_000);
    assert.deepEqual(inShort(events), ['error unreachable']);
    assert.isTrue(others.every(({ state }) => state === 'reconnecting'));
    for (const other of others) other.remove();
    await clock.pass(0);
  });

  it('gives the user five minutes to decide', async () => {
    permission('prompt');
    service.react('hang');
    const isAborted = () => service.requests[0]?.init.signal?.aborted;
    await show('127.0.0.1');
    await clock.pass(299_999);
    assert.isFalse(isAborted());
    await clock.pass(1);
    assert.isTrue(isAborted());
  });

  for (const [what, reaction, state] of [
    ['the final status', 6, 'completed'],
    ['a status', 8, 'printing'],
    ['a final error', { http: 401 }, 'lost'],
  ] as const) {
    it(`stops waiting when it gets ${what}, and shows that before it fires the event`, async () => {
      permission('prompt');
      service.latency = 3000;
      service.react(reaction);
      await show('127.0.0.1');
      await clock.pass(2000);
      assert.equal(element.state, 'awaiting-permission');
      const shown: boolean[] = [];
      for (const type of ['job-status-change', 'job-error', 'job-complete'] as const) {
        element.addEventListener(type, () => {
          shown.push(
            element.matches(`:state(${state})`),
            wordsOf(element).includes('Choose Allow'),
          );
        });
      }
      await clock.pass(1500);
      assert.equal(element.state, state);
      assert.isTrue(element.matches(`:state(${state})`));
      assert.notInclude(wordsOf(element), 'Choose Allow');
      assert.deepEqual([...new Set(shown)], [true, false]);
    });
  }

  it('shows that it is blocked before it fires the event', async () => {
    const decision = permission('prompt');
    let rejectFetch: (reason: Error) => void;
    clock.fetch = () => new Promise((_resolve, reject) => (rejectFetch = reject));
    await show('127.0.0.1');
    await clock.pass(2000);
    let isShown = false;
    element.addEventListener('job-error', () => {
      isShown = element.matches(':state(blocked)') && wordsOf(element).includes('Blocked');
    });
    decision.addEventListener('change', () => {
      rejectFetch(networkError);
    });
    await decision.decide('denied');
    await clock.pass(0);
    assert.deepEqual(inShort(events), ['error blocked']);
    assert.isTrue(isShown);
  });

  it('still shows that it awaits permission while its badge is suspended', async () => {
    permission('prompt');
    service.react('hang');
    await show('127.0.0.1');
    await clock.pass(2000);
    element.suspended = true;
    await clock.pass(100);
    assert.equal(element.state, 'awaiting-permission');
    assert.include(wordsOf(element), 'Choose Allow');
  });

  it('does not await permission while no request is in flight', async () => {
    const decision = permission('granted');
    const headers = { 'Retry-After': '300' };
    service.react({ http: 200, headers, body: '{"status":8}' });
    await show('127.0.0.1');
    await decision.decide('prompt');
    await clock.pass(100_000);
    assert.equal(element.state, 'printing');
  });

  it('reports a timeout even if it is blocked and was hidden', async () => {
    permission('denied');
    service.react(networkError);
    element = badge({ server: `http://127.0.0.1:${++lastPort}`, token: 'job', timeout: '10000' });
    events = eventsOf(element);
    fixtureSync(html`<div>${element}</div>`);
    await clock.pass(5000);
    await clock.change({ isHidden: true });
    await clock.pass(10_000);
    await clock.change({ isHidden: false });
    await clock.pass(1000);
    assert.deepEqual(inShort(events), ['error blocked', 'error timeout']);
  });

  it('polls at full pace if the browser does not prompt, even if the permission is undecided', async () => {
    permission('prompt');
    await show('127.0.0.1');
    for (const token of ['a', 'b', 'c', 'd'])
      element.after(badge({ server: element.server, token }));
    service.latency = 500;
    await clock.pass(400);
    assert.equal(service.mostInFlight, 4);
    assert.equal(element.state, 'queued');
    element.parentElement?.replaceChildren();
  });

  it('is blocked immediately, without a retry, if the permission is denied', async () => {
    permission('denied');
    service.react(networkError);
    await show('127.0.0.1');
    assert.deepEqual(inShort(events), ['error blocked']);
    assert.equal(element.state, 'blocked');
    assert.isFalse(element.error?.final);
    assert.include(String(element.error), 'in the site settings');
    assert.include(wordsOf(element), 'Blocked by the browser');
    assert.isFalse(element.matches(':state(final)'));
    element.refresh();
    await clock.pass(3_600_000);
    assert.lengthOf(service.requests, 1);
  });

  it('continues by itself when the permission is granted', async () => {
    const decision = permission('denied');
    service.react(networkError);
    await show('127.0.0.1');
    service.react(8);
    await decision.decide('granted');
    await clock.pass(750);
    assert.deepEqual(inShort(events), ['error blocked', 'printing']);
    assert.equal(element.state, 'printing');
    assert.isNull(element.error);
  });

  it('reports an outage if the permission is granted but the service does not respond', async () => {
    const decision = permission('denied');
    service.react(networkError);
    await show('127.0.0.1');
    await decision.decide('granted');
    await clock.pass(5000);
    assert.deepEqual(inShort(events), ['error blocked', 'error unreachable']);
    assert.equal(element.state, 'reconnecting');
  });

  it('reports once that it is blocked, however often it tries', async () => {
    const decision = permission('denied');
    service.react(networkError);
    await show('127.0.0.1');
    await decision.decide('prompt');
    await decision.decide('denied');
    await clock.pass(10_000);
    assert.deepEqual(inShort(events), ['error blocked']);
  });

  it('reports an outage of a service that is down if the permission is granted or undecided', async () => {
    for (const state of ['granted', 'prompt'] as const) {
      permission(state);
      service.react(networkError);
      await show('127.0.0.1');
      await clock.pass(5000);
      assert.deepEqual(inShort(events), ['error unreachable']);
      element.remove();
      await clock.pass(0);
    }
  });

  it('reports an outage of a service that has responded before, even if the permission is denied', async () => {
    permission('denied');
    service.react(8, networkError);
    await show('127.0.0.1');
    await clock.pass(10_000);
    assert.deepEqual(inShort(events), ['printing', 'error unreachable']);
  });

  it('supports the name that the permission had in Chrome 142', async () => {
    permission('denied', 'local-network-access');
    service.react(networkError);
    await show('localhost');
    assert.equal(element.state, 'blocked');
  });

  it('does not await permission if the page itself is on this computer', async () => {
    clock.origin = 'http://localhost:8000';
    permission('prompt');
    service.react('hang');
    await show('127.0.0.1');
    await clock.pass(14_000);
    assert.equal(element.state, 'connecting');
    await clock.pass(60_000);
    assert.deepEqual(inShort(events), ['error unreachable']);
  });

  it('is blocked permanently in a frame whose `allow` attribute lacks the permission', async () => {
    permission('denied');
    clock.allowsFeature = false;
    service.react(networkError);
    await show('127.0.0.1');
    assert.isTrue(element.error?.final);
    assert.include(String(element.error), 'allow=');
    assert.isTrue(element.matches(':state(blocked):state(final)'));
  });
});

describe('a page in which the permission cannot be read', () => {
  const queries: [what: string, query: (permission: { name: string }) => unknown, wait: number][] =
    [
      [
        'query() throws',
        () => {
          throw new Error('of the page');
        },
        0,
      ],
      ['query() rejects', () => Promise.reject(new TypeError()), 0],
      ['query() returns nothing', () => undefined, 0],
      ['the permission fires no events', () => Promise.resolve({ state: 'granted' }), 0],
      ['query() never settles', () => new Promise(() => undefined), 1_000],
    ];
  for (const [what, query, wait] of queries) {
    it(`polls after ${wait} ms if ${what}`, async () => {
      clock.query = query as DrivenClock['query'];
      await show('127.0.0.1');
      await clock.pass(wait);
      assert.deepEqual(service.times, [wait]);
      assert.deepEqual(inShort(events), ['queued']);
    });
  }

  it('polls without a way to abort if AbortController throws, and gives up after 15 s', async () => {
    clock.AbortController = function () {
      throw new Error('of the page');
    } as unknown as typeof AbortController;
    service.react('hang');
    await show('127.0.0.1');
    await clock.pass(20_000);
    assert.isAtLeast(service.requests.length, 2);
    service.react(6);
    await clock.pass(60_000);
    assert.deepEqual(inShort(events).slice(-2), ['completed', 'complete']);
  });
});

describe('a page that polls a service on the local network', () => {
  it('checks the permission for the local network', async () => {
    permission('denied', 'local-network');
    clock.supportsAddressSpaces = true;
    service.react(networkError);
    await show('192.168.1.7');
    assert.equal(element.state, 'blocked');
  });

  const addressSpace = () =>
    (service.requests.at(-1)?.init as { targetAddressSpace?: string }).targetAddressSpace;

  it('on https passes `targetAddressSpace: local` for a plain host name', async () => {
    clock.supportsAddressSpaces = true;
    await show('printserver');
    assert.equal(addressSpace(), 'local');
  });

  for (const host of ['127.0.0.1', 'localhost', '192.168.1.7', 'printer.local']) {
    it(`passes no \`targetAddressSpace\` for ${host}, which the browser detects as local`, async () => {
      clock.supportsAddressSpaces = true;
      await show(host);
      assert.isUndefined(addressSpace());
    });
  }

  it('on http passes no `targetAddressSpace`', async () => {
    clock.supportsAddressSpaces = true;
    clock.origin = 'http://page.example';
    await show('printserver');
    assert.isUndefined(addressSpace());
  });

  it('passes no `targetAddressSpace` for a service on https, nor to a custom fetch function', async () => {
    clock.supportsAddressSpaces = true;
    await show('printserver', 'https');
    assert.isUndefined(addressSpace());
    service.requests.length = 0;
    element.fetch = (url, init) => service.fetch(url, init);
    await clock.pass(100);
    assert.lengthOf(service.requests, 1);
    assert.isUndefined(addressSpace());
  });

  it('on https is blocked permanently if the browser does not support `targetAddressSpace`', async () => {
    service.react(networkError);
    await show('printserver');
    assert.isTrue(element.error?.final);
    assert.include(String(element.error), 'https');
    assert.isUndefined(addressSpace());
    assert.equal(element.state, 'blocked');
    await clock.pass(60_000);
    assert.lengthOf(service.requests, 1);
  });

  it('on https with its own `Request` polls as if the browser supported `targetAddressSpace`', async () => {
    clock.hasOwnRequest = true;
    await show('printserver');
    assert.deepEqual(inShort(events), ['queued']);
    assert.propertyVal(service.requests[0]?.init, 'targetAddressSpace', 'local');
  });

  it('reports to `onError` that it is blocked, and continues when the permission is granted', async () => {
    const decision = permission('denied', 'local-network');
    clock.supportsAddressSpaces = true;
    service.react(networkError);
    const errors: JobStatusError[] = [];
    const job = watchJob({
      server: `http://192.168.1.7:${++lastPort}`,
      token: 'x',
      onError: (error) => errors.push(error),
    });
    const first = job.next();
    await clock.pass(60_000);
    assert.lengthOf(errors, 1);
    assert.include(errors[0], { code: 'blocked', final: false });
    service.react(8);
    await decision.decide('granted');
    await clock.pass(750);
    assert.propertyVal((await first).value, 'state', 'printing');
    assert.lengthOf(errors, 1);
    await job.return();
  });

  it('makes watchJob() throw if it is blocked permanently', async () => {
    service.react(networkError);
    const job = watchJob({ server: `http://printserver:${++lastPort}`, token: 'x' });
    const [error] = await Promise.all([
      job.next().catch((reason: unknown) => reason),
      clock.pass(0),
    ]);
    assert.instanceOf(error, JobStatusError);
    assert.equal(error.code, 'blocked');
  });
});
