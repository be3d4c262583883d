import { fixtureSync, html } from '@open-wc/testing';
import type {
  JobCompleteEvent,
  JobErrorEvent,
  JobEventDetail,
  JobFailedEvent,
  JobStatusChangeEvent,
  ScriptxJobStatus,
} from '../../src/index.js';
import { simulator } from './services.js';

export type JobEvent = JobStatusChangeEvent | JobCompleteEvent | JobFailedEvent | JobErrorEvent;

const eventTypes = ['job-status-change', 'job-complete', 'job-failed', 'job-error'] as const;

/** A badge on the page that asks the simulator about a job. */
export function badge(attributes: Record<string, string | boolean> = {}): ScriptxJobStatus {
  const element = document.createElement('scriptx-job-status');
  const all: typeof attributes = { server: simulator, interval: '100', ...attributes };
  for (const [name, value] of Object.entries(all)) {
    if (value !== false) element.setAttribute(name, value === true ? '' : value);
  }
  return element;
}

/** Puts a badge on the page until the test is over; it asks when the running task is. */
export function shownBadge(attributes: Record<string, string | boolean> = {}): ScriptxJobStatus {
  const element = badge(attributes);
  fixtureSync(html`<div>${element}</div>`);
  return element;
}

/** Notes the events of an element as they reach the document. */
export function eventsOf(element: Element): JobEvent[] {
  const events: JobEvent[] = [];
  for (const type of eventTypes) {
    element.addEventListener(type, (event) => events.push(event as JobEvent));
  }
  return events;
}

/** The job status in an event about a job. */
export function detailOf(event: JobEvent | undefined): JobEventDetail {
  if (!event || event.type === 'job-error') throw new Error('The event is not about a job');
  return event.detail as JobEventDetail;
}

/** Events in short, such as `queued`, `complete`, `error unreachable`. */
export function inShort(events: readonly JobEvent[]): string[] {
  return events.map((event) => {
    if (event.type === 'job-status-change') return detailOf(event).state;
    if (event.type === 'job-error') return `error ${(event as JobErrorEvent).detail.code}`;
    return event.type.replace('job-', '');
  });
}

/** What the live region of a badge says from now on. */
export async function spokenBy(element: ScriptxJobStatus, said: string[] = []): Promise<string[]> {
  await element.updateComplete;
  const region = regionOf(element);
  new MutationObserver(() => {
    const text = region.textContent.trim();
    if (text) said.push(text);
  }).observe(region, { childList: true, characterData: true, subtree: true });
  return said;
}

/** The live region of a badge. */
export function regionOf(element: ScriptxJobStatus): HTMLElement {
  return partOf(element, '[role=status]');
}

/** What a badge shows, as text. */
export function wordsOf(element: ScriptxJobStatus): string {
  const shown = element.shadowRoot?.querySelector('[part=badge]')?.textContent ?? '';
  return shown.replace(/\s+/g, ' ').trim();
}

export function partOf(element: ScriptxJobStatus, selector: string): HTMLElement {
  const part = element.shadowRoot?.querySelector<HTMLElement>(selector);
  if (!part) throw new Error(`The badge has no ${selector}`);
  return part;
}

/** Resolves when so much time has passed; for what must not happen meanwhile. */
export function passing(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

const readyState = Object.getOwnPropertyDescriptor(Document.prototype, 'readyState') ?? {};

/** Lets the page seem to be loading, or loaded; without a value, as it is. */
export function pretendReadyState(value?: DocumentReadyState): void {
  const pretended = { configurable: true, value };
  Object.defineProperty(Document.prototype, 'readyState', value ? pretended : readyState);
}
