import { report } from '../element/report.js';
import { platform } from '../watching/platform.js';

const callbacks = new Set<() => void>();

/**
 * Calls back once the current task has ended: by then a framework has set all attributes, and an
 * element that was moved is back in the page. Adding a callback again changes nothing. One timer
 * serves all elements of the page.
 */
export function afterTask(callback: () => void): void {
  if (callbacks.size === 0) platform.setTimeout(callBackAll, 0);
  callbacks.add(callback);
}

function callBackAll(): void {
  const due = [...callbacks];
  callbacks.clear();
  for (const callback of due) {
    try {
      callback();
    } catch (error) {
      report(error);
    }
  }
}
