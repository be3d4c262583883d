import { platform } from './platform.js';

/**
 * Milliseconds on a clock that can't be set. On some systems it stops while the computer sleeps; see
 * `SleepDetector`.
 */
export function now(): number {
  const { Date, performance } = platform();
  // A page can overwrite `performance` with a global variable.
  return typeof performance?.now === 'function' ? performance.now() : Date.now();
}
