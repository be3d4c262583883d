import type { JobWatch } from './job-watch.js';
import { platform } from './platform.js';

/** Two of a browser's six connections to a server stay free for the page. */
const mostInFlight = 4;

/** So many questions a second, a job's first one not counted. */
const mostASecond = 10;

/** All the watches of one server: gives each its turn, within what may be asked of a server. */
export class ServerQueue {
  readonly #watches = new Set<JobWatch>();
  /** When the last questions were put, the oldest first. */
  readonly #askedAt: number[] = [];
  #inFlight = 0;
  /** Until when the service wants to be left alone (`Retry-After`). */
  #heldUntil = 0;
  #timer: unknown;
  #isReviewing = false;

  add(watch: JobWatch): void {
    this.#watches.add(watch);
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
    const turns = [...this.#watches]
      .filter((watch) => !watch.isAsking)
      .map((watch) => ({ watch, dueAt: watch.dueAt }))
      .sort((one, other) => one.dueAt - other.dueAt);

    const now = platform.now();
    let next = Infinity;
    for (const { watch, dueAt } of turns) {
      // The next answer will bring the next turn.
      if (this.#inFlight >= mostInFlight) return;
      const at = Math.max(dueAt, this.#heldUntil, watch.isNew ? 0 : this.#freeAt);
      if (at <= now) void this.#ask(watch);
      else next = Math.min(next, at);
    }
    if (next < Infinity) {
      this.#timer = platform.setTimeout(() => {
        this.review();
      }, next - now);
    }
  }

  /** When the limit of questions a second lets the next one through. */
  get #freeAt(): number {
    const first = this.#askedAt.at(-mostASecond);
    return first === undefined ? 0 : first + 1000;
  }

  async #ask(watch: JobWatch): Promise<void> {
    if (!watch.isNew) {
      this.#askedAt.push(platform.now());
      this.#askedAt.splice(0, this.#askedAt.length - mostASecond);
    }
    this.#inFlight++;
    const retryAfter = await watch.ask();
    this.#inFlight--;
    this.#heldUntil = Math.max(this.#heldUntil, platform.now() + retryAfter);
    this.review();
  }
}
