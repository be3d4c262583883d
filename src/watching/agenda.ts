import { now } from './clock.js';
import type { JobWatch } from './job-watch.js';
import { platform } from './platform.js';

/** Tells whether a time has come; when it has not, there is another review then. */
export type IsTime = (at: number) => boolean;

/** All that the page watches and some that it has watched, the one asked about longest ago first. */
export const watches = new Set<JobWatch>();

/** When questions could last be put again after something had held them back. */
export let backAt = 0;

/** A timer that runs so late was held up: the computer slept, or the page was frozen. */
const leastSleep = 5_000;

/** A timer holds 24.8 days at most. */
const longestTimer = 1e9;

/** The only timer there is, and when it runs. */
let timer: unknown;
let next = Infinity;
let isForNews = false;

/** Plans a review for when the running code is done. */
export function review(): void {
  next = Math.min(next, now());
  arm();
}

/** Has the timer run when it is time, and none when there is nothing to wait for. */
function arm(): void {
  platform.clearTimeout(timer);
  if (next < Infinity) {
    timer = platform.setTimeout(reviewAll, Math.min(Math.max(next - now(), 0), longestTimer));
  }
}

/** Lets every watch ask at once. */
export function comeBack(): void {
  backAt = now();
  review();
}

/** Puts a watch where the next question for news is taken from. */
export function moveLast(watch: JobWatch): void {
  watches.delete(watch);
  watches.add(watch);
}

/** Does what is due, and puts the questions whose turn it is. */
function reviewAll(): void {
  const time = now();
  if (time - next > leastSleep) backAt = time;
  next = Infinity;
  const isTime = (at: number): boolean => {
    if (at > time) next = Math.min(next, at);
    return at <= time;
  };

  const due = [...watches].filter((each) => isTime(each.turnAt()));
  while (due[0]) {
    // News call for a quick look, so by turns the job comes first that was added last or is due again
    // soonest; in between the one that was asked about longest ago, so that none starves.
    const watch = isForNews ? due.pop() : due.shift();
    // The turn of another may have put this one off.
    if (!watch || !isTime(watch.turnAt())) continue;
    isForNews = !isForNews;
    moveLast(watch);
    void watch.ask();
  }
  for (const watch of watches) watch.review(isTime);
  arm();
}
