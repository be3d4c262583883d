import type { JobState } from '../protocol/reading.js';

/**
 * How long to wait between an answer and the next question, in milliseconds.
 *
 * If a job's status changes in the next second with the chance h, the sum of questions asked and
 * of lateness is least at an interval in proportion to 1/√h. A status that has lasted t seconds has
 * an h of about 1/t, hence the square root. Lateness matters most at the end of a job, so a job that
 * the service has begun to work on is asked about more often than one that waits its turn.
 */
export function usualPause(state: JobState | undefined, lasted: number, random: number): number {
  const factor = state !== undefined && waiting.has(state) ? 1.5 : 0.6;
  const pause = factor * Math.sqrt(lasted / 1000) * 1000;
  return Math.min(Math.max(pause, shortestPause), longestPause) * (1 - jitter * random);
}

const waiting: ReadonlySet<JobState> = new Set(['not-started', 'queued', 'paused', 'unknown']);

const shortestPause = 600;

/** Between an answer and the next question there is no more, but for what holds it back. */
export const longestPause = 10_000;

/** Takes up to a tenth off, so that badges that began together do not ask together for ever. */
const jitter = 0.1;

/** How long to wait after a row of faults: 1, 2, 4 … 30 s, each times a random 0.5 to 1. */
export function backOff(faults: number, random: number): number {
  return Math.min(1000 * 2 ** (faults - 1), 30_000) * (0.5 + random / 2);
}

/** A page that nobody looks at, or that is offline, asks once a minute at most. */
export const unseenPause = 60_000;

/** No author's interval is shorter. */
export const shortestInterval = 100;
