import { assert } from '@open-wc/testing';
import type { ScriptxJobStatus } from '../../src/index.js';
import '../../src/index.js';
import { clock, service, show, useDrivenPage } from './support/driven-page.js';
import { detailOf, inShort } from './support/pages.js';

useDrivenPage();

describe('an element whose fetch function changes', () => {
  it('keeps the request in flight', async () => {
    service.latency = 500;
    const [element, events] = show({ interval: '60000' });
    for (let round = 0; round < 4; round++) {
      await clock.pass(100);
      element.fetch = (url, init) => service.fetch(url, init);
    }
    await clock.pass(200);
    assert.deepEqual(inShort(events), ['queued']);
    assert.lengthOf(service.requests, 1);
  });

  it('still times out on time', async () => {
    const [element, events] = show({ timeout: '10000' });
    for (let round = 0; round < 3; round++) {
      await clock.pass(4000);
      element.fetch = (url, init) => service.fetch(url, init);
    }
    assert.deepEqual(inShort(events), ['queued', 'error timeout']);
  });

  it('keeps its outage and its back-off', async () => {
    service.react(1, new TypeError());
    const [element, events] = show();
    await clock.pass(60_000);
    const polls = service.requests.length;
    element.fetch = (url, init) => service.fetch(url, init);
    await clock.pass(4000);
    assert.equal(element.state, 'reconnecting');
    assert.deepEqual(inShort(events), ['queued', 'error unreachable']);
    assert.isAtMost(service.requests.length - polls, 1);
  });

  it('fires no event again when it leaves a shared poller', async () => {
    show({ token: 'parted', interval: '5000' });
    const [element, events] = show({ token: 'parted', interval: '5000' });
    await clock.pass(2000);
    let calls = 0;
    element.fetch = (url, init) => {
      calls++;
      return service.fetch(url, init);
    };
    await clock.pass(10_000);
    assert.equal(calls, 2);
    assert.deepEqual(inShort(events), ['queued']);
    assert.equal(element.state, 'queued');
  });

  it('shares a poller again with others that change to the same function', async () => {
    const [first] = show({ token: 'rejoined', interval: '5000' });
    const [second] = show({ token: 'rejoined', interval: '5000' });
    await clock.pass(2000);
    first.fetch = second.fetch = (url, init) => service.fetch(url, init);
    await clock.pass(4000);
    const polls = service.requests.length;
    await clock.pass(10_000);
    assert.lengthOf(service.requests, polls + 2);
  });
});

describe('an element whose properties change', () => {
  it('reports an outage no earlier', async () => {
    service.react(new TypeError());
    const [element, events] = show({ license: 'one' });
    await clock.pass(600);
    element.license = 'two';
    await clock.pass(1399);
    assert.lengthOf(service.requests, 3);
    assert.isEmpty(inShort(events));
    await clock.pass(1000);
    assert.deepEqual(inShort(events), ['error unreachable']);
  });

  it('fires no event again and keeps its job status with another licence', async () => {
    const [element, events] = show({ license: 'one' });
    await clock.pass(10);
    const { finished, jobStatus } = element;
    element.license = 'two';
    await clock.pass(10);
    assert.deepEqual(element.jobStatus, jobStatus);
    await clock.pass(10_000);
    assert.deepEqual(inShort(events), ['queued']);
    assert.equal(element.finished, finished);
    const { headers } = service.requests.at(-1)?.init ?? {};
    assert.propertyVal(headers, 'Authorization', `Basic ${btoa('two:')}`);
  });

  it('fires no error event again with another licence if the error is not about the licence', async () => {
    const [element, events] = show({ timeout: '3000', license: 'one' });
    await clock.pass(6000);
    const polls = service.requests.length;
    element.license = 'two';
    await clock.pass(6000);
    assert.deepEqual(inShort(events), ['queued', 'error timeout']);
    assert.lengthOf(service.requests, polls);
  });

  it('fires an error event for a second wrong licence, because that has its own poller', async () => {
    service.react({ http: 401 });
    const [element, events] = show({ license: 'wrong' });
    await clock.pass(10);
    element.license = 'wrong too';
    await clock.pass(10);
    assert.deepEqual(inShort(events), ['error unauthorized', 'error unauthorized']);
    assert.lengthOf(service.requests, 2);
  });

  it('fires no outdated event when it gets an earlier licence again', async () => {
    const [element, events] = show({ license: 'one' });
    await clock.pass(500);
    service.react(new TypeError());
    await clock.pass(10_000);
    service.react(8);
    element.license = 'two';
    await clock.pass(40_000);
    const reported = inShort(events);
    element.license = 'one';
    await clock.pass(1000);
    assert.deepEqual(inShort(events), reported);
  });

  it('does not poll immediately with another licence on a hidden page', async () => {
    service.react(1, 'hang');
    const [element] = show();
    await clock.pass(100);
    await clock.change({ isHidden: true });
    await clock.pass(60_000);
    service.requests.length = 0;
    for (let round = 0; round < 10; round++) {
      element.license = `licence-${round}`;
      await clock.pass(500);
    }
    assert.isAtMost(service.requests.length, 1);
  });

  it('ignores the older status of a poller that it joins', async () => {
    show({ token: 'times', license: 'other', interval: '600000' });
    await clock.pass(10);
    service.react(8);
    const [element, events] = show({ token: 'times' });
    await clock.pass(10);
    element.license = 'other';
    await clock.pass(10);
    assert.deepEqual(inShort(events), ['printing']);
  });

  it('fires no event again with another interval, which applies immediately', async () => {
    const [, events] = show({ token: 'paced', interval: '600000' });
    const [element] = show({ token: 'paced', interval: '600000' });
    await clock.pass(5000);
    element.interval = 1000;
    await clock.pass(2500);
    assert.deepEqual(service.times, [0, 5000, 6000, 7000]);
    assert.deepEqual(inShort(events), ['queued']);
  });

  it('starts again with the other endpoint, because that has other jobs', async () => {
    const [element, events] = show();
    await clock.pass(10);
    service.react(8);
    element.api = 'printHtml';
    await clock.pass(10);
    assert.deepEqual(inShort(events), ['queued', 'printing']);
    assert.isNull(detailOf(events[1]).previous);
    assert.include(service.requests.at(-1)?.url, '/printHtml/');
  });

  it('is suspended alone, while others continue', async () => {
    const [, events] = show({ token: 'both', interval: '1000' });
    const [element, ownEvents] = show({ token: 'both', interval: '1000' });
    await clock.pass(10);
    element.suspended = true;
    service.react(8, 7, 6);
    await clock.pass(5000);
    assert.deepEqual(inShort(events), ['queued', 'printing', 'paused', 'completed', 'complete']);
    assert.deepEqual(inShort(ownEvents), ['queued']);
    assert.equal(element.state, 'queued');
  });
});

describe('a page that changes around its elements', () => {
  it('may change its URL, against which a relative server is then resolved', async () => {
    const { href } = location;
    clock.origin = location.origin;
    Object.defineProperty(clock, 'baseURI', { get: () => document.baseURI });
    const [element, events] = show({ server: './print' });
    await clock.pass(10);
    history.pushState(null, '', '/elsewhere/deep/page');
    try {
      await clock.pass(10_000);
      assert.equal(element.state, 'queued');
      assert.include(service.requests.at(-1)?.url, '/elsewhere/deep/print/');
      assert.deepEqual(inShort(events), ['queued', 'queued']);
    } finally {
      history.replaceState(null, '', href);
    }
  });

  it('may be hidden, and an element with `background` keeps the normal pace', async () => {
    show({ background: '' });
    await clock.pass(1000);
    await clock.change({ isHidden: true });
    service.requests.length = 0;
    await clock.pass(60_000);
    assert.isAtLeast(service.requests.length, 6);
  });

  it('may render its badges again and again, and each is still polled for', async () => {
    const elements = Array.from({ length: 30 }, () => show()[0]);
    await clock.pass(5000);
    service.requests.length = 0;
    for (let round = 0; round < 12; round++) {
      for (const element of elements) element.texts = { queued: 'In line' };
      await clock.pass(1000);
    }
    assert.lengthOf(new Set(service.requests.map(({ url }) => url)), elements.length);
  });

  it('may give two badges of one job a new fetch function all the time', async () => {
    service.latency = 150;
    const elements = [
      show({ token: 'fetching', interval: '60000' })[0],
      show({ token: 'fetching', interval: '60000' })[0],
    ];
    await clock.pass(1000);
    for (let round = 0; round < 20; round++) {
      const fetch: ScriptxJobStatus['fetch'] = (url, init) => service.fetch(url, init);
      for (const element of elements) element.fetch = fetch;
      await clock.pass(500);
    }
    assert.lengthOf(service.requests, 1);
  });

  it('may move one badge of a lost job to another poller, and the other still gets the end', async () => {
    const [lost] = show({ token: 'left alone', interval: '1000' });
    const [other, events] = show({ token: 'left alone', interval: '1000' });
    await clock.pass(500);
    service.react({ http: 404 });
    await clock.pass(1000);
    lost.fetch = (url, init) => service.fetch(url, init);
    for (const element of [lost, other]) element.refresh();
    await clock.pass(500);
    assert.deepEqual([lost.state, other.state], ['lost', 'connecting']);
    service.react(6);
    other.background = true;
    await clock.pass(2000);
    assert.deepEqual(inShort(events), ['queued', 'error unknown-job', 'completed', 'complete']);
  });
});
