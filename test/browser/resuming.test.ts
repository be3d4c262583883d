import { assert } from '@open-wc/testing';
import '../../src/index.js';
import { settled } from '../support/driven-clock.js';
import {
  clock,
  page,
  resultOf,
  server,
  service,
  show,
  useDrivenPage,
} from './support/driven-page.js';
import { badge, inShort } from './support/pages.js';

useDrivenPage();

describe('an element that is removed or suspended and comes back', () => {
  it('fires one event for an outage, even if another badge shares it', async () => {
    service.react(1, new TypeError());
    show({ token: 'shared-outage' });
    const [element, events] = show({ token: 'shared-outage' });
    await clock.pass(10_000);
    element.remove();
    await clock.pass(10);
    page.append(element);
    await clock.pass(10);
    assert.deepEqual(inShort(events), ['queued', 'error unreachable']);
    assert.equal(element.state, 'reconnecting');
  });

  it('remembers the status of a job that the service has forgotten', async () => {
    const [element, events] = show();
    await clock.pass(10);
    element.suspended = true;
    await clock.pass(10);
    service.react({ http: 404 });
    element.suspended = false;
    await clock.pass(10);
    assert.deepEqual(inShort(events), ['queued', 'error unknown-job']);
    assert.equal(element.error?.jobStatus?.state, 'queued');
  });

  it('polls immediately, even if others follow the job at a long interval', async () => {
    show({ token: 'slow', interval: '600000' });
    const [element, events] = show({ token: 'slow', interval: '600000' });
    await clock.pass(10);
    element.suspended = true;
    await clock.pass(5000);
    service.react(8);
    element.suspended = false;
    await clock.pass(10);
    assert.deepEqual(inShort(events), ['queued', 'printing']);
  });

  it('polls immediately, even if its own interval is long', async () => {
    const [element, events] = show({ interval: '600000' });
    await clock.pass(5000);
    element.remove();
    await clock.pass(1000);
    service.react(8);
    page.append(element);
    await clock.pass(10);
    assert.deepEqual(inShort(events), ['queued', 'printing']);
  });

  it('polls immediately, even during an outage', async () => {
    service.react(new TypeError());
    const [element] = show();
    await clock.pass(120_000);
    element.suspended = true;
    await clock.pass(10);
    const polls = service.requests.length;
    element.suspended = false;
    await clock.pass(10);
    assert.lengthOf(service.requests, polls + 1);
  });

  it('does not poll earlier on a hidden page', async () => {
    const [element] = show();
    await clock.pass(1000);
    await clock.change({ isHidden: true });
    service.requests.length = 0;
    for (let round = 0; round < 10; round++) {
      element.remove();
      await clock.pass(500);
      page.append(element);
      await clock.pass(500);
    }
    assert.isEmpty(service.requests);
  });

  it('stays within the request limits if many others come back too', async () => {
    const elements = Array.from({ length: 50 }, () => show()[0]);
    await clock.pass(2000);
    const polls = service.requests.length;
    for (let round = 0; round < 10; round++) {
      for (const element of elements) element.suspended = round % 2 === 0;
      await clock.pass(100);
    }
    assert.isAtMost(service.requests.length - polls, 20);
  });

  it('is reconnecting until there is a response, however long it was suspended', async () => {
    service.react(8, new TypeError());
    const [element, events] = show();
    await clock.pass(10_000);
    element.suspended = true;
    await clock.pass(120_000);
    element.suspended = false;
    await clock.pass(10);
    assert.equal(element.state, 'reconnecting');
    await clock.pass(10_000);
    assert.deepEqual(inShort(events), ['printing', 'error unreachable']);
    service.react(8);
    await clock.pass(30_000);
    assert.equal(element.state, 'printing');
    assert.isNull(element.error);
  });

  for (const reaction of [6, -1, { http: 410 }] as const) {
    it(`fires its final events once and polls no more after ${JSON.stringify(reaction)}`, async () => {
      service.react(reaction);
      const [element, events] = show();
      await clock.pass(10);
      const { finished, state } = element;
      const reported = inShort(events);
      element.remove();
      await clock.pass(60_000);
      page.append(element);
      await clock.pass(60_000);
      assert.deepEqual(inShort(events), reported);
      assert.equal(element.state, state);
      assert.equal(element.finished, finished);
      assert.lengthOf(service.requests, 1);
    });
  }

  it('does not start again after a final error', async () => {
    service.react({ http: 410 });
    const [element, events] = show();
    await clock.pass(10);
    element.suspended = true;
    await clock.pass(10);
    element.suspended = false;
    await clock.pass(1000);
    assert.deepEqual(inShort(events), ['error unknown-job']);
    assert.lengthOf(service.requests, 1);
  });
});

describe('an element in a link that is removed from the page', () => {
  it('causes no unhandled rejection', async () => {
    const unhandled: unknown[] = [];
    const note = (event: PromiseRejectionEvent) => {
      event.stopImmediatePropagation();
      unhandled.push(event.reason);
    };
    window.addEventListener('unhandledrejection', note, true);
    const link = document.createElement('a');
    link.href = 'https://page.example/';
    link.append(badge({ server, token: 'linked' }));
    page.append(link);
    link.remove();
    await clock.pass(10);
    await settled();
    window.removeEventListener('unhandledrejection', note, true);
    assert.isEmpty(unhandled);
  });
});

describe('refresh()', () => {
  it('polls immediately during a back-off', async () => {
    service.react(new TypeError());
    const [element] = show();
    await clock.pass(60_000);
    service.requests.length = 0;
    element.refresh();
    await clock.pass(0);
    assert.deepEqual(service.times, [60_000]);
  });

  it('polls immediately for a badge that was added in the same task, even if others follow the job', async () => {
    show({ token: 'shared', interval: '60000' });
    await clock.pass(10_000);
    const [latecomer] = show({ token: 'shared', interval: '60000' });
    latecomer.refresh();
    await clock.pass(10);
    assert.deepEqual(service.times, [0, 10_000]);
  });

  it('after a new token polls the new job only', async () => {
    const [element] = show({ token: 'old' });
    await clock.pass(10_000);
    service.requests.length = 0;
    element.token = 'new';
    element.refresh();
    await clock.pass(10);
    assert.deepEqual(
      service.requests.map(({ url }) => url.split('/').at(-1)),
      ['new'],
    );
  });

  it('waits for a request in flight instead of sending another', async () => {
    service.latency = 1000;
    const [element] = show({ interval: '60000' });
    await clock.pass(500);
    element.refresh();
    await clock.pass(10_000);
    assert.deepEqual(service.times, [0]);
    element.refresh();
    await clock.pass(0);
    assert.lengthOf(service.times, 2);
  });

  it('does not override a Retry-After', async () => {
    service.react({ http: 429, headers: { 'Retry-After': '7' } });
    const [element] = show();
    await clock.pass(1000);
    element.refresh();
    await clock.pass(5990);
    assert.lengthOf(service.requests, 1);
    await clock.pass(10);
    assert.lengthOf(service.requests, 2);
  });

  it('after a final error starts again, immediately with a new promise', async () => {
    service.react({ http: 410 }, 6);
    const [element] = show();
    await clock.pass(10);
    element.refresh();
    const { finished } = element;
    await clock.pass(10);
    assert.propertyVal(await resultOf(finished), 'state', 'completed');
  });

  it('of an element that is lost and suspended takes effect when it is resumed', async () => {
    service.react({ http: 410 });
    const [element, events] = show();
    await clock.pass(10);
    element.suspended = true;
    await clock.pass(10);
    service.react(6);
    element.refresh();
    await clock.pass(60_000);
    assert.deepEqual(inShort(events), ['error unknown-job']);
    assert.lengthOf(service.requests, 1);
    assert.equal(element.state, 'lost');
    element.suspended = false;
    await clock.pass(10);
    assert.deepEqual(inShort(events), ['error unknown-job', 'completed', 'complete']);
  });

  for (const end of [6, -1, -2]) {
    it(`does nothing after the final status ${end}`, async () => {
      service.react(end);
      const [element, events] = show();
      await clock.pass(10);
      const { finished } = element;
      const reported = inShort(events);
      element.refresh();
      await clock.pass(60_000);
      assert.deepEqual(inShort(events), reported);
      assert.equal(element.finished, finished);
      assert.lengthOf(service.requests, 1);
    });
  }
});
