import { assert, fixtureSync, html } from '@open-wc/testing';
import { JobStatusError, type ScriptxJobStatus, watchJob } from '../src/index.js';
import { replacePlatform } from '../src/watching/platform.js';
import { DrivenClock, FakePermission } from './support/driven-clock.mjs';
import { badge, eventsOf, inShort, type JobEvent, wordsOf } from './support/pages.js';
import { ScriptedService } from './support/scripted-service.js';

let lastPort = 40_000;
let clock: DrivenClock;
let service: ScriptedService;
let element: ScriptxJobStatus;
let events: JobEvent[];

const refused = new TypeError('Failed to fetch');

/** Shows a badge for a job of a service that no other test has asked. */
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

describe('a page that asks a service on this computer', () => {
  it('asks as usual where the browser has no such permission', async () => {
    await show('127.0.0.1');
    assert.deepEqual(inShort(events), ['queued']);
  });

  it('waits while the browser asks its user, with one question for all jobs', async () => {
    const decision = permission('prompt');
    service.act('hang');
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
    assert.lengthOf(service.questions, 1);
    assert.isEmpty(inShort(events));
    other.remove();
    await clock.pass(0);
    await decision.decide('granted');
  });

  it('waits for the answer to the very question that its user has allowed', async () => {
    const decision = permission('prompt');
    service.latency = 60_500;
    await show('127.0.0.1');
    await clock.pass(60_000);
    await decision.decide('granted');
    await clock.pass(550);
    assert.lengthOf(service.questions, 1);
    assert.deepEqual(inShort(events), ['queued']);
  });

  it('goes on when its user allows it', async () => {
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
    assert.isAbove(service.questions.length, 5);
  });

  it('gives the user five minutes to think', async () => {
    permission('prompt');
    service.act('hang');
    const isGivenUp = () => service.questions[0]?.init.signal?.aborted;
    await show('127.0.0.1');
    await clock.pass(299_999);
    assert.isFalse(isGivenUp());
    await clock.pass(1);
    assert.isTrue(isGivenUp());
  });

  for (const [what, act, state] of [
    ['the end of the job', 6, 'completed'],
    ['a status', 8, 'printing'],
    ['a final error', { http: 401 }, 'lost'],
  ] as const) {
    it(`waits no longer when ${what} comes, and shows that before it tells it`, async () => {
      permission('prompt');
      service.latency = 3000;
      service.act(act);
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

  it('shows that it is blocked before it tells it', async () => {
    const decision = permission('prompt');
    let refuse: (reason: Error) => void;
    clock.fetch = () => new Promise((_resolve, reject) => (refuse = reject));
    await show('127.0.0.1');
    await clock.pass(2000);
    let isShown = false;
    element.addEventListener('job-error', () => {
      isShown = element.matches(':state(blocked)') && wordsOf(element).includes('Blocked');
    });
    decision.addEventListener('change', () => {
      refuse(refused);
    });
    await decision.decide('denied');
    await clock.pass(0);
    assert.deepEqual(inShort(events), ['error blocked']);
    assert.isTrue(isShown);
  });

  it('keeps that state while it is suspended', async () => {
    permission('prompt');
    service.act('hang');
    await show('127.0.0.1');
    await clock.pass(2000);
    element.suspended = true;
    await clock.pass(100);
    assert.equal(element.state, 'awaiting-permission');
    assert.include(wordsOf(element), 'Choose Allow');
  });

  it('does not wait for a permission while no question is out', async () => {
    const decision = permission('granted');
    const headers = { 'Retry-After': '300' };
    service.act({ http: 200, headers, body: '{"status":8}' });
    await show('127.0.0.1');
    await decision.decide('prompt');
    await clock.pass(100_000);
    assert.equal(element.state, 'printing');
  });

  it('gives up in time though it is blocked and was hidden', async () => {
    permission('denied');
    service.act(refused);
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

  it('is not held up where the browser asks nobody, whatever the permission says', async () => {
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

  it('is blocked at once, without a retry, when the browser refuses', async () => {
    permission('denied');
    service.act(refused);
    await show('127.0.0.1');
    assert.deepEqual(inShort(events), ['error blocked']);
    assert.equal(element.state, 'blocked');
    assert.isFalse(element.error?.final);
    assert.include(String(element.error), 'in the site settings');
    assert.include(wordsOf(element), 'Blocked by the browser');
    assert.isFalse(element.matches(':state(final)'));
    element.refresh();
    await clock.pass(3_600_000);
    assert.lengthOf(service.questions, 1);
  });

  it('goes on by itself when the permission changes', async () => {
    const decision = permission('denied');
    service.act(refused);
    await show('127.0.0.1');
    service.act(8);
    await decision.decide('granted');
    await clock.pass(750);
    assert.deepEqual(inShort(events), ['error blocked', 'printing']);
    assert.equal(element.state, 'printing');
    assert.isNull(element.error);
  });

  it('says that the service is down when it is allowed, and nothing answers', async () => {
    const decision = permission('denied');
    service.act(refused);
    await show('127.0.0.1');
    await decision.decide('granted');
    await clock.pass(5000);
    assert.deepEqual(inShort(events), ['error blocked', 'error unreachable']);
    assert.equal(element.state, 'reconnecting');
  });

  it('is told once that it is blocked, however often it tries', async () => {
    const decision = permission('denied');
    service.act(refused);
    await show('127.0.0.1');
    await decision.decide('prompt');
    await decision.decide('denied');
    await clock.pass(10_000);
    assert.deepEqual(inShort(events), ['error blocked']);
  });

  it('cannot reach a service that is down, though it may', async () => {
    for (const state of ['granted', 'prompt'] as const) {
      permission(state);
      service.act(refused);
      await show('127.0.0.1');
      await clock.pass(5000);
      assert.deepEqual(inShort(events), ['error unreachable']);
      element.remove();
      await clock.pass(0);
    }
  });

  it('cannot reach a service that was there a moment ago, whatever the permission says', async () => {
    permission('denied');
    service.act(8, refused);
    await show('127.0.0.1');
    await clock.pass(10_000);
    assert.deepEqual(inShort(events), ['printing', 'error unreachable']);
  });

  it('knows the name that the permission had in Chrome 142', async () => {
    permission('denied', 'local-network-access');
    service.act(refused);
    await show('localhost');
    assert.equal(element.state, 'blocked');
  });

  it('does not wait for a permission when it is on this computer itself', async () => {
    clock.origin = 'http://localhost:8000';
    permission('prompt');
    service.act('hang');
    await show('127.0.0.1');
    await clock.pass(14_000);
    assert.equal(element.state, 'connecting');
    await clock.pass(60_000);
    assert.deepEqual(inShort(events), ['error unreachable']);
  });

  it('is blocked for good in a frame that lacks the permission', async () => {
    permission('denied');
    clock.allowsFeature = false;
    service.act(refused);
    await show('127.0.0.1');
    assert.isTrue(element.error?.final);
    assert.include(String(element.error), 'allow=');
    assert.isTrue(element.matches(':state(blocked):state(final)'));
  });
});

describe('a page that asks a service on the local network', () => {
  it('looks at the permission for it', async () => {
    permission('denied', 'local-network');
    clock.knowsAddressSpaces = true;
    service.act(refused);
    await show('192.168.1.7');
    assert.equal(element.state, 'blocked');
  });

  const space = () =>
    (service.questions.at(-1)?.init as { targetAddressSpace?: string }).targetAddressSpace;

  it('on https says that a plain name is meant to be local', async () => {
    clock.knowsAddressSpaces = true;
    await show('printserver');
    assert.equal(space(), 'local');
  });

  for (const host of ['127.0.0.1', 'localhost', '192.168.1.7', 'printer.local']) {
    it(`does not say so of ${host}, for the browser knows`, async () => {
      clock.knowsAddressSpaces = true;
      await show(host);
      assert.isUndefined(space());
    });
  }

  it('on http does not say so', async () => {
    clock.knowsAddressSpaces = true;
    clock.origin = 'http://page.example';
    await show('printserver');
    assert.isUndefined(space());
  });

  it("does not say so of a service on https, not to an app's own fetch either", async () => {
    clock.knowsAddressSpaces = true;
    await show('printserver', 'https');
    assert.isUndefined(space());
    service.questions.length = 0;
    element.fetch = (url, init) => service.fetch(url, init);
    await clock.pass(100);
    assert.lengthOf(service.questions, 1);
    assert.isUndefined(space());
  });

  it('on https is blocked for good where the browser cannot be told', async () => {
    service.act(refused);
    await show('printserver');
    assert.isTrue(element.error?.final);
    assert.include(String(element.error), 'https');
    assert.isUndefined(space());
    assert.equal(element.state, 'blocked');
    await clock.pass(60_000);
    assert.lengthOf(service.questions, 1);
  });

  it('tells onError of watchJob that it is blocked, and goes on when the permission changes', async () => {
    const decision = permission('denied', 'local-network');
    clock.knowsAddressSpaces = true;
    service.act(refused);
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
    service.act(8);
    await decision.decide('granted');
    await clock.pass(750);
    assert.propertyVal((await first).value, 'state', 'printing');
    assert.lengthOf(errors, 1);
    await job.return();
  });

  it('throws that out of watchJob', async () => {
    service.act(refused);
    const job = watchJob({ server: `http://printserver:${++lastPort}`, token: 'x' });
    const [error] = await Promise.all([
      job.next().catch((reason: unknown) => reason),
      clock.pass(0),
    ]);
    assert.instanceOf(error, JobStatusError);
    assert.equal(error.code, 'blocked');
  });
});
