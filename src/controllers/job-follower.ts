import {
  JobCompleteEvent,
  JobErrorEvent,
  type JobEventDetail,
  JobFailedEvent,
  JobStatusChangeEvent,
} from '../element/events.js';
import { report } from '../element/report.js';
import type { ElementState } from '../element/states.js';
import type { JobStatusError } from '../protocol/job-status-error.js';
import { isSameNews, type JobStatus } from '../protocol/job-status.js';
import type { StatusRequest } from '../protocol/status-request.js';
import { now } from '../watching/clock.js';
import type { JobWatch, Watcher } from '../watching/job-watch.js';
import { join } from '../watching/page.js';

/** What a follower needs of its element. */
export interface FollowerHost {
  /** Whether the element still follows this job, and wants its news. */
  isFollowing(follower: JobFollower): boolean;
  /** Updates the element. Resolves once the DOM shows what the follower knows. */
  show(): Promise<void>;
  dispatchEvent(event: Event): void;
}

/** How an element wants its job to be polled. */
export type PollOptions = Pick<Watcher, 'interval' | 'timeout' | 'background' | 'fetch'>;

/**
 * Follows one job to its end for one element: keeps what is known about it, and fires the events in
 * order, each once. Events that could not be fired, because the element was removed or suspended, are
 * fired when it follows the job again.
 */
export class JobFollower {
  /** The last job status. */
  jobStatus: JobStatus | null = null;
  /** Why the status is unavailable now. */
  error: JobStatusError | null = null;
  /** Whether the browser is asking its user for permission to reach the service. */
  isAwaitingPermission = false;
  /** When the element began to follow the job. */
  startedAt: number | undefined;
  /** Whether the page knew the job's end before the element asked. */
  isRemembered = false;
  /** Whether nothing more can happen. */
  isDone = false;
  /** The licence of the requests; null if it was withheld. */
  license: string | null = '';
  /** Resolves with the final job status of a successful job, rejects with any final error. */
  readonly finished: Promise<JobStatus>;

  readonly #host: FollowerHost;
  readonly #watcher: Watcher;
  #resolve!: (jobStatus: JobStatus) => void;
  #reject!: (reason: Error) => void;
  #watch: JobWatch | undefined;
  #isJoining = false;
  #isMoving = false;
  #reported: JobEventDetail | null = null;
  #reportedError = '';
  /** Settles when all news so far is handled; undefined when there is none to handle. */
  #handling: Promise<void> | undefined;

  /**
   * @param previous - A follower of the same job that ended with an error; this one continues it
   */
  constructor(host: FollowerHost, previous?: JobFollower) {
    this.#host = host;
    if (previous) {
      this.startedAt = previous.startedAt;
      this.jobStatus = previous.jobStatus;
      this.#reported = previous.#reported;
    }
    this.finished = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // Ignoring the promise must not cause an unhandled rejection.
    this.finished.catch(() => undefined);
    this.#watcher = {
      onJobStatus: (jobStatus, error) => {
        this.isRemembered = this.#isJoining && jobStatus.final;
        // What another watch knows may be older than what the element has seen.
        if (!this.#isMoving || jobStatus.final) this.#handleJobStatus(jobStatus, error);
      },
      onError: (error) => {
        this.handleError(error);
      },
      onAwait: (isAwaiting) => {
        if (isAwaiting === this.isAwaitingPermission) return;
        this.isAwaitingPermission = isAwaiting;
        void host.show();
      },
    };
  }

  /** What an element that follows this job shows. */
  get state(): ElementState {
    const { error, isAwaitingPermission, jobStatus, startedAt } = this;
    if (isAwaitingPermission) return 'awaiting-permission';
    if (error?.code === 'blocked') return 'blocked';
    if (error) return error.final ? 'lost' : 'reconnecting';
    return jobStatus?.state ?? (startedAt === undefined ? 'idle' : 'connecting');
  }

  /** Starts to poll the job, or changes how it is polled. */
  follow(request: StatusRequest, options: PollOptions): void {
    if (this.isDone) return;
    this.startedAt ??= now();
    this.license = request.license;
    this.#isJoining = true;
    this.#isMoving = this.#watch !== undefined;
    this.#watch = join(request, Object.assign(this.#watcher, options), this.#watch);
    this.#isJoining = this.#isMoving = false;
    void this.#host.show();
  }

  /** Polls immediately, within the limits. */
  pollNow(): void {
    this.#watch?.hurry();
  }

  /** Stops polling, until the element follows the job again. */
  pause(): void {
    this.#watch?.remove(this.#watcher);
    this.#watch = this.#watcher.since = undefined;
  }

  /** Ends following, because the element has another job. */
  abandon(): void {
    this.#end();
    this.#reject(new DOMException('The element has another job now.', 'AbortError'));
  }

  /** Handles that the status is unavailable, or that the job has failed. */
  handleError(error: JobStatusError): void {
    const { code, final, jobStatus } = error;
    const isOfJob = code === jobStatus?.outcome;
    this.#handle(
      () => {
        this.isAwaitingPermission = false;
        this.error = isOfJob ? null : error;
      },
      () => {
        if (final) {
          this.#end();
          this.#reject(error);
        }
        if (isOfJob) {
          if (this.#reported) this.#host.dispatchEvent(new JobFailedEvent(this.#reported));
        } else if (code !== this.#reportedError) {
          this.#reportedError = code;
          this.#host.dispatchEvent(new JobErrorEvent(error));
        }
      },
    );
  }

  #handleJobStatus(jobStatus: JobStatus, error: JobStatusError | null): void {
    if (!this.#isActive() || this.#isKnown(jobStatus)) return;
    this.#handle(
      () => {
        // The element follows the job again, and there was no response meanwhile.
        if (jobStatus === this.jobStatus) return;
        this.isAwaitingPermission = false;
        this.jobStatus = jobStatus;
        if (error) return;
        this.error = null;
        this.#reportedError = '';
      },
      () => {
        if (isSameNews(this.#reported, jobStatus)) return;
        const previous = this.#reported?.state ?? null;
        this.#reported = Object.freeze({ ...jobStatus, previous });
        this.#host.dispatchEvent(new JobStatusChangeEvent(this.#reported));
      },
      () => {
        if (jobStatus.outcome !== 'succeeded') return;
        this.#end();
        this.#resolve(jobStatus);
        if (this.#reported) this.#host.dispatchEvent(new JobCompleteEvent(this.#reported));
      },
    );
  }

  /** Whether a job status changes nothing: most polls bring the same one again. */
  #isKnown(jobStatus: JobStatus): boolean {
    const isQuiet = !this.error && !this.isAwaitingPermission && !this.#handling;
    return isQuiet && !jobStatus.final && isSameNews(this.#reported, jobStatus);
  }

  /** Handles one piece of news after the other: the DOM shows it before its events are fired. */
  #handle(apply: () => void, ...steps: (() => void)[]): void {
    const handling = (this.#handling ?? Promise.resolve())
      .then(async () => {
        if (!this.#isActive()) return;
        apply();
        await this.#host.show();
        for (const step of steps) if (this.#isActive()) step();
      })
      .catch(report)
      .then(() => {
        if (this.#handling === handling) this.#handling = undefined;
      });
    this.#handling = handling;
  }

  #isActive(): boolean {
    if (this.isDone) return false;
    const isActive = this.#host.isFollowing(this);
    // What is not reported now is polled again later.
    if (!isActive) this.pause();
    return isActive;
  }

  #end(): void {
    this.isDone = true;
    this.pause();
  }
}
