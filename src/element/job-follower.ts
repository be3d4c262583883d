import type { JobStatusError } from '../protocol/job-status-error.js';
import { type JobReading, sameNews } from '../protocol/reading.js';
import type { StatusRequest } from '../protocol/status-request.js';
import { now } from '../watching/clock.js';
import type { JobWatch, Watcher } from '../watching/job-watch.js';
import { join } from '../watching/page.js';
import { JobCompleteEvent, JobErrorEvent, JobFailedEvent, JobStatusChangeEvent } from './events.js';

/** What a follower needs of its element. */
export interface FollowerHost {
  /** Whether the element has this follower still, and wants to be told. */
  wants(follower: JobFollower): boolean;
  /** Resolves when the DOM shows what the follower knows. */
  show(): Promise<unknown>;
  tell(event: Event): void;
}

/** How an element wants its job to be watched. */
export type Wishes = Pick<Watcher, 'interval' | 'timeout' | 'background' | 'fetch'>;

/**
 * Follows one job to its end for one element: keeps what is known of it and turns it into events, in
 * order and each once. What could not be told is found out again when the job is watched again.
 */
export class JobFollower {
  /** The last reading there was of the job. */
  reading: JobReading | null = null;
  /** Why the status cannot be had at present. */
  error: JobStatusError | null = null;
  /** Whether the browser is asking its user for the permission to reach the service. */
  isAwaiting = false;
  /** When the job was first asked about. */
  begunAt: number | undefined;
  /** Whether the page knew the job's end before this element asked. */
  isRecalled = false;
  /** Whether there is no more to tell. */
  isDone = false;

  /** The licence that was asked with. */
  license: string | null = '';
  /** Resolves with the last reading of a job that succeeded; rejects with a final error. */
  readonly finished: Promise<JobReading>;

  readonly #host: FollowerHost;
  readonly #watcher: Watcher;
  #resolve!: (reading: JobReading) => void;
  #reject!: (reason: Error) => void;
  #watch: JobWatch | undefined;
  #isJoining = false;
  #isMoving = false;
  #toldReading: JobReading | null = null;
  #toldCode = '';
  /** Resolves when all is told that is known by now. */
  #told = Promise.resolve();

  /** With one `before`, this follower goes on where that one has ended. */
  constructor(host: FollowerHost, before?: JobFollower) {
    this.#host = host;
    if (before) {
      this.begunAt = before.begunAt;
      this.reading = before.reading;
      this.#toldReading = before.#toldReading;
    }
    this.finished = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // Left alone, it must not be an unhandled rejection.
    this.finished.catch(() => undefined);
    this.#watcher = {
      onReading: (reading, error) => {
        this.isRecalled = this.#isJoining && reading.final;
        // What was known elsewhere may be older than what the element has seen.
        if (!this.#isMoving || reading.final) this.#hearReading(reading, error);
      },
      onError: (error) => {
        this.hearError(error);
      },
      onAwait: (isAwaiting) => {
        if (isAwaiting === this.isAwaiting) return;
        this.isAwaiting = isAwaiting;
        void host.show();
      },
    };
  }

  /** Watches the job. */
  watch(request: StatusRequest, wishes: Wishes): void {
    if (this.isDone) return;
    this.begunAt ??= now();
    this.license = request.license;
    this.#isJoining = true;
    this.#isMoving = this.#watch !== undefined;
    this.#watch = join(request, Object.assign(this.#watcher, wishes), this.#watch);
    this.#isJoining = this.#isMoving = false;
    void this.#host.show();
  }

  /** Asks at once, within the limits. */
  hurry(): void {
    if (this.#watch) this.#watch.hurry();
  }

  /** Watches the job no longer, for now. */
  leave(): void {
    if (this.#watch) this.#watch.remove(this.#watcher);
    this.#watch = this.#watcher.since = undefined;
  }

  /** Follows the job no longer, for the element has another one. */
  abandon(): void {
    this.#end();
    this.#reject(new DOMException('Another job is watched now.', 'AbortError'));
  }

  /** Takes in why the status cannot be had, or that the job has ended badly. */
  hearError(error: JobStatusError): void {
    const { code, final, reading } = error;
    const failed = code === reading?.outcome ? reading : null;
    this.#hear(
      () => {
        this.isAwaiting = false;
        this.error = failed ? null : error;
      },
      () => {
        if (final) {
          this.#end();
          this.#reject(error);
        }
        if (failed) {
          this.#host.tell(new JobFailedEvent(failed));
        } else if (code !== this.#toldCode) {
          this.#toldCode = code;
          this.#host.tell(new JobErrorEvent(error));
        }
      },
    );
  }

  #hearReading(reading: JobReading, error: JobStatusError | null): void {
    this.#hear(
      () => {
        // It has come back, and nothing was answered meanwhile.
        if (reading === this.reading) return;
        this.isAwaiting = false;
        this.reading = reading;
        if (error) return;
        this.error = null;
        this.#toldCode = '';
      },
      () => {
        if (sameNews(this.#toldReading, reading)) return;
        const previous = this.#toldReading?.state ?? null;
        this.#toldReading = reading;
        this.#host.tell(new JobStatusChangeEvent(reading, previous));
      },
      () => {
        if (reading.outcome !== 'succeeded') return;
        this.#end();
        this.#resolve(reading);
        this.#host.tell(new JobCompleteEvent(reading));
      },
    );
  }

  /** Takes in one piece of news after the other: shows it, then tells it. */
  #hear(takeIn: () => void, ...tellings: (() => void)[]): void {
    this.#told = this.#told.then(async () => {
      if (!this.#isWanted()) return;
      takeIn();
      await this.#host.show();
      for (const tell of tellings) if (this.#isWanted()) tell();
    });
  }

  #isWanted(): boolean {
    if (this.isDone) return false;
    const isWanted = this.#host.wants(this);
    // What goes untold is told when the job is watched again.
    if (!isWanted) this.leave();
    return isWanted;
  }

  #end(): void {
    this.isDone = true;
    this.leave();
  }
}
