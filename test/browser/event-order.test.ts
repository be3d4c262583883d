import { assert } from '@open-wc/testing';
import type { JobErrorEvent } from '../../src/index.js';
import '../../src/index.js';
import { settled } from '../support/driven-clock.js';
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
import { badge, detailOf, inShort, spokenBy, wordsOf } from './support/pages.js';

useDrivenPage();

describe('an element whose listeners change it', () => {
  it('fires the final event that was interrupted when a microtask puts the element back', async () => {
    service.react(6);
    const [element, events] = show();
    element.addEventListener(
      'job-status-change',
      () => {
        element.remove();
        queueMicrotask(() => {
          page.append(element);
        });
      },
      { once: true },
    );
    await clock.pass(10);
    assert.deepEqual(inShort(events), ['completed', 'complete']);
    assert.propertyVal(await resultOf(element.finished), 'state', 'completed');
  });

  it('fires the final event that was interrupted when a microtask resumes the element', async () => {
    service.react(6);
    const [element, events] = show();
    element.addEventListener(
      'job-status-change',
      () => {
        element.suspended = true;
        queueMicrotask(() => {
          element.suspended = false;
        });
      },
      { once: true },
    );
    await clock.pass(10);
    assert.deepEqual(inShort(events), ['completed', 'complete']);
  });

  it('keeps the promises of two jobs apart if a job-complete listener sets the second', async () => {
    service.react(6);
    const [element] = show();
    const first = element.finished;
    let second: Promise<unknown> | undefined;
    element.addEventListener('job-complete', () => {
      service.react(1);
      element.token = 'second';
      second = element.finished;
    });
    await clock.pass(10);
    assert.propertyVal(await resultOf(first), 'state', 'completed');
    assert.equal(await resultOf(second ?? Promise.reject(new Error())), 'pending');
  });

  it('fires no further event for a job once it has another', async () => {
    service.react(6, 1);
    const [element, events] = show();
    const { finished } = element;
    element.addEventListener(
      'job-status-change',
      () => {
        element.token = 'another';
      },
      { once: true },
    );
    await clock.pass(10);
    assert.deepEqual(inShort(events), ['completed', 'queued']);
    assert.propertyVal(await resultOf(finished), 'name', 'AbortError');
  });

  it('ignores a response that arrives after the next token is set, but before that job is polled', async () => {
    let respond: ((response: Response) => void) | undefined;
    const [element, events] = show();
    element.fetch = () =>
      new Promise((resolve) => {
        respond = resolve;
      });
    await clock.pass(10);
    element.fetch = undefined;
    element.token = 'next';
    service.react(7);
    respond?.(Response.json({ status: 6 }));
    await clock.pass(500);
    assert.deepEqual(inShort(events), ['paused']);
  });

  it('starts again, with a new promise, if a job-error listener refreshes it', async () => {
    service.latency = 50;
    service.react({ http: 410 });
    const [first] = show({ token: 'retried' });
    const [second, events] = show({ token: 'retried' });
    const before = second.finished;
    const retry = () => {
      service.react(6);
      first.refresh();
      second.refresh();
    };
    first.addEventListener('job-error', retry);
    second.addEventListener('job-error', retry);
    await clock.pass(1000);
    assert.propertyVal(await resultOf(before), 'code', 'unknown-job');
    assert.propertyVal(await resultOf(second.finished), 'state', 'completed');
    assert.deepEqual(inShort(events), ['error unknown-job', 'completed', 'complete']);
  });

  it('stays within the request limits if a job-error listener refreshes it each time', async () => {
    service.latency = 5;
    service.react({ http: 401 });
    const [element] = show();
    element.addEventListener('job-error', () => {
      element.refresh();
    });
    await clock.pass(3000);
    assert.isAtMost(service.requests.length, 31);
  });
});

describe('a task that sets attributes', () => {
  it('causes no event and no request if it removes the token and sets it again', async () => {
    service.react(6);
    const [element, events] = show({ token: 'back' });
    await clock.pass(10);
    const { finished } = element;
    element.token = '';
    for (let round = 0; round < 5; round++) await Promise.resolve();
    element.token = 'back';
    await clock.pass(10);
    assert.deepEqual(inShort(events), ['completed', 'complete']);
    assert.equal(element.finished, finished);
    assert.lengthOf(service.requests, 1);
  });

  const cases: [what: string, attributes: Record<string, string>, expected: string[]][] = [
    ['a known end', { token: 'known' }, ['completed', 'complete']],
    ['an unusable address', { server: 'nowhere' }, ['error address']],
  ];
  for (const [what, attributes, expected] of cases) {
    it(`ends, with its microtasks, before ${what} is reported`, async () => {
      service.react(6);
      show({ token: 'known' });
      const [changed, ofChanged] = show();
      await clock.pass(10);
      ofChanged.length = 0;
      const [, ofAdded] = show(attributes);
      for (const [name, value] of Object.entries(attributes)) changed.setAttribute(name, value);
      assert.isEmpty(inShort([...ofAdded, ...ofChanged]));
      await settled();
      assert.isEmpty(inShort([...ofAdded, ...ofChanged]));
      await clock.pass(0);
      assert.deepEqual(inShort(ofAdded), expected);
      assert.deepEqual(inShort(ofChanged), expected);
    });
  }
});

describe('job-status-change', () => {
  it('is fired for a new status, even if the state is the same', async () => {
    service.react(5, 8);
    const [, events] = show();
    await clock.pass(5000);
    assert.deepEqual(inShort(events), ['printing', 'printing']);
    assert.deepEqual(
      events.map((event) => detailOf(event).status),
      [5, 8],
    );
  });

  it('is fired for a new message alone, which is not announced while the job prints', async () => {
    service.react({ status: 8, message: 'Page 1' }, { status: 8, message: 'Page 2' });
    const [element, events] = show();
    const announced = await spokenBy(element);
    await clock.pass(5000);
    assert.deepEqual(
      events.map((event) => {
        const { status, message, previous } = detailOf(event);
        return [event.type, status, message, previous];
      }),
      [
        ['job-status-change', 8, 'Page 1', null],
        ['job-status-change', 8, 'Page 2', 'printing'],
      ],
    );
    assert.equal(wordsOf(element), 'Printing Page 2');
    assert.deepEqual(announced, ['Print job: Printing']);
  });
});

describe('each event', () => {
  it('bubbles out of shadow roots and cannot be cancelled', async () => {
    const reactions = [6, -1, { http: 400 }] as const;
    const events: Event[] = [];
    for (const reaction of reactions) {
      service.react(reaction);
      const element = badge({ server, token: newToken() });
      for (const type of ['job-status-change', 'job-complete', 'job-failed', 'job-error']) {
        element.addEventListener(type, (event) => events.push(event));
      }
      page.append(element);
      await clock.pass(10);
    }
    assert.lengthOf(events, 5);
    for (const { bubbles, composed, cancelable } of events) {
      assert.deepEqual([bubbles, composed, cancelable], [true, true, false]);
    }
  });

  it('about an error contains the error and its properties', async () => {
    service.react(1, { http: 400 });
    const [element, events] = show();
    await clock.pass(5000);
    const { detail, error } = events[1] as JobErrorEvent;
    assert.equal(error, element.error);
    const { code, message, final, jobStatus } = error;
    assert.deepEqual(detail, { code, message, final, jobStatus });
    assert.deepEqual([code, final, jobStatus?.state], ['rejected', true, 'queued']);
  });

  it('about an outage is not final, and contains the last job status and the network error', async () => {
    const cause = new TypeError('Failed to fetch');
    service.react(8, cause);
    const [element, events] = show();
    await clock.pass(5000);
    const { detail, error } = events[1] as JobErrorEvent;
    assert.include(detail, { code: 'unreachable', final: false, jobStatus: element.jobStatus });
    assert.equal(detail.jobStatus?.state, 'printing');
    assert.equal(error.cause, cause);
  });
});
