import { platform } from './platform.js';

/** A clock that is set by more than this has slept. */
const leastSleep = 5_000;

let slept = 0;
let lead: number | undefined;

/**
 * Milliseconds on a clock that nobody sets, and that goes on while the computer sleeps: in some
 * browsers `performance.now()` stands still then, but the date is set on when it wakes.
 */
export function now(): number {
  const running = platform.now();
  const before = lead;
  lead = platform.date() - running;
  if (before !== undefined && lead - before > leastSleep) slept += lead - before;
  return running + slept;
}
