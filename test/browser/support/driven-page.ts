import { fixtureSync, html } from '@open-wc/testing';
import type { ScriptxJobStatus } from '../../../src/index.js';
import { replacePlatform } from '../../../src/polling/platform.js';
import { DrivenClock } from '../../support/driven-clock.js';
import { badge, eventsOf, type JobEvent } from './pages.js';
import { ScriptedService } from './scripted-service.js';

/** The server of the badges that `show()` adds. */
export const server = 'https://service.example';

/** What each test starts with: a clock that stands still, a service, and an empty page. */
export let clock: DrivenClock;
export let service: ScriptedService;
export let page: HTMLElement;

let lastToken = 0;

/** Gives each test of a file a clock, a service and a page, and checks that it leaves no timer. */
export function useDrivenPage(): void {
  beforeEach(() => {
    clock = new DrivenClock(replacePlatform);
    service = new ScriptedService(clock, 1);
    page = fixtureSync(html`<div></div>`);
  });

  afterEach(async () => {
    page.remove();
    await clock.end();
  });
}

/** The token of a job that no other test polls. */
export function newToken(): string {
  return `job-${++lastToken}`;
}

/** Adds a badge to the page, by default for a new job. Returns it and the events that it fires. */
export function show(attributes: Record<string, string> = {}): [ScriptxJobStatus, JobEvent[]] {
  const element = badge({ server, token: newToken(), ...attributes });
  if (!attributes.interval) element.removeAttribute('interval');
  const events = eventsOf(element);
  page.append(element);
  return [element, events];
}

/** What a promise has resolved or rejected with by now; `pending` if neither. */
export async function resultOf(promise: Promise<unknown>): Promise<unknown> {
  const pending = {};
  const result = await Promise.race([
    promise.catch((error: unknown) => error),
    new Promise((resolve) => setTimeout(resolve, 0, pending)),
  ]);
  return result === pending ? 'pending' : result;
}
