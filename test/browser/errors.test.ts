import { assert } from '@open-wc/testing';
import '../../src/index.js';
import { clock, service, show, useDrivenPage } from './support/driven-page.js';
import { inShort } from './support/pages.js';

useDrivenPage();

describe('a failure', () => {
  it('is not the third in a row if a 404 came in between', async () => {
    const busy = { http: 503 };
    service.react(busy, busy, { http: 404 }, busy, 1);
    const [, events] = show();
    await clock.pass(20_000);
    assert.deepEqual(inShort(events), ['queued']);
  });

  it('is not reported if it is one slow 404', async () => {
    service.latency = 6000;
    service.react({ http: 404 }, 6);
    const [, events] = show();
    await clock.pass(20_000);
    assert.deepEqual(inShort(events), ['completed', 'complete']);
  });
});

describe('an outage', () => {
  it('of invalid responses ends with the next job status', async () => {
    service.react(8, { http: 200, body: '<html>' });
    const [element, events] = show();
    await clock.pass(5000);
    assert.deepEqual(inShort(events), ['printing', 'error protocol']);
    assert.equal(element.state, 'reconnecting');
    service.react(8);
    await clock.pass(5000);
    assert.deepEqual(inShort(events), ['printing', 'error protocol']);
    assert.equal(element.state, 'printing');
    assert.isNull(element.error);
  });

  it('does not end with a response without a job status', async () => {
    service.react(new TypeError());
    const [element] = show();
    await clock.pass(2500);
    assert.equal(element.state, 'reconnecting');
    service.react({ http: 404 });
    const polls = service.requests.length;
    await clock.pass(1100);
    assert.lengthOf(service.requests, polls + 1);
    assert.equal(element.state, 'reconnecting');
  });

  it('is reported even if it is like the one before', async () => {
    service.react(new TypeError());
    const [, events] = show();
    for (let outage = 0; outage < 2; outage++) {
      await clock.pass(10_000);
      service.react(1, new TypeError());
      await clock.pass(60_000);
    }
    const unreachable = 'error unreachable';
    assert.deepEqual(inShort(events), [unreachable, 'queued', unreachable, unreachable]);
  });
});

describe('a timeout', () => {
  it('is on time with a long interval after the page was hidden for a moment', async () => {
    service.latency = 1_000;
    const [, events] = show({ timeout: '60000', interval: '3600000' });
    await clock.pass(100);
    await clock.change({ isHidden: true });
    await clock.pass(100);
    await clock.change({ isHidden: false });
    await clock.pass(62_000);
    assert.deepEqual(inShort(events), ['queued', 'error timeout']);
  });

  it('can be set while the job is polled', async () => {
    const [element, events] = show();
    await clock.pass(3000);
    element.timeout = 5000;
    await clock.pass(2100);
    assert.deepEqual(inShort(events), ['queued', 'error timeout']);
    assert.equal(element.error?.jobStatus?.state, 'queued');
  });

  it('is counted from the first request, which may be delayed', async () => {
    clock.isPrerendered = true;
    const [, events] = show({ timeout: '10000' });
    await clock.pass(60_000);
    await clock.change({ isPrerendered: false });
    await clock.pass(9000);
    assert.deepEqual(inShort(events), ['queued']);
    await clock.pass(1100);
    assert.deepEqual(inShort(events), ['queued', 'error timeout']);
  });

  it('is counted from the start of an element that takes over the request of another', async () => {
    service.react('hang');
    const [first] = show({ token: 'swap', timeout: '10000' });
    await clock.pass(1000);
    first.remove();
    const [, events] = show({ token: 'swap', timeout: '10000' });
    await clock.pass(10_100);
    assert.deepEqual(inShort(events), ['error timeout']);
    assert.deepEqual(service.times, [0]);
  });

  it('waits for one more response if the page was offline', async () => {
    const [, events] = show({ timeout: '70000' });
    await clock.pass(1000);
    await clock.change({ isOnline: false });
    service.react(new TypeError());
    await clock.pass(199_000);
    assert.deepEqual(inShort(events), ['queued', 'error unreachable'].slice(0, events.length));
    service.react(6);
    await clock.change({ isOnline: true });
    await clock.pass(10);
    assert.deepEqual(inShort(events).slice(-2), ['completed', 'complete']);
  });

  it('waits for one more response if the computer slept', async () => {
    const [, events] = show({ timeout: '60000' });
    await clock.pass(30_000);
    clock.sleep(3_600_000);
    service.react(6);
    await clock.pass(30_000);
    assert.deepEqual(inShort(events), ['queued', 'completed', 'complete']);
  });

  it('ends polling on a hidden page with the first response after it', async () => {
    const [, events] = show({ timeout: '70000' });
    await clock.pass(1000);
    await clock.change({ isHidden: true });
    await clock.pass(100_000);
    assert.deepEqual(inShort(events), ['queued']);
    await clock.pass(30_000);
    assert.deepEqual(inShort(events), ['queued', 'error timeout']);
  });

  it('is on time on a hidden page with `background`', async () => {
    const [, events] = show({ timeout: '70000', background: '' });
    await clock.pass(1000);
    await clock.change({ isHidden: true });
    await clock.pass(68_999);
    assert.deepEqual(inShort(events), ['queued']);
    await clock.pass(1);
    assert.deepEqual(inShort(events), ['queued', 'error timeout']);
  });

  it('starts again when a suspended element is resumed', async () => {
    const [element, events] = show({ timeout: '10000' });
    await clock.pass(6000);
    element.suspended = true;
    await clock.pass(20_000);
    element.suspended = false;
    await clock.pass(9999);
    assert.deepEqual(inShort(events), ['queued']);
    await clock.pass(1);
    assert.deepEqual(inShort(events), ['queued', 'error timeout']);
  });

  it('is not postponed by another licence or another fetch function', async () => {
    const [element, events] = show({ timeout: '10000' });
    for (let round = 0; round < 4; round++) {
      await clock.pass(2600);
      element.license = `licence-${round}`;
      element.fetch = (url, init) => service.fetch(url, init);
    }
    assert.deepEqual(inShort(events), ['queued', 'error timeout']);
  });

  it('is on time despite a Retry-After in a response about another job', async () => {
    const [, events] = show({ timeout: '30000' });
    await clock.pass(1000);
    service.react({ http: 429, headers: { 'Retry-After': '300' } });
    show();
    await clock.pass(29_001);
    assert.include(inShort(events), 'error timeout');
  });

  it('is on time while a request hangs', async () => {
    service.react('hang');
    const [, events] = show({ timeout: '12000' });
    await clock.pass(12_001);
    assert.deepEqual(inShort(events), ['error timeout']);
  });

  it('causes no extra request before it', async () => {
    show({ interval: '60000', timeout: '90000' });
    await clock.pass(100_000);
    assert.deepEqual(service.times, [0, 60_000]);
  });
});

describe('a timeout after a pause', () => {
  it('is not reported for a request that the pause interrupted', async () => {
    const [, events] = show({ timeout: '600000' });
    await clock.pass(1000);
    await clock.change({ isHidden: true });
    service.react('hang');
    await clock.pass(62_000);
    clock.sleep(3_600_000);
    service.react(6);
    await clock.pass(200_000);
    assert.deepEqual(inShort(events), ['queued', 'completed', 'complete']);
  });

  it('is not reported for a request that fails when the computer wakes', async () => {
    const [, events] = show({ timeout: '60000', interval: '5000' });
    await clock.pass(1000);
    let fail: ((reason: Error) => void) | undefined;
    clock.fetch = () => new Promise((_, reject) => (fail = reject));
    await clock.pass(5000);
    clock.sleep(3_600_000);
    clock.fetch = service.fetch;
    service.react(6);
    fail?.(new TypeError('The network was suspended'));
    await clock.pass(30_000);
    assert.deepEqual(inShort(events), ['queued', 'completed', 'complete']);
  });

  it('is on time if the pause was long before, even with a Retry-After and a refresh', async () => {
    const [element, events] = show({ timeout: '60000' });
    await clock.pass(1000);
    await clock.change({ isHidden: true });
    await clock.change({ isHidden: false });
    await clock.pass(30_000);
    service.react({ http: 429, headers: { 'Retry-After': '300' } });
    await clock.pass(20_000);
    element.refresh();
    await clock.pass(10_000);
    assert.deepEqual(inShort(events), ['queued', 'error timeout']);
  });
});
