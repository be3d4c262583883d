import { callEach } from '../report-exception.js';
import { platform } from '../polling/platform.js';

const callbacks = new Set<() => void>();

/**
 * Calls back once the current task has ended: by then a framework has set all attributes, and an
 * element that was moved is back in the page. Adding a callback again changes nothing.
 */
export function afterTask(callback: () => void): void {
  callbacks.add(callback);
  platform().setTimeout(callBack, 0);
}

function callBack(): void {
  const due = [...callbacks];
  callbacks.clear();
  callEach(due);
}
