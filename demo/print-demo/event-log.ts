import { find } from '../site/scripts/find.js';
import { copyOfItem, writeTime } from './list-item.js';

const pageSize = 12;
const maxEntries = 240;

const list = find(document, '#events', HTMLOListElement);
const empty = find(document, '#no-events', HTMLElement);
const showOlder = find(document, '#show-older', HTMLButtonElement);

/** How many of the newest entries are visible. */
let visible = pageSize;

export interface LogEntry {
  readonly event: string;
  readonly job: string;
  readonly text: string;
}

/** Adds an entry to the log of events. */
export function logEvent({ event, job, text }: LogEntry): void {
  const item = copyOfItem('#event');
  item.className = event;
  writeTime(item);
  find(item, 'code', HTMLElement).textContent = event;
  find(item, '.job', HTMLElement).textContent = job;
  find(item, '.text', HTMLElement).textContent = text;
  list.prepend(item);
  list.children[maxEntries]?.remove();
  empty.hidden = true;
  update();
}

/** Makes the button show older entries. */
export function enableEventLog(): void {
  showOlder.addEventListener('click', () => {
    const firstOlder = list.children[visible];
    visible += pageSize;
    update();
    // The button is further down now, or hidden.
    if (firstOlder instanceof HTMLElement) {
      firstOlder.tabIndex = -1;
      firstOlder.focus({ preventScroll: true });
    }
  });
}

function update(): void {
  [...list.children].forEach((item, index) => item.toggleAttribute('hidden', index >= visible));
  const hidden = Math.max(0, list.children.length - visible);
  showOlder.hidden = hidden === 0;
  showOlder.textContent = `Show older (${hidden})`;
}
