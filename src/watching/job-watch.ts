import { isLoopback } from '../protocol/address-space.js';
import type { Fault } from '../protocol/answer.js';
import { JobStatusError } from '../protocol/job-status-error.js';
import type { JobReading } from '../protocol/reading.js';
import type { StatusRequest } from '../protocol/status-request.js';
import { now } from './clock.js';
import { FaultRow } from './fault-row.js';
import type { LocalAccess } from './local-access.js';
import { pauseIn, shortestPause, type Wishes } from './pace.js';
import { platform } from './platform.js';
import { ask, type Fetch } from './question.js';

/** Somebody who wants to know what becomes of a job. */
export interface Watcher {
  /** Is asked at each use, for wishes may change. */
  wishes(): Wishes;
  /** Is called when the browser begins to ask its user for permission, and when it is done. */
  onAwait(isAwaiting: boolean): void;
  /** Is called with each reading, changed or not. */
  onReading(reading: JobReading): void;
  /** Is called when the status cannot be had; when the error is final, the watch is over. */
  onError(error: JobStatusError): void;
}

/** How long a job that the service does not know may still turn up: it may just have been sent. */
const unknownJobGrace = 5_000;

/** A timer that runs later than this was held up: the computer slept, or the page was frozen. */
const usualDelay = 1_000;

/**
 * Watches one job for all who want to know of it. It says when the next question is wanted, in
 * `dueAt`; the queue of its server decides when it may be put, and calls `ask`.
 */
export class JobWatch {
  readonly request: StatusRequest;
  fetch: Fetch | undefined;
  /** The last reading there was. */
  reading: JobReading | null;
  /** When the status was seen to change, or at first when the watch began. */
  changedAt = now();
  /** When the next question is wanted. */
  dueAt = 0;
  /** Whether there is no more to ask: the job is final or lost, or nobody watches it. */
  isOver = false;

  /** Each watcher, with the time at which it began to watch the job. */
  readonly #members = new Map<Watcher, number>();
  readonly #faults = new FaultRow();
  readonly #onChange: (watch: JobWatch) => void;
  readonly #isLoopback: boolean;
  #question: AbortController | undefined;
  #startedAt: number | undefined;
  /** When the last question was put. */
  #askedAt = 0;
  /** When it was answered; until then, when it was put. */
  #lastAt = 0;
  /** Drawn with each answer, so that `dueAt` stays what it is until the next. */
  #random = 0;
  /** Whether the next question is not to wait for its time. */
  #isHurried = false;
  /** The outage that the watchers were told of. */
  #outage: JobStatusError | undefined;
  /** Whether the browser refuses, so that there is no use in asking. */
  #isBlocked = false;
  #isAwaiting = false;
  #alarm: unknown;

  /**
   * `onChange` is called when `dueAt` or `isOver` may have changed. `reading` is what is known of
   * the job already.
   */
  constructor(
    request: StatusRequest,
    fetch: Fetch | undefined,
    reading: JobReading | null,
    onChange: (watch: JobWatch) => void,
  ) {
    this.request = request;
    this.fetch = fetch;
    this.reading = reading;
    this.#onChange = onChange;
    this.#isLoopback = isLoopback(new URL(request.url).hostname);
  }

  /** Whether a question is out. */
  get isAsking(): boolean {
    return this.#question !== undefined;
  }

  /** Whether there is but one watcher. */
  get isOwn(): boolean {
    return this.#members.size === 1;
  }

  /**
   * Lets somebody watch who has been watching the job since `joinedAt`, and tells what is known.
   * Who knows a reading already, perhaps a later one, waits for the next.
   */
  add(watcher: Watcher, joinedAt: number, known: JobReading | null): void {
    const reading = known ? null : this.reading;
    this.reading ??= known;
    this.#members.set(watcher, joinedAt);
    if (this.#isAwaiting) watcher.onAwait(true);
    if (reading) watcher.onReading(reading);
    if (this.#outage) watcher.onError(this.#outage);
    this.review();
  }

  remove(watcher: Watcher): void {
    if (this.#members.delete(watcher)) this.review();
  }

  /** Asks as if a question had been put when `other` put its last one. */
  goOnFrom(other: JobWatch): void {
    this.changedAt = other.changedAt;
    this.#startedAt = other.#startedAt;
    this.#askedAt = other.#askedAt;
    this.#lastAt = other.#lastAt;
    this.#random = other.#random;
  }

  /** Makes the next question due at once, unless one is out. */
  hurry(): void {
    this.#isHurried = !this.isAsking;
    this.review();
  }

  /** Asks at once when the page is back, unless it has just done so. */
  resume(): void {
    if (now() - this.#lastAt > shortestPause) this.hurry();
    else this.review();
  }

  /** Asks again if the browser had refused, for it may think otherwise now. */
  unblock(): void {
    if (this.#isBlocked) this.hurry();
  }

  /** Does without the answer to the question that is out, and asks again when it may. */
  interrupt(): void {
    if (!this.#question) return;
    this.#question.abort();
    this.#question = undefined;
    this.#isHurried = true;
    this.review();
  }

  /** Tells whether the browser is asking its user for permission. */
  await(isAwaiting: boolean): void {
    if (isAwaiting === this.#isAwaiting) return;
    this.#isAwaiting = isAwaiting;
    for (const watcher of this.#members.keys()) watcher.onAwait(isAwaiting);
  }

  /** Puts a question; resolves with the answer's `Retry-After` when the watchers know the rest. */
  async ask(access: LocalAccess): Promise<number> {
    const question = new AbortController();
    this.#question = question;
    this.#isHurried = false;
    this.#isBlocked = false;
    this.#askedAt = this.#lastAt = now();
    this.#startedAt ??= this.#askedAt;
    this.review();

    const answer = await ask(this.request, this.fetch, access, question);
    if (this.#question === question) {
      this.#question = undefined;
      this.#lastAt = now();
      this.#random = platform.random();
      if ('reading' in answer) this.take(answer.reading);
      else this.#takeFault(answer.fault);
      this.#review(true);
    }
    return answer.retryAfter;
  }

  /** Takes in a reading, and tells it. */
  take(reading: JobReading): void {
    if (reading.status !== this.reading?.status) this.changedAt = now();
    this.reading = reading;
    this.#outage = undefined;
    this.#faults.clear();
    const watchers = [...this.#members.keys()];
    if (reading.final) this.#end();
    for (const watcher of watchers) watcher.onReading(reading);
  }

  /**
   * Does what the passing of time, a watcher's wish or the page's being seen makes due: tells an
   * outage, lets go a watcher whose time is over, ends the watch that nobody wants, and plans the
   * next question.
   */
  review(): void {
    this.#review(false);
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

    for (const [watcher, joinedAt] of this.#members) {
      const { timeout = Infinity } = watcher.wishes();
      const endsAt = Math.max(joinedAt, this.#startedAt ?? Infinity) + timeout;
      if (endsAt > time) next = Math.min(next, endsAt);
      else if (this.#mayGiveUp(endsAt, time, isAnswered)) this.#giveUp(watcher, timeout);
      // The job may have ended while the page was away, so it is asked about once more.
      else if (!this.#isUnseen) this.#isHurried = !this.isAsking;
    }

    if (this.#members.size === 0) this.#end();
    else if (next < Infinity) {
      this.#alarm = platform.setTimeout(() => {
        this.review();
      }, next - time);
    }
    const isAtOnce = this.#isHurried || this.#startedAt === undefined;
    this.dueAt = isAtOnce ? 0 : this.#isBlocked ? Infinity : this.#lastAt + this.#pause;
    this.#onChange(this);
  }

  /** Whether a watcher's time is over: on time, or by the answer to a question put after it. */
  #mayGiveUp(endsAt: number, time: number, isAnswered: boolean): boolean {
    if (isAnswered && this.#askedAt >= endsAt) return !this.#isOffline;
    return time - endsAt <= usualDelay && !this.#isUnseen;
  }

  get #wishes(): Wishes[] {
    return [...this.#members.keys()].map((watcher) => watcher.wishes());
  }

  get #isOffline(): boolean {
    return !platform.isOnline() && !this.#isLoopback;
  }

  get #isUnseen(): boolean {
    if (this.#isOffline) return true;
    return platform.isHidden() && !this.#wishes.some(({ background }) => background);
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

  #takeFault(fault: Fault): void {
    const { code } = fault;
    const mayTurnUp = !this.reading && this.#askedAt - (this.#startedAt ?? 0) < unknownJobGrace;
    if (fault.final || (code === 'unknown-job' && !mayTurnUp)) {
      const watchers = [...this.#members.keys()];
      this.#end();
      for (const watcher of watchers) watcher.onError(this.#errorOf(fault, true));
    } else if (code === 'unknown-job') {
      this.#faults.clear();
    } else if (code === 'blocked') {
      this.#isBlocked = true;
      this.#tellOutage(fault);
    } else {
      // The browser lets the question through now, so what is wrong is other news.
      if (this.#outage?.code === 'blocked') this.#outage = undefined;
      this.#faults.add(fault, this.#lastAt);
    }
  }

  #errorOf({ code, message, cause }: Fault, final: boolean): JobStatusError {
    return new JobStatusError(code, message, { final, cause, reading: this.reading });
  }

  #tellOutage(fault: Fault): void {
    this.#outage = this.#errorOf(fault, false);
    for (const watcher of this.#members.keys()) watcher.onError(this.#outage);
  }

  #giveUp(watcher: Watcher, timeout: number): void {
    this.#members.delete(watcher);
    const message = `The job has not ended in ${timeout / 1000} s, so it is watched no longer. It may go on.`;
    watcher.onError(new JobStatusError('timeout', message, { reading: this.reading }));
  }

  #end(): void {
    this.isOver = true;
    this.#members.clear();
    this.#question?.abort();
    this.#question = undefined;
    platform.clearTimeout(this.#alarm);
    this.#onChange(this);
  }
}
