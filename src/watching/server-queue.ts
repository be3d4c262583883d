import { now } from './clock.js';
import type { JobWatch } from './job-watch.js';
import { LocalAccess } from './local-access.js';
import { platform } from './platform.js';

/** Two of a browser's six connections to a server stay free for the page. */
const mostInFlight = 4;

/** So many questions a second, a job's first one not counted. */
const mostASecond = 10;

/** So many jobs are known to have had their first question. */
const mostKnown = 10_000;

/** A question that makes the browser ask its user is out at least so long. */
const leastDecision = 1_000;

/** All the watches of one server: gives each its turn, within what may be asked of a server. */
export class ServerQueue {
  readonly #watches = new Set<JobWatch>();
  readonly #access: LocalAccess;
  /** The addresses that have had their first question. */
  readonly #known = new Set<string>();
  /** When the last questions were put, the oldest first. */
  readonly #askedAt: number[] = [];
  #inFlight = 0;
  /** Until when the service wants to be left alone (`Retry-After`). */
  #heldUntil = 0;
  #timer: unknown;
  #isReviewing = false;
  #isForNews = false;
  #isAwaiting = false;

  constructor(origin: string) {
    this.#access = new LocalAccess(new URL(origin), () => {
      for (const watch of this.#watches) watch.unblock();
      this.review();
    });
  }

  add(watch: JobWatch): void {
    this.#watches.add(watch);
    watch.await(this.#isAwaiting);
    this.review();
  }

  remove(watch: JobWatch): void {
    this.#watches.delete(watch);
    this.review();
  }

  /** Asks for all whose turn it is, once the running code is done with what it changes. */
  review(): void {
    if (this.#isReviewing) return;
    this.#isReviewing = true;
    queueMicrotask(() => {
      this.#isReviewing = false;
      this.#giveTurns();
    });
  }

  #giveTurns(): void {
    platform.clearTimeout(this.#timer);
    if (platform.isAway() || !this.#access.isKnown) return;
    const time = now();
    while (this.#inFlight < (this.#access.isUndecided ? 1 : mostInFlight)) {
      const watch = this.#next(time);
      if (!watch) break;
      void this.#ask(watch);
    }
    let next = Infinity;
    for (const watch of this.#watches) {
      if (!watch.isAsking) next = Math.min(next, this.#turnAt(watch));
    }
    // The turn of one that is due already comes with the next answer.
    if (next > time && next < Infinity) {
      this.#timer = platform.setTimeout(() => {
        this.review();
      }, next - time);
    }
  }

  #turnAt({ dueAt, request }: JobWatch): number {
    return Math.max(dueAt, this.#heldUntil, this.#known.has(request.url) ? this.#freeAt : 0);
  }

  /**
   * Whose turn it is. News call for a quick look, so by turns the job that changed last is asked
   * about, or was added last; in between the one that has waited longest, so that none starves.
   */
  #next(time: number): JobWatch | undefined {
    this.#isForNews = !this.#isForNews;
    let first: JobWatch | undefined;
    for (const watch of this.#watches) {
      if (watch.isAsking || this.#turnAt(watch) > time) continue;
      const isFirst =
        !first || (this.#isForNews ? watch.changedAt > first.changedAt : watch.dueAt < first.dueAt);
      if (isFirst) first = watch;
    }
    return first;
  }

  /** When the limit of questions a second lets the next one through. */
  get #freeAt(): number {
    const first = this.#askedAt.at(-mostASecond);
    return first === undefined ? 0 : first + 1000;
  }

  async #ask(watch: JobWatch): Promise<void> {
    const { url } = watch.request;
    if (this.#known.has(url)) {
      this.#askedAt.push(now());
      this.#askedAt.splice(0, this.#askedAt.length - mostASecond);
    }
    if (this.#known.size >= mostKnown) this.#known.clear();
    this.#known.add(url);
    const decision =
      this.#access.isUndecided &&
      platform.setTimeout(() => {
        this.#await(true);
      }, leastDecision);
    this.#inFlight++;
    const retryAfter = await watch.ask(this.#access);
    this.#inFlight--;
    if (decision) {
      platform.clearTimeout(decision);
      this.#await(false);
    }
    this.#heldUntil = Math.max(this.#heldUntil, now() + retryAfter);
    this.review();
  }

  /** Tells all watches whether the browser is asking its user. */
  #await(isAwaiting: boolean): void {
    this.#isAwaiting = isAwaiting;
    for (const watch of this.#watches) watch.await(isAwaiting);
  }
}
