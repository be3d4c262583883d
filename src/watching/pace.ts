import type { JobState } from '../protocol/reading.js';

/** How somebody wishes a job to be watched. */
export interface Wishes {
  /** Milliseconds between an answer and the next question; undefined for the adaptive pace. */
  readonly interval: number | undefined;
  /** Milliseconds after the first question at which to give up; undefined for never. */
  readonly timeout: number | undefined;
  /** Whether to keep the usual pace while the page is hidden. */
  readonly background: boolean;
}

/** What decides how long the next question waits. */
export interface Situation {
  /** The job's state, as far as it is known. */
  readonly state: JobState | undefined;
  /** Milliseconds for which the status has been the same. */
  readonly lasted: number;
  /** How many questions in a row brought no answer. */
  readonly faults: number;
  /** Whether nobody sees the page, or it is offline. */
  readonly isUnseen: boolean;
  /** A number from 0 up to 1. */
  readonly random: number;
  /** What the watchers wish; the quickest counts. */
  readonly wishes: readonly Wishes[];
}

/** Between an answer and the next question there is no less, unless an author wants it. */
export const shortestPause = 750;

/** Nor is there more, unless something holds the question back. */
const longestPause = 10_000;

const shortestInterval = 100;
const unseenPause = 60_000;
const firstBackOff = 1_000;
const longestBackOff = 30_000;

/** Takes up to so much off, so that badges that began together do not ask together for ever. */
const jitter = 0.05;

/** Seconds between two questions about a status that has lasted one second: see below. */
const whileWaiting = 2.5;
const whileWorking = 0.2;

/** States in which the job waits for its turn, or for somebody. */
const waiting: ReadonlySet<JobState | undefined> = new Set([
  'not-started',
  'queued',
  'paused',
  'unknown',
]);

/**
 * Milliseconds between an answer and the next question. What holds a question longer counts, the
 * strongest first: a back-off after faults, a page that nobody sees, the interval or the pace.
 */
export function pauseIn({ faults, isUnseen, wishes, ...situation }: Situation): number {
  const held = faults > 0 ? backOff(faults, situation.random) : 0;
  const adaptive = held || adaptivePause(situation);
  const pauses = wishes.map(({ interval }) =>
    interval === undefined ? adaptive : Math.max(interval, held, shortestInterval),
  );
  return Math.max(Math.min(...pauses), isUnseen ? unseenPause : 0);
}

/**
 * If a job's status changes in the next second with the chance h, an interval of i seconds costs 1/i
 * questions a second and h × i/2 seconds of lateness; the sum is least at an i in proportion to
 * 1/√h. A status that has lasted t seconds has an h of about 1/t, hence the square root. Lateness
 * matters most at the end of a job, so a job that the service has begun to work on is asked about
 * more often than one that waits its turn. The factors are those with the fewest questions at which
 * half of the ends are known well before MeadCo's client, which asks each second, would know them:
 * see BENCHMARKS.md.
 */
function adaptivePause({ state, lasted, random }: Pick<Situation, 'state' | 'lasted' | 'random'>) {
  const factor = waiting.has(state) ? whileWaiting : whileWorking;
  const pause = factor * Math.sqrt(lasted / 1000) * 1000;
  return Math.min(Math.max(pause, shortestPause), longestPause) * (1 - jitter * random);
}

/** 1, 2, 4 … 30 s, each times a random 0.5 to 1. */
function backOff(faults: number, random: number): number {
  return Math.min(firstBackOff * 2 ** (faults - 1), longestBackOff) * (0.5 + random / 2);
}
