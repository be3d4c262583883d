import { platform } from './platform.js';

let last = 0;
let setBack = 0;

/**
 * Milliseconds on a clock that goes on while the computer sleeps, as the date does and
 * `performance.now()` does not everywhere, and that is never set back.
 */
export function now(): number {
  const date = platform.Date.now();
  if (date < last) setBack += last - date;
  last = date;
  return date + setBack;
}
