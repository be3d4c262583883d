import { isLoopback } from '../protocol/address-space.js';
import type { Fault } from '../protocol/answer.js';
import { JobStatusError } from '../protocol/job-status-error.js';
import { type JobReading, sameNews } from '../protocol/reading.js';
import type { StatusRequest } from '../protocol/status-request.js';
import { now } from './clock.js';
import { FaultRow } from './fault-row.js';
import type { LocalAccess } from './local-access.js';
import { longestPause, pauseIn, shortestPause, type Wishes } from './pace.js';
import { platform } from './platform.js';
import { ask, type Fetch } from './question.js';

/** Somebody who wants to know what becomes of a job. */
export interface Watcher {
  /** Is asked at each use, for wishes may change. */
  wishes(): Wishes;
  /** Is called with a changed reading, and with the first good answer after an error. */
  onReading(reading: JobReading): void;
  /** Is called when the browser begins to ask its user for permission, and when it is done. */
  onAwait(isAwaiting: boolean): void;
  /** Is called when the status cannot be had; when the error is final, the watch is over. */
  onError(error: JobStatusError): void;
}

/** How long a job that the service does not know may still turn up: it may just have been sent. */
const unknownJobGrace = 5_000;

/**
 * Watches one job for all who want to know of it. It says when the next question is wanted, in
 * `dueAt`; the queue of its server decides when it may be put, and calls `ask`.
 */
export class JobWatch {
  readonly request: StatusRequest;
  readonly fetch: Fetch | undefined;
  /** The last reading there was. */
  reading: JobReading | null = null;
  /** Whether there is no more to ask: the job is final or lost, or nobody watches it. */
  isOver = false;

  /** Each watcher, with the time at which it joined. */
  readonly #watchers = new Map<Watcher, number>();
  readonly #onChange: (watch: JobWatch) => void;
  readonly #isLoopback: boolean;
  #question: AbortController | undefined;
  /** When the status was seen to change, or at first when the watch began. */
  changedAt = now();

  #startedAt: number | undefined;
  /** When the last question was put, or answered. */
  #lastAt = 0;
  #wantsNow = false;
  /** Whether the browser refuses, so that there is no use in asking. */
  #isBlocked = false;
  #isAwaiting = false;
  /** Drawn with each answer, so that `dueAt` stays what it is until the next. */
  #random = 0;
  readonly #faults = new FaultRow();
  /** The outage that the watchers were told of. */
  #outage: JobStatusError | undefined;
  #alarm: unknown;

  /**
   * `onChange` is called when `dueAt` or `isOver` may have changed. The watch goes on where `from`
   * is: with its last reading, and its next question at the same time.
   */
  constructor(
    request: StatusRequest,
    fetch: Fetch | undefined,
    onChange: (watch: JobWatch) => void,
    from?: JobWatch,
  ) {
    this.request = request;
    this.fetch = fetch;
    this.#onChange = onChange;
    this.#isLoopback = isLoopback(new URL(request.url).hostname);
    if (from) {
      this.reading = from.reading;
      this.#startedAt = from.#startedAt;
      this.#lastAt = from.#lastAt;
      this.changedAt = from.changedAt;
      this.#random = from.#random;
    }
  }

  /** Whether nothing has been asked yet. */
  get isNew(): boolean {
    return this.#startedAt === undefined;
  }

  /** Whether a question is out. */
  get isAsking(): boolean {
    return this.#question !== undefined;
  }

  /** When the next question is wanted. */
  get dueAt(): number {
    if (this.isNew || this.#wantsNow) return 0;
    if (this.#isBlocked) return Infinity;
    return this.#lastAt + this.#pause;
  }

  add(watcher: Watcher): void {
    this.#watchers.set(watcher, now());
    if (this.#isAwaiting) watcher.onAwait(true);
    if (this.reading) watcher.onReading(this.reading);
    if (this.#outage) watcher.onError(this.#outage);
    this.review();
  }

  remove(watcher: Watcher): void {
    if (this.#watchers.delete(watcher)) this.review();
  }

  /** Makes the next question due at once, unless one is out. */
  hurry(): void {
    this.#wantsNow = !this.isAsking;
    this.#onChange(this);
  }

  /** Notes whether the browser is asking its user for permission. */
  await(isAwaiting: boolean): void {
    if (isAwaiting === this.#isAwaiting) return;
    this.#isAwaiting = isAwaiting;
    for (const watcher of this.#watchers.keys()) watcher.onAwait(isAwaiting);
  }

  /** Asks again, for the browser may think otherwise now. */
  unblock(): void {
    if (this.#isBlocked) this.hurry();
  }

  /** Does without the answer to the question that is out, and asks again when it may. */
  interrupt(): void {
    if (!this.#question) return;
    this.#question.abort();
    this.#question = undefined;
    this.#wantsNow = true;
  }

  /** Asks at once when the page is back, unless it has just done so. */
  resume(): void {
    if (now() - this.#lastAt > shortestPause) this.hurry();
    this.review();
  }

  /** Puts a question; resolves with the answer's `Retry-After` when the watchers know the rest. */
  async ask(access: LocalAccess): Promise<number> {
    const question = new AbortController();
    this.#question = question;
    this.#wantsNow = false;
    this.#isBlocked = false;
    this.#lastAt = now();
    this.#startedAt ??= this.#lastAt;
    this.review();

    const answer = await ask(this.request, this.fetch, access, question);
    if (this.#question === question) {
      this.#question = undefined;
      this.#lastAt = now();
      this.#random = platform.random();
      if ('reading' in answer) this.#takeReading(answer.reading);
      else this.#takeFault(answer.fault);
      this.#review(true);
    }
    return answer.retryAfter;
  }

  /**
   * Does what the passing of time, a watcher's wish or the page's being seen makes due: tells an
   * outage, lets go a watcher whose time is over, ends the watch that nobody wants.
   */
  review(): void {
    this.#review(false);
  }

  get #wishes(): Wishes[] {
    return [...this.#watchers.keys()].map((watcher) => watcher.wishes());
  }

  get #isUnseen(): boolean {
    if (!platform.isOnline() && !this.#isLoopback) return true;
    return platform.isHidden() && !this.#wishes.some(({ background }) => background);
  }

  /**
   * Whether asking was held up until the timeout was over (the page is or was hidden, offline or
   * asleep), so that one more question is due, or out.
   */
  #hasPaused(timeoutAt: number, time: number): boolean {
    if (this.#isUnseen) return true;
    if (this.isAsking && this.#lastAt >= timeoutAt) return true;
    return this.#faults.length === 0 && time - this.#lastAt > longestPause;
  }

  get #pause(): number {
    return pauseIn({
      state: this.reading?.state,
      lasted: this.#lastAt - this.changedAt,
      faults: this.#faults.length,
      isUnseen: this.#isUnseen,
      random: this.#random,
      wishes: this.#wishes,
    });
  }

  #review(isAnswered: boolean): void {
    platform.clearTimeout(this.#alarm);
    if (this.isOver) return;
    const time = now();
    let next = Infinity;

    if (!this.#outage) {
      if (this.#faults.newsAt > time) next = this.#faults.newsAt;
      else if (this.#faults.last) this.#tellOutage(this.#faults.last);
    }

    for (const [watcher, joinedAt] of this.#watchers) {
      const timeoutAt =
        Math.max(joinedAt, this.#startedAt ?? Infinity) + (watcher.wishes().timeout ?? Infinity);
      if (timeoutAt > time) next = Math.min(next, timeoutAt);
      else if (isAnswered || !this.#hasPaused(timeoutAt, time)) this.#giveUp(watcher);
      // The job may have ended meanwhile.
      else if (!this.#isUnseen) this.#wantsNow = !this.isAsking;
    }

    if (this.#watchers.size === 0) this.#end();
    else if (next < Infinity) {
      this.#alarm = platform.setTimeout(() => {
        this.review();
      }, next - time);
    }
    this.#onChange(this);
  }

  #takeReading(reading: JobReading): void {
    const isNews = this.#outage !== undefined || !sameNews(reading, this.reading);
    if (reading.status !== this.reading?.status) this.changedAt = this.#lastAt;
    this.reading = reading;
    this.#faults.clear();
    this.#outage = undefined;
    const watchers = [...this.#watchers.keys()];
    if (reading.final) this.#end();
    if (isNews) for (const watcher of watchers) watcher.onReading(reading);
  }

  #takeFault(fault: Fault): void {
    const isUnknown = fault.code === 'unknown-job';
    const askedFor = this.#lastAt - (this.#startedAt ?? 0);
    if (fault.final || (isUnknown && (this.reading || askedFor >= unknownJobGrace))) {
      const watchers = [...this.#watchers.keys()];
      this.#end();
      for (const watcher of watchers) watcher.onError(this.#errorOf(fault, true));
    } else if (fault.code === 'blocked') {
      this.#isBlocked = true;
      this.#tellOutage(fault);
    } else if (!isUnknown) {
      this.#faults.add(fault, this.#lastAt);
    }
  }

  #errorOf(fault: Fault, final: boolean): JobStatusError {
    const { code, message, cause } = fault;
    return new JobStatusError(code, message, { final, cause, reading: this.reading });
  }

  #tellOutage(fault: Fault): void {
    this.#outage = this.#errorOf(fault, false);
    for (const watcher of this.#watchers.keys()) watcher.onError(this.#outage);
  }

  #giveUp(watcher: Watcher): void {
    this.#watchers.delete(watcher);
    const seconds = (watcher.wishes().timeout ?? 0) / 1000;
    const message = `The job has not ended in ${seconds} s, so it is watched no longer. It may go on.`;
    watcher.onError(new JobStatusError('timeout', message, { reading: this.reading }));
  }

  #end(): void {
    this.isOver = true;
    this.#watchers.clear();
    this.#question?.abort();
    this.#question = undefined;
    platform.clearTimeout(this.#alarm);
    this.#onChange(this);
  }
}
