import { now } from './clock.js';
import { platform } from './platform.js';
import { SleepDetector } from './sleep-detector.js';

/** A timer holds 24.8 days at most. */
const maxTimer = 1e9;

/** One run of what is due. Collects when the next run has to be. */
export class Schedule {
  readonly now: number;
  /** The earliest time that has not come yet. */
  next: number | undefined;

  constructor(now: number) {
    this.now = now;
  }

  /** Whether a time has come. If not, the scheduler runs again then. */
  isDue(at: number): boolean {
    if (at <= this.now) return true;
    this.next = Math.min(this.next ?? at, at);
    return false;
  }
}

/** Has one timer, for the next time at which something is due. */
export class Scheduler {
  readonly #run: (schedule: Schedule) => void;
  readonly #onWake: (stoppedFor: number) => void;
  readonly #sleep = new SleepDetector();
  #timer: unknown;
  #at: number | undefined;

  /**
   * @param run - Does what is due
   * @param onWake - Called after a sleep, with the milliseconds for which the clock stood still
   */
  constructor(run: (schedule: Schedule) => void, onWake: (stoppedFor: number) => void) {
    this.#run = run;
    this.#onWake = onWake;
  }

  /** Runs once the current task has ended. */
  runSoon(): void {
    this.#runAt(now());
  }

  #runAt(at: number): void {
    this.#at = Math.min(this.#at ?? at, at);
    platform().clearTimeout(this.#timer);
    // Rounded up, because timers drop fractions, and would run too early.
    const wait = Math.min(Math.ceil(this.#at - now()), maxTimer);
    this.#timer = platform().setTimeout(this.#tick, wait);
  }

  readonly #tick = (): void => {
    const stoppedFor = this.#sleep.check(this.#at ?? now());
    if (stoppedFor !== undefined) this.#onWake(stoppedFor);
    this.#at = undefined;
    const schedule = new Schedule(now());
    this.#run(schedule);
    if (schedule.next !== undefined) this.#runAt(schedule.next);
  };
}
