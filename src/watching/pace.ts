import type { JobState } from '../protocol/job-status.js';

/** Between an answer and the next question there is no less, unless an author wants it. */
export const shortestPause = 750;

/** Nor is there more, unless something holds the question back. */
const longestPause = 10_000;

/** The least that an author can want. */
export const shortestInterval = 100;

/** The pause of a page that nobody sees. */
export const unseenPause = 60_000;

/** The least that a back-off is, at first and in the end; it is at most twice as much. */
const firstBackOff = 500;
const lastBackOff = 15_000;

/** Takes up to so much off, so that badges that began together do not ask together for ever. */
const jitter = 0.05;

/** Milliseconds: of these and the age of a status, the pause is the geometric mean. See below. */
const whileWaiting = 6_250;
const whileWorking = 40;

/**
 * The pause between an answer and the next question, from the state, the milliseconds for which the
 * status has been the same, and a random number from 0 up to 1.
 *
 * If a job's status changes in the next second with the chance h, an interval of i seconds costs 1/i
 * questions a second and h times i/2 seconds of lateness; the sum is least at an i in proportion to
 * 1/sqrt(h). A status that has lasted t seconds has an h of about 1/t, hence the square root. Lateness
 * matters most at the end of a job, so a job that the service has begun to work on is asked about
 * more often than one that waits its turn, or for somebody. The constants are those with the fewest
 * questions at which half of the ends are known well before MeadCo's client, which asks each second,
 * would know them: see BENCHMARKS.md.
 */
export function adaptivePause(state: JobState | undefined, lasted: number, random: number): number {
  const isWaiting = /not-started|queued|paused|unknown/.test(state ?? '');
  const pause = Math.sqrt(lasted * (isWaiting ? whileWaiting : whileWorking));
  return Math.min(Math.max(pause, shortestPause), longestPause) * (1 - jitter * random);
}

/** The pause after so many faults in a row: 1, 2, 4 ... 30 s, each times a random 0.5 to 1. */
export function backOff(faults: number, random: number): number {
  return Math.min(firstBackOff * 2 ** (faults - 1), lastBackOff) * (1 + random);
}
