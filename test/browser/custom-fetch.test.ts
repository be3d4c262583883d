import { assert } from '@open-wc/testing';
import '../../src/index.js';
import { clock, page, useDrivenPage } from './support/driven-page.js';
import { badge, eventsOf, inShort, type JobEvent } from './support/pages.js';
import { streamOf } from './support/scripted-service.js';
import type { JobErrorEvent, ScriptxJobStatus } from '../../src/index.js';

let lastToken = 0;

/** Shows a badge whose `fetch` returns what a test makes up. */
async function show(fetch: () => unknown): Promise<[ScriptxJobStatus, JobEvent[]]> {
  const element = badge({ server: 'https://custom.example', token: `custom-${++lastToken}` });
  element.fetch = fetch as ScriptxJobStatus['fetch'];
  const events = eventsOf(element);
  page.append(element);
  await clock.pass(5_000);
  return [element, events];
}

useDrivenPage();

describe('a custom fetch', () => {
  const completed = '{"status":6}';
  const ok = { ok: true, status: 200 };
  const responses: [what: string, response: object][] = [
    ['json() alone', { ...ok, json: () => Promise.resolve({ status: 6 }) }],
    ['json() that is not asynchronous', { ...ok, json: () => ({ status: 6 }) }],
    ['text() alone', { ...ok, text: () => Promise.resolve(completed) }],
    ['a body stream alone', { ...ok, body: streamOf(completed) }],
    [
      'a body that is no stream of the browser, and text()',
      { ...ok, body: {}, text: () => completed },
    ],
    ['a null body and json()', { ...ok, body: null, json: () => ({ status: '6' }) }],
    ['headers without methods', { ...ok, headers: {}, json: () => ({ status: 6 }) }],
    [
      'headers that are no texts',
      { ...ok, headers: { get: () => 7 }, json: () => ({ status: 6 }) },
    ],
    ['no headers that it knows', { ...ok, headers: new Map(), json: () => ({ status: 6 }) }],
  ];
  for (const [what, response] of responses) {
    it(`may return a response with ${what}`, async () => {
      const [, events] = await show(() => response);
      assert.deepEqual(inShort(events), ['completed', 'complete']);
    });
  }

  const read = new Response(completed);
  void read.text();
  const failures: [what: string, fetch: () => unknown, code: string, message: string][] = [
    ['nothing', () => undefined, 'protocol', '`fetch` must return a response'],
    ['null', () => null, 'protocol', '`fetch` must return a response'],
    ['a text', () => completed, 'protocol', '`fetch` must return a response'],
    ['the data', () => ({ status: 6 }), 'protocol', '`ok` and `status`'],
    ['a response without a body', () => ok, 'protocol', '`body` stream, `text()` or `json()`'],
    ['the same response again', () => read, 'protocol', 'a new response for each request'],
    ['data that is no job status', () => ({ ...ok, json: () => [] }), 'protocol', 'no `status`'],
    [
      'data that is no JSON',
      () => ({ ...ok, json: () => Promise.reject(new SyntaxError('<')) }),
      'protocol',
      'not JSON',
    ],
    [
      'data that breaks off',
      () => ({ ...ok, json: () => Promise.reject(new TypeError('broken')) }),
      'unreachable',
      'No response from',
    ],
    [
      'a text of more than 64 KiB',
      () => ({ ...ok, text: () => completed.padEnd(70_000) }),
      'protocol',
      'larger than 64 KiB',
    ],
    ['a rejection', () => Promise.reject(new Error('mine')), 'unreachable', 'No response from'],
  ];
  for (const [what, fetch, code, message] of failures) {
    it(`that returns ${what} is an outage, whose error says what to check`, async () => {
      const [element, events] = await show(fetch);
      assert.deepEqual(inShort(events), [`error ${code}`]);
      assert.include(element.error?.message, message);
      assert.equal(element.state, 'reconnecting');
    });
  }

  it('that throws is an outage, with what it threw as the cause', async () => {
    const cause = new Error('of the app');
    const [, events] = await show(() => {
      throw cause;
    });
    assert.deepEqual(inShort(events), ['error unreachable']);
    assert.equal((events[0] as JobErrorEvent).error.cause, cause);
  });

  it('may refuse a request with a response of its own', async () => {
    const [, events] = await show(() => ({ ok: false, status: 401 }));
    assert.deepEqual(inShort(events), ['error unauthorized']);
  });

  it('begins with the cache mode no-store again when it changes', async () => {
    const modes: (RequestCache | undefined)[] = [];
    const fetch = (_url: string, { cache }: RequestInit) => {
      modes.push(cache);
      return { ...ok, headers: new Headers(), json: () => ({ status: 1 }) };
    };
    const [element] = await show(fetch as () => unknown);
    assert.deepEqual(modes.slice(0, 3), ['no-store', 'default', 'default']);
    modes.length = 0;
    const other = (url: string, init: RequestInit) => fetch(url, init);
    element.fetch = other as unknown as ScriptxJobStatus['fetch'];
    await clock.pass(5_000);
    assert.deepEqual(modes.slice(0, 2), ['no-store', 'default']);
  });

  it('is called without `this`', async () => {
    const receivers: unknown[] = [];
    await show(function (this: unknown) {
      receivers.push(this);
      return { ...ok, json: () => ({ status: 6 }) };
    });
    assert.deepEqual(receivers, [undefined]);
  });
});
