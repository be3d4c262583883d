import { fixtureSync, html } from '@open-wc/testing';
import type {
  JobCompleteEvent,
  JobErrorEvent,
  JobEventDetail,
  JobFailedEvent,
  JobStatusChangeEvent,
  ScriptxJobStatus,
} from '../../../src/index.js';
import { simulator } from './services.js';

export type JobEvent = JobStatusChangeEvent | JobCompleteEvent | JobFailedEvent | JobErrorEvent;

const eventTypes = ['job-status-change', 'job-complete', 'job-failed', 'job-error'] as const;

/** Creates a badge that polls the simulator, unless another server is given. */
export function badge(attributes: Record<string, string | boolean> = {}): ScriptxJobStatus {
  const element = document.createElement('scriptx-job-status');
  const all: typeof attributes = { server: simulator, interval: '100', ...attributes };
  for (const [name, value] of Object.entries(all)) {
    if (value !== false) element.setAttribute(name, value === true ? '' : value);
  }
  return element;
}

/** Adds a badge to the page until the test ends. It polls after the current task. */
export function shownBadge(attributes: Record<string, string | boolean> = {}): ScriptxJobStatus {
  const element = badge(attributes);
  fixtureSync(html`<div>${element}</div>`);
  return element;
}

/** Records the events that an element fires. */
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

/** Records what the live region of a badge announces from now on. */
export async function spokenBy(
  element: ScriptxJobStatus,
  announced: string[] = [],
): Promise<string[]> {
  await element.updateComplete;
  const region = regionOf(element);
  new MutationObserver(() => {
    const text = region.textContent.trim();
    if (text) announced.push(text);
  }).observe(region, { childList: true, characterData: true, subtree: true });
  return announced;
}

/** The live region of a badge. */
export function regionOf(element: ScriptxJobStatus): HTMLElement {
  return partOf(element, '[role=status]');
}

/** The visible text of a badge. */
export function wordsOf(element: ScriptxJobStatus): string {
  const shown = element.shadowRoot?.querySelector('[part=badge]')?.textContent ?? '';
  return shown.replace(/\s+/g, ' ').trim();
}

export function partOf(element: ScriptxJobStatus, selector: string): HTMLElement {
  const part = element.shadowRoot?.querySelector<HTMLElement>(selector);
  if (!part) throw new Error(`The badge has no ${selector}`);
  return part;
}

/** Waits a number of milliseconds, in which something must not happen. */
export function passing(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

const readyState = Object.getOwnPropertyDescriptor(Document.prototype, 'readyState') ?? {};

/** Fakes the `readyState` of documents. Without a value, restores the real one. */
export function pretendReadyState(value?: DocumentReadyState): void {
  const fake = { configurable: true, value };
  Object.defineProperty(Document.prototype, 'readyState', value ? fake : readyState);
}
