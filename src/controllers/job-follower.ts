import {
  JobCompleteEvent,
  JobErrorEvent,
  type JobEventDetail,
  JobFailedEvent,
  JobStatusChangeEvent,
} from '../element/events.js';
import { report } from '../element/report.js';
import { type ElementState, reachedStages } from '../element/states.js';
import type { JobStatusError } from '../protocol/job-status-error.js';
import { isUnchanged, type JobState, type JobStatus } from '../protocol/job-status.js';
import type { StatusRequest } from '../protocol/status-request.js';
import { now } from '../watching/clock.js';
import type { JobWatch, Watcher } from '../watching/job-watch.js';
import { join } from '../watching/page.js';
import type { Waiting } from './delay-controller.js';

/** What a follower needs of its element. */
export interface FollowerHost {
  /** Whether the element still follows this job, and wants its news. */
  isFollowing(follower: JobFollower): boolean;
  /** Renders the element. Resolves once the DOM shows what the follower knows. */
  render(): Promise<void>;
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
  /** The last state of the job that tells its stage. */
  stageState: JobState | undefined;
  /** Whether the page knew the job's end before the element asked. */
  isRemembered = false;
  /** Whether nothing more can happen. */
  hasEnded = false;
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
  #isAwaitingPermission = false;
  #startedAt: number | undefined;
  #pollingSince: number | undefined;
  #reported: JobEventDetail | null = null;
  #reportedError = '';
  /** The queue of news; undefined while it is empty. */
  #queue: Promise<void> | undefined;

  /**
   * @param previous - A follower of the same job that ended with an error; this one continues it
   */
  constructor(host: FollowerHost, previous?: JobFollower) {
    this.#host = host;
    if (previous) {
      this.jobStatus = previous.jobStatus;
      this.stageState = previous.stageState;
      this.#startedAt = previous.#startedAt;
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
        if (isAwaiting === this.#isAwaitingPermission) return;
        this.#isAwaitingPermission = isAwaiting;
        void host.render();
      },
    };
  }

  /** What an element that follows this job shows. */
  get state(): ElementState {
    if (this.#isAwaitingPermission) return 'awaiting-permission';
    if (this.error?.code === 'blocked') return 'blocked';
    if (this.error) return this.error.final ? 'lost' : 'reconnecting';
    return this.jobStatus?.state ?? (this.#startedAt === undefined ? 'idle' : 'connecting');
  }

  /** Since when the element has been waiting for the first response; undefined while it is not. */
  get waiting(): Waiting | undefined {
    if (this.state !== 'connecting' || this.#startedAt === undefined) return undefined;
    return { startedAt: this.#startedAt, pollingSince: this.#pollingSince };
  }

  /** Starts to poll the job, or changes how it is polled. */
  follow(request: StatusRequest, options: PollOptions): void {
    if (this.hasEnded) return;
    this.#startedAt ??= now();
    this.#pollingSince ??= now();
    this.license = request.license;
    this.#isJoining = true;
    this.#isMoving = this.#watch !== undefined;
    this.#watch = join(request, Object.assign(this.#watcher, options), this.#watch);
    this.#isJoining = this.#isMoving = false;
    void this.#host.render();
  }

  /** Polls immediately, within the limits. */
  pollNow(): void {
    this.#watch?.hurry();
  }

  /** Stops polling, until the element follows the job again. */
  pause(): void {
    this.#watch?.remove(this.#watcher);
    this.#watch = undefined;
    this.#watcher.since = undefined;
    this.#pollingSince = undefined;
  }

  /** Ends following, because the element has another job. */
  dispose(): void {
    this.#end();
    this.#reject(new DOMException('The element has another job now.', 'AbortError'));
  }

  /** Handles an unavailable status, or the error for a job that did not succeed. */
  handleError(error: JobStatusError): void {
    this.#enqueue(
      () => {
        this.#isAwaitingPermission = false;
        this.error = isAboutJob(error) ? null : error;
      },
      () => {
        if (error.final) {
          this.#end();
          this.#reject(error);
        }
        if (!isAboutJob(error)) this.#reportError(error);
        else if (this.#reported) this.#host.dispatchEvent(new JobFailedEvent(this.#reported));
      },
    );
  }

  #reportError(error: JobStatusError): void {
    if (error.code === this.#reportedError) return;
    this.#reportedError = error.code;
    this.#host.dispatchEvent(new JobErrorEvent(error));
  }

  /**
   * @param error - Why the status is unavailable now, if the element joins others during an outage
   */
  #handleJobStatus(jobStatus: JobStatus, error: JobStatusError | null): void {
    if (!this.#isCurrent()) {
      this.pause();
      return;
    }
    if (this.#isKnown(jobStatus)) return;
    this.#enqueue(
      () => {
        this.#show(jobStatus, error);
      },
      () => {
        this.#reportJobStatus(jobStatus);
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
    const isSettled = !this.error && !this.#isAwaitingPermission && !this.#queue;
    return isSettled && !jobStatus.final && isUnchanged(this.#reported, jobStatus);
  }

  #show(jobStatus: JobStatus, error: JobStatusError | null): void {
    // The element follows the job again, and there was no response meanwhile.
    if (jobStatus === this.jobStatus) return;
    this.#isAwaitingPermission = false;
    this.jobStatus = jobStatus;
    if (jobStatus.state in reachedStages) this.stageState = jobStatus.state;
    this.error = error && !isAboutJob(error) ? error : null;
    if (!error) this.#reportedError = '';
  }

  #reportJobStatus(jobStatus: JobStatus): void {
    if (isUnchanged(this.#reported, jobStatus)) return;
    const previous = this.#reported?.state ?? null;
    this.#reported = Object.freeze({ ...jobStatus, previous });
    this.#host.dispatchEvent(new JobStatusChangeEvent(this.#reported));
  }

  /** Queues news: applies it, renders, then takes the steps that report it. */
  #enqueue(apply: () => void, ...steps: (() => void)[]): void {
    const queue = (this.#queue ?? Promise.resolve())
      .then(async () => {
        if (this.#isCurrent()) {
          apply();
          await this.#host.render();
        }
        for (const step of steps) if (this.#isCurrent()) step();
        // What was not reported is polled again later.
        if (!this.#isCurrent()) this.pause();
      })
      .catch(report)
      .then(() => {
        if (this.#queue === queue) this.#queue = undefined;
      });
    this.#queue = queue;
  }

  /** Whether the element still wants the news of this follower. */
  #isCurrent(): boolean {
    return !this.hasEnded && this.#host.isFollowing(this);
  }

  #end(): void {
    this.hasEnded = true;
    this.pause();
  }
}

/** Whether an error is the job's own: it failed or was cancelled. */
function isAboutJob({ code, jobStatus }: JobStatusError): boolean {
  return code === jobStatus?.outcome;
}
