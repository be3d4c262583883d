import type { JobState } from '../protocol/job-status.js';

/** Milliseconds from a response to the next poll, at most, unless something delays the poll. */
const maxPause = 10_000;

/** The shortest interval that an author can set, in milliseconds. */
export const minInterval = 100;

/** Milliseconds from a response to the next poll of a hidden page, and of one that is offline. */
export const hiddenPause = 60_000;
export const offlinePause = 60_000;

/** The back-off at first and at most, in milliseconds. A random half of it is left off. */
const firstBackOff = 1_000;
const maxBackOff = 30_000;

/** The part of a pause that is left off at random, so that badges don't poll in step forever. */
const jitter = 0.05;

/** The pause in milliseconds: `root` times the square root of the seconds without a change, at least `min`. */
interface Pace {
  readonly min: number;
  readonly root: number;
}

const printingPace: Pace = { min: 800, root: 200 };
const waitingPace: Pace = { min: 1_600, root: 360 };

/** The pause after which a page polls that comes back, for example when it is no longer hidden. */
export const minPause = printingPace.min;

/**
 * The pause between a response and the next poll, in milliseconds.
 *
 * If a job's status changes in the next second with the probability h, an interval of i seconds costs
 * 1/i requests a second and h * i/2 seconds of lateness. The sum is least at an i proportional to
 * 1/sqrt(h). A status that has lasted t seconds has an h of about 1/t, hence the square root of time.
 * Lateness matters most at the end of a job, so a job that prints is polled more often than one that
 * waits or is being prepared. The constants are chosen for the person who waits at the printer: on
 * three of four mixes of jobs, the end is known about as early as with a poll every second, or earlier.
 * On the fourth, long prints, it is known later, for fewer polls. See BENCHMARKS.md.
 *
 * @param lasted - Milliseconds for which the status has not changed
 * @param random - From 0 up to 1
 */
export function adaptivePause(state: JobState | undefined, lasted: number, random: number): number {
  const { min, root } = state === 'printing' ? printingPace : waitingPace;
  const ideal = root * Math.sqrt(lasted / 1000);
  return Math.min(Math.max(ideal, min), maxPause) * (1 - jitter * random);
}

/** The pause after a number of failures in a row: 1, 2, 4 ... 30 s, each times a random 0.5 to 1. */
export function backOff(failures: number, random: number): number {
  return Math.min(firstBackOff * 2 ** (failures - 1), maxBackOff) * (0.5 + random / 2);
}
