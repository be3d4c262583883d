import { now } from './clock.js';
import { isHidden } from './page-life.js';
import { platform } from './platform.js';

/** Tells whether a time has come; when it has not, there is another review then. */
export type IsTime = (at: number) => boolean;

/** When questions could last be put again after something had held them back. */
export let backAt = 0;

/** When the page last went on after it had stood still. */
export let wokeAt = 0;

/** A timer that runs so late was held up: the computer slept, or the page was frozen. */
const leastSleep = 5_000;

/** A timer holds 24.8 days at most. */
const longestTimer = 1e9;

/** What is done in a review: whatever is due by what is known and by the time. */
let doWhatIsDue: ((isTime: IsTime) => void) | undefined;

/** The only timer there is, and when it runs. */
let timer: unknown;
let next = Infinity;

/** Says what is done in a review. */
export function reviewWith(whatIsDue: (isTime: IsTime) => void): void {
  doWhatIsDue = whatIsDue;
}

/** Plans a review for when the running code is done. */
export function review(): void {
  next = Math.min(next, now());
  arm();
}

/** Lets every watch ask at once that is seen. */
export function comeBack(): void {
  backAt = now();
  review();
}

/** Lets every watch ask at once, and gives what is out time again. */
export function wake(): void {
  wokeAt = now();
  comeBack();
}

/** Has the timer run when it is time, and none when there is nothing to wait for. */
function arm(): void {
  platform.clearTimeout(timer);
  if (next < Infinity) {
    timer = platform.setTimeout(reviewAll, Math.min(next - now(), longestTimer));
  }
}

function reviewAll(): void {
  const time = now();
  // The timers of a page that nobody sees are late without any sleep.
  if (time - next > leastSleep && !isHidden()) wake();
  next = Infinity;
  doWhatIsDue?.((at) => {
    if (at > time) next = Math.min(next, at);
    return at <= time;
  });
  arm();
}
