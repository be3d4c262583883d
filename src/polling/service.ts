import { isLoopback } from '../protocol/address-space.js';
import type { JobStatusError } from '../protocol/job-status-error.js';
import { reportException } from '../report-exception.js';
import type { JobPoller } from './job-poller.js';
import { type AccessPage, LocalNetworkAccess } from './local-network.js';
import type { Obstacle } from './next-poll.js';
import { isPrerendering } from './page-life.js';
import type { Schedule } from './scheduler.js';

/** Two of a browser's six connections to a server stay free for the page. */
const maxInFlight = 4;

/** Milliseconds between two requests, not counting each job's first: ten per second. */
const minGap = 100;

/** One print service: its limits, and which job is polled next. */
export class Service {
  readonly isLoopback: boolean;
  readonly access: LocalNetworkAccess;
  /** When it accepts requests again (`Retry-After`). */
  heldUntil: number | undefined;
  /** When another request may be sent that is not a job's first. */
  slotAt: number | undefined;
  inFlight = 0;
  /** When the last request was sent. */
  sentAt: number | undefined;
  /** The pollers, in the order in which they were last polled or joined. */
  readonly #pollers = new Set<JobPoller>();
  #isLatestNext = false;

  constructor(origin: string, page: AccessPage) {
    this.isLoopback = isLoopback(origin);
    this.access = new LocalNetworkAccess(origin, page);
  }

  /** What prevents every poll of this service; undefined for nothing. */
  get obstacle(): Obstacle | undefined {
    if (isPrerendering()) return 'prerendering';
    if (this.access.isQueryPending) return 'permission';
    // One request makes the browser ask its user. Others would make it ask again.
    const limit = this.access.isUndecided ? 1 : maxInFlight;
    return this.inFlight >= limit ? 'max-in-flight' : undefined;
  }

  /** Makes a poller the latest one. */
  moveLast(poller: JobPoller): void {
    this.#pollers.delete(poller);
    this.#pollers.add(poller);
  }

  delete(poller: JobPoller): void {
    this.#pollers.delete(poller);
  }

  /** Starts the gap until the next request. */
  takeSlot(now: number): void {
    this.slotAt = now + minGap;
  }

  /** Sends no request for a number of milliseconds (`Retry-After`). */
  hold(now: number, ms: number): void {
    if (ms > 0) this.heldUntil = Math.max(this.heldUntil ?? 0, now + ms);
  }

  /**
   * Shares a failure of one poller. While the browser's user decides on a permission there is one request
   * at a time, and each poller would wait for all others to find out that the service doesn't respond.
   */
  shareNoResponse(from: JobPoller, failure: JobStatusError): void {
    if (!this.access.isUndecided || failure.code !== 'unreachable') return;
    for (const poller of this.#pollers) {
      if (poller !== from) poller.handleNoResponse(failure.cause);
    }
  }

  /** Counts the milliseconds for which the clock stood still during a sleep. */
  wake(stoppedFor: number): void {
    if (this.heldUntil !== undefined) this.heldUntil -= stoppedFor;
  }

  /** Sends the polls that are due, and runs each poller. */
  run(schedule: Schedule): void {
    this.access.run(schedule);
    for (let next = this.#next(schedule); next; next = this.#next(schedule)) {
      this.#isLatestNext = !this.#isLatestNext;
      this.moveLast(next);
      next.poll().catch(reportException);
    }
    for (const poller of this.#pollers) {
      try {
        poller.run(schedule);
      } catch (error) {
        reportException(error);
      }
    }
  }

  /**
   * The poller to poll next. Alternately the latest one that is due, because it may have just changed,
   * and the one that has waited longest, so that each gets its turn.
   */
  #next(schedule: Schedule): JobPoller | undefined {
    if (this.obstacle) return undefined;
    const { slotAt } = this;
    const due = [...this.#pollers].filter((poller) => {
      // Fast path: with many jobs, most of them wait for the limit.
      if (slotAt !== undefined && slotAt > schedule.now && poller.job.isPolled) {
        return poller.subscriberCount > 0 && schedule.isDue(slotAt);
      }
      const next = poller.nextPoll(schedule.now);
      return 'at' in next && schedule.isDue(next.at);
    });
    return this.#isLatestNext ? due.at(-1) : due[0];
  }
}
