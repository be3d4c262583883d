import { now } from './clock.js';
import { isHidden } from './page-life.js';
import { platform } from './platform.js';

/** Milliseconds by which a timer is late, or the date ahead, after a sleep or a freeze. */
const minSleep = 5_000;

/** The same on a hidden page, where browsers run timers once a minute. */
const minHiddenSleep = 65_000;

/** Detects that the computer slept, or that the page was frozen. */
export class SleepDetector {
  /** By how much the date was ahead of the clock, which may stop during sleep. */
  #dateLead: number | undefined;

  /**
   * Checks whether there was a sleep since the last check. Returns the milliseconds for which the
   * clock stood still, which may be 0, or undefined if there was no sleep.
   *
   * @param expectedAt - When this check should have been made
   */
  check(expectedAt: number): number | undefined {
    const lead = platform().Date.now() - now();
    const jump = lead - (this.#dateLead ?? lead);
    this.#dateLead = lead;
    const lateness = now() - expectedAt;
    const isLate = lateness > (isHidden() ? minHiddenSleep : minSleep);
    return isLate || jump > minSleep ? Math.max(jump, 0) : undefined;
  }
}
