import { assert, fixtureSync, html } from '@open-wc/testing';
import fc from 'fast-check';
import '../../src/index.js';
import type { ScriptxJobStatus } from '../../src/index.js';
import { platform, replacePlatform } from '../../src/polling/platform.js';
import { DrivenClock } from '../support/driven-clock.js';
import { badge, detailOf, eventsOf, inShort, type JobEvent } from './support/pages.js';
import { type Reaction, ScriptedService } from './support/scripted-service.js';

/** Something that happens to time, the service, the page or one of two badges. */
type Step =
  | { readonly pass: number }
  | { readonly reaction: Reaction }
  | { readonly page: Parameters<DrivenClock['change']>[0] }
  | { readonly badge: number; readonly action: Action };

const actions = {
  remove: (element: ScriptxJobStatus) => {
    element.remove();
  },
  add: (element: ScriptxJobStatus, page: Element) => {
    page.append(element);
  },
  move: (element: ScriptxJobStatus, page: Element) => {
    if (element.isConnected) page.prepend(element);
  },
  suspend: (element: ScriptxJobStatus) => {
    element.suspended = true;
  },
  resume: (element: ScriptxJobStatus) => {
    element.suspended = false;
  },
  refresh: (element: ScriptxJobStatus) => {
    element.refresh();
  },
  shortenInterval: (element: ScriptxJobStatus) => {
    element.interval = 100;
  },
  resetInterval: (element: ScriptxJobStatus) => {
    element.interval = undefined;
  },
  license: (element: ScriptxJobStatus) => {
    element.license = element.license ? '' : 'x';
  },
  fetch: (element: ScriptxJobStatus) => {
    element.fetch = (url, init) => platform().fetch(url, init);
  },
};

type Action = keyof typeof actions;

const failures: Reaction[] = [
  { http: 503 },
  { http: 429, headers: { 'Retry-After': '7' } },
  { http: 404 },
  { http: 200, body: '<html>' },
  new TypeError('Failed to fetch'),
  'hang',
];

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ pass: fc.integer({ min: 0, max: 8000 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({ reaction: fc.constantFrom<Reaction>(0, 1, 2, 3, 7, 8, 55) }),
  },
  { weight: 3, arbitrary: fc.record({ reaction: fc.constantFrom(...failures) }) },
  { weight: 1, arbitrary: fc.record({ page: fc.record({ isHidden: fc.boolean() }) }) },
  { weight: 1, arbitrary: fc.record({ page: fc.record({ isOnline: fc.boolean() }) }) },
  { weight: 1, arbitrary: fc.record({ page: fc.record({ isPrerendered: fc.boolean() }) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      badge: fc.nat({ max: 1 }),
      action: fc.constantFrom(...(Object.keys(actions) as Action[])),
    }),
  },
);

let lastToken = 0;

/** Collects the events that an element fires while it is disconnected or suspended. */
function strayEventsOf(element: ScriptxJobStatus, events: JobEvent[]): string[] {
  const strayEvents: string[] = [];
  for (const type of ['job-status-change', 'job-complete', 'job-failed', 'job-error']) {
    element.addEventListener(type, () => {
      if (!element.isConnected || element.suspended) strayEvents.push(`${type} ${events.length}`);
    });
  }
  return strayEvents;
}

/** Checks that events are in order, and that none is fired twice. */
function checkOrder(events: JobEvent[]): void {
  let previous: string | null = null;
  let reported = '';
  for (const [index, event] of events.entries()) {
    if (event.type === 'job-status-change') {
      const detail = detailOf(event);
      assert.equal(detail.previous, previous);
      assert.notEqual(`${detail.status} ${detail.message}`, reported);
      previous = detail.state;
      reported = `${detail.status} ${detail.message}`;
      assert.equal(
        detail.final,
        index >= events.length - 2,
        'only `job-complete` follows a final status',
      );
    } else if (event.type === 'job-complete') {
      assert.equal(index, events.length - 1);
      assert.equal(previous, 'completed');
    }
  }
}

function perform(
  { action }: { action: Action },
  element: ScriptxJobStatus | undefined,
  page: Element,
) {
  if (element) actions[action](element, page);
}

/** Runs the steps, then lets the job end. Checks what its two badges have reported. */
async function runHistory(steps: readonly Step[], random: number): Promise<void> {
  const clock = new DrivenClock(replacePlatform);
  const service = new ScriptedService(clock, 1);
  const page = fixtureSync(html`<div></div>`);
  try {
    clock.random = random;
    service.latency = 40;
    const token = `history-${++lastToken}`;
    const badges = [0, 1].map(() => {
      const element = badge({ server: 'https://history.example', token });
      element.interval = undefined;
      const events = eventsOf(element);
      page.append(element);
      return { element, events, strayEvents: strayEventsOf(element, events) };
    });
    for (const each of steps) {
      if ('pass' in each) await clock.pass(each.pass);
      else if ('reaction' in each) service.react(each.reaction);
      else if ('page' in each) await clock.change(each.page);
      else perform(each, badges[each.badge]?.element, page);
    }

    // A request in flight still gets its scripted response. All later ones get the final status.
    service.react(6);
    await clock.pass(20_000);
    await clock.change({ isHidden: false, isOnline: true, isPrerendered: false });
    for (const { element } of badges) {
      page.append(element);
      element.suspended = false;
      element.refresh();
    }
    await clock.pass(20_000);
    for (const { element, events, strayEvents } of badges) {
      assert.equal(element.state, 'completed', inShort(events).join());
      assert.equal(events.at(-1)?.type, 'job-complete', inShort(events).join());
      assert.isEmpty(strayEvents);
      checkOrder(events);
      assert.equal((await element.finished).state, 'completed');
    }
    assert.isAtMost(service.mostInFlight, 4);
    service.times.slice(11).forEach((at, index) => {
      assert.isAtLeast(at - (service.times[index + 1] ?? 0), 1000, 'at most ten per second');
    });
  } finally {
    page.remove();
    await clock.end();
  }
}

describe('two badges of one job', () => {
  it('fire each event once, in order and to the end, within the limits, whatever happens', async function () {
    this.timeout(120_000);
    const histories = fc.asyncProperty(
      fc.array(step, { minLength: 5, maxLength: 30 }),
      fc.constantFrom(0, 0.5, 0.99),
      runHistory,
    );
    // WebKitGTK takes several times as long as Chromium.
    const numRuns = navigator.userAgent.includes('Chrome') ? 300 : 60;
    await fc.assert(histories, { numRuns, includeErrorInReport: true });
  });
});
