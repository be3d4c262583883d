import { assert } from '@open-wc/testing';
import '../../src/index.js';
import {
  clock,
  newToken,
  page,
  resultOf,
  server,
  service,
  show,
  useDrivenPage,
} from './support/driven-page.js';
import { badge, inShort } from './support/pages.js';

useDrivenPage();

describe('the promise `finished`', () => {
  it('rejects when the timeout is over', async () => {
    const [element] = show({ timeout: '5000' });
    const { finished } = element;
    await clock.pass(6000);
    assert.propertyVal(await resultOf(finished), 'code', 'timeout');
  });

  it('rejects if the address is unusable', async () => {
    const [element] = show({ server: 'nowhere' });
    const { finished } = element;
    await clock.pass(10);
    assert.propertyVal(await resultOf(finished), 'code', 'address');
  });

  for (const change of [{ server: 'https://other.example' }, { api: 'printHtml' } as const]) {
    it(`rejects and is replaced when ${Object.keys(change).join()} changes`, async () => {
      const [element] = show();
      const { finished } = element;
      await clock.pass(10);
      Object.assign(element, change);
      assert.notEqual(element.finished, finished);
      assert.propertyVal(await resultOf(finished), 'name', 'AbortError');
      await clock.pass(10);
    });
  }

  it('is pending while there is no job', async () => {
    const element = badge({ server, token: '' });
    assert.equal(await resultOf(element.finished), 'pending');
    page.append(element);
    await clock.pass(10);
    assert.equal(await resultOf(element.finished), 'pending');
  });

  it('stays the same when the first job is set', async () => {
    service.react(6);
    const element = badge({ server, token: '' });
    const { finished } = element;
    page.append(element);
    await clock.pass(10);
    element.token = newToken();
    await clock.pass(10);
    assert.propertyVal(await resultOf(finished), 'state', 'completed');
  });

  it('stays the same and pending while the element is suspended or removed', async () => {
    const [element] = show({ interval: '1000' });
    const { finished } = element;
    await clock.pass(10);
    element.suspended = true;
    service.react(6);
    await clock.pass(5000);
    assert.equal(await resultOf(finished), 'pending');
    element.remove();
    element.suspended = false;
    await clock.pass(5000);
    assert.equal(await resultOf(finished), 'pending');
    page.append(element);
    await clock.pass(10);
    assert.propertyVal(await resultOf(finished), 'state', 'completed');
  });

  it('is pending after a temporary error', async () => {
    service.react(new TypeError());
    const [element, events] = show();
    await clock.pass(10_000);
    assert.deepEqual(inShort(events), ['error unreachable']);
    assert.equal(await resultOf(element.finished), 'pending');
  });

  for (const isRead of [false, true]) {
    it(`causes no unhandled rejection if it is ${isRead ? 'read and not handled' : 'not read'}`, async () => {
      const unhandled: unknown[] = [];
      const note = (event: PromiseRejectionEvent) => {
        // The test framework would report it as a failure of the running test.
        event.stopImmediatePropagation();
        unhandled.push(event.reason);
      };
      window.addEventListener('unhandledrejection', note, true);
      try {
        for (const reaction of [-1, { http: 400 }, 1]) {
          service.react(reaction);
          const [element] = show();
          if (isRead) void element.finished;
          await clock.pass(10);
          if (isRead) void element.finished;
          element.token = newToken();
          await clock.pass(10);
          await resultOf(Promise.resolve());
        }
      } finally {
        window.removeEventListener('unhandledrejection', note, true);
      }
      assert.isEmpty(unhandled);
    });
  }

  it('rejects with the error of a failed job', async () => {
    service.react(-2);
    const [element] = show();
    await clock.pass(10);
    assert.propertyVal(await resultOf(element.finished), 'code', 'abandoned');
    assert.isNull(element.error);
  });
});

describe('the end of a job', () => {
  it('is reported to all its elements, whatever their options', async () => {
    show({ token: 'ends', interval: '1000' });
    const [other, events] = show({ token: 'ends', license: 'other', interval: '1500' });
    await clock.pass(900);
    service.react(6, { http: 404 });
    await clock.pass(2000);
    assert.deepEqual(inShort(events), ['queued', 'completed', 'complete']);
    assert.equal(other.state, 'completed');
  });
});

describe('the custom state `final`', () => {
  const reactions = [
    [6, 'completed', true],
    [-1, 'failed', true],
    [-2, 'abandoned', true],
    [{ http: 400 }, 'lost', true],
    [new TypeError(), 'reconnecting', false],
    [8, 'printing', false],
  ] as const;
  for (const [reaction, state, isFinal] of reactions) {
    it(`is ${isFinal ? '' : 'not '}set when the state is ${state}`, async () => {
      service.react(reaction);
      const [element] = show();
      await clock.pass(5000);
      assert.isTrue(element.matches(`:state(${state})`));
      assert.equal(element.matches(':state(final)'), isFinal);
    });
  }
});
