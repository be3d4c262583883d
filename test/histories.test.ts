import { assert, fixtureSync, html } from '@open-wc/testing';
import fc from 'fast-check';
import '../src/index.js';
import type { ScriptxJobStatus } from '../src/index.js';
import { platform, replacePlatform } from '../src/watching/platform.js';
import { DrivenClock } from './support/driven-clock.mjs';
import { badge, detailOf, eventsOf, inShort, type JobEvent } from './support/pages.js';
import { type Act, ScriptedService } from './support/scripted-service.js';

/** Something that happens to the service, to the page or to one of two badges. */
type Step =
  | { readonly pass: number }
  | { readonly act: Act }
  | { readonly page: Parameters<DrivenClock['change']>[0] }
  | { readonly badge: number; readonly does: keyof typeof deeds };

const deeds = {
  leave: (element: ScriptxJobStatus) => {
    element.remove();
  },
  come: (element: ScriptxJobStatus, page: Element) => {
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
  hasten: (element: ScriptxJobStatus) => {
    element.interval = 100;
  },
  relax: (element: ScriptxJobStatus) => {
    element.interval = undefined;
  },
  license: (element: ScriptxJobStatus) => {
    element.license = element.license ? '' : 'x';
  },
  fetch: (element: ScriptxJobStatus) => {
    element.fetch = (url, init) => platform.fetch(url, init);
  },
};

const faults: Act[] = [
  { http: 503 },
  { http: 429, headers: { 'Retry-After': '7' } },
  { http: 404 },
  { http: 200, body: '<html>' },
  new TypeError('Failed to fetch'),
  'hang',
];

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ pass: fc.integer({ min: 0, max: 8000 }) }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constantFrom<Act>(0, 1, 2, 3, 7, 8, 55) }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constantFrom(...faults) }) },
  { weight: 1, arbitrary: fc.record({ page: fc.record({ isHidden: fc.boolean() }) }) },
  { weight: 1, arbitrary: fc.record({ page: fc.record({ isOnline: fc.boolean() }) }) },
  { weight: 1, arbitrary: fc.record({ page: fc.record({ isPrerendered: fc.boolean() }) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      badge: fc.nat({ max: 1 }),
      does: fc.constantFrom(...(Object.keys(deeds) as (keyof typeof deeds)[])),
    }),
  },
);

let lastToken = 0;

/** Notes whether an element was in the page when it told something. */
function absencesOf(element: ScriptxJobStatus, events: JobEvent[]): string[] {
  const absences: string[] = [];
  for (const type of ['job-status-change', 'job-complete', 'job-failed', 'job-error']) {
    element.addEventListener(type, () => {
      if (!element.isConnected || element.suspended) absences.push(`${type} ${events.length}`);
    });
  }
  return absences;
}

/** Checks that what was told is in order, and nothing twice. */
function checkOrder(events: JobEvent[]): void {
  let previous: string | null = null;
  let news = '';
  for (const [index, event] of events.entries()) {
    if (event.type === 'job-status-change') {
      const detail = detailOf(event);
      assert.equal(detail.previous, previous);
      assert.notEqual(`${detail.status} ${detail.message}`, news);
      previous = detail.state;
      news = `${detail.status} ${detail.message}`;
      assert.equal(detail.final, index >= events.length - 2, 'nothing follows but the end');
    } else if (event.type === 'job-complete') {
      assert.equal(index, events.length - 1);
      assert.equal(previous, 'completed');
    }
  }
}

function perform(
  { does }: { does: keyof typeof deeds },
  element: ScriptxJobStatus | undefined,
  page: Element,
) {
  if (element) deeds[does](element, page);
}

async function live(steps: readonly Step[], randoms: number): Promise<void> {
  const clock = new DrivenClock(replacePlatform);
  const service = new ScriptedService(clock, 1);
  const page = fixtureSync(html`<div></div>`);
  try {
    clock.random = randoms;
    service.latency = 40;
    const token = `history-${++lastToken}`;
    const badges = [0, 1].map(() => {
      const element = badge({ server: 'https://history.example', token });
      element.interval = undefined;
      const events = eventsOf(element);
      page.append(element);
      return { element, events, absences: absencesOf(element, events) };
    });
    for (const each of steps) {
      if ('pass' in each) await clock.pass(each.pass);
      else if ('act' in each) service.act(each.act);
      else if ('page' in each) await clock.change(each.page);
      else perform(each, badges[each.badge]?.element, page);
    }

    // What is out is answered as it would have been; all that is asked from now on is the end.
    service.act(6);
    await clock.pass(20_000);
    await clock.change({ isHidden: false, isOnline: true, isPrerendered: false });
    for (const { element } of badges) {
      page.append(element);
      element.suspended = false;
      element.refresh();
    }
    await clock.pass(20_000);
    for (const { element, events, absences } of badges) {
      assert.equal(element.state, 'completed', inShort(events).join());
      assert.equal(events.at(-1)?.type, 'job-complete', inShort(events).join());
      assert.isEmpty(absences);
      checkOrder(events);
      assert.equal((await element.finished).state, 'completed');
    }
    assert.isAtMost(service.mostInFlight, 4);
    service.times.slice(11).forEach((at, index) => {
      assert.isAtLeast(at - (service.times[index + 1] ?? 0), 1000, 'ten a second at most');
    });
  } finally {
    page.remove();
    await clock.end();
  }
}

describe('whatever happens', () => {
  it('is told in order, once, within the limits, and to the end', async function () {
    this.timeout(120_000);
    const histories = fc.asyncProperty(
      fc.array(step, { minLength: 5, maxLength: 30 }),
      fc.constantFrom(0, 0.5, 0.99),
      live,
    );
    // WebKitGTK takes several times as long as Chromium.
    const numRuns = navigator.userAgent.includes('Chrome') ? 300 : 60;
    await fc.assert(histories, { numRuns, includeErrorInReport: true });
  });
});
