import {
  JobCompleteEvent,
  JobErrorEvent,
  type JobEventDetail,
  JobFailedEvent,
  JobStatusChangeEvent,
} from '../element/events.js';
import { type ElementState, reachedStages } from '../element/states.js';
import { now } from '../polling/clock.js';
import { pollers, type Subscription } from '../polling/registry.js';
import type { JobSnapshot, PollOptions, Subscriber } from '../polling/subscriber.js';
import { jobFailedError } from '../protocol/errors.js';
import type { JobStatusError } from '../protocol/job-status-error.js';
import { isUnchanged, type JobState, type JobStatus } from '../protocol/job-status.js';
import type { StatusRequest } from '../protocol/status-request.js';
import { callEach, reportException } from '../report-exception.js';
import type { Waiting } from './delay-controller.js';

/** What a follower needs of its element. */
export interface FollowerHost {
  /** Whether the element still follows this job, and shows its changes. */
  isFollowing(follower: JobFollower): boolean;
  /** Called with each job status from the pollers, changed or not. */
  onJobStatus(jobStatus: JobStatus): void;
  /** Called with each error from the pollers. Returns whether something else takes its place. */
  replacesError(error: JobStatusError): boolean;
  /** Renders the element. Resolves once the DOM shows the follower's state. */
  render(): Promise<void>;
  dispatchEvent(event: Event): void;
}

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
  /** The last state of the job that is a stage of its progress. */
  stageState: JobState | undefined;
  /** Whether the job had ended before the element began to follow it, as another one has seen. */
  isRemembered = false;
  /** Whether nothing more can happen. */
  hasEnded = false;
  /** Whether a print is being sent, which is no job yet. */
  isSending = false;
  /** The licence of the requests; null if it was withheld. */
  license: string | null = '';
  /** Resolves with the final job status of a successful job, rejects with any final error. */
  readonly finished: Promise<JobStatus>;

  readonly #host: FollowerHost;
  readonly #subscriber: Subscriber;
  #resolve!: (jobStatus: JobStatus) => void;
  #reject!: (reason: Error) => void;
  #subscription: Subscription | undefined;
  /** The URL of the requests. */
  #url = '';
  /** Whether there was a response since the follower began, or since it continued another one. */
  #hasResponse = false;
  #isAwaitingPermission = false;
  #startedAt: number | undefined;
  #pollingSince: number | undefined;
  #reported: JobEventDetail | null = null;
  #reportedError = '';
  /** The queue of changes; undefined while it is empty. */
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
    this.#subscriber = {
      onJobStatus: (jobStatus) => {
        host.onJobStatus(jobStatus);
        this.handleJobStatus(jobStatus);
      },
      onError: (error) => {
        if (!host.replacesError(error)) this.handleError(error);
      },
      onPermission: (isAwaiting) => {
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
    if (this.jobStatus && this.#hasResponse) return this.jobStatus.state;
    return this.#startedAt === undefined ? 'idle' : 'connecting';
  }

  /** Since when the element has been waiting for the first response; undefined while it is not. */
  get waiting(): Waiting | undefined {
    if (this.state !== 'connecting' || this.#startedAt === undefined) return undefined;
    return {
      startedAt: this.#startedAt,
      pollingSince: this.#pollingSince,
      showsAtOnce: this.isSending,
    };
  }

  /** Shows that a print is being sent. */
  showSending(): void {
    this.isSending = true;
    this.#start();
    void this.#host.render();
  }

  /** Starts to poll the job, or changes how it is polled. */
  follow(request: StatusRequest, options: PollOptions): void {
    if (this.hasEnded) return;
    this.isSending = false;
    this.#start();
    this.license = request.license;
    Object.assign(this.#subscriber, options);
    // The other endpoint is to be polled.
    if (this.#url !== request.url) this.#unsubscribe();
    this.#url = request.url;
    if (this.#subscription) {
      const known = this.#subscription.update(request);
      // The job status of another poller may be older than the one shown. Its outage still applies.
      if (known) this.#join({ ...known, jobStatus: null });
    } else {
      this.#subscription = pollers.subscribe(request, this.#subscriber);
      const { known } = this.#subscription;
      this.isRemembered = known.jobStatus?.final ?? false;
      this.#join(known);
    }
    void this.#host.render();
  }

  #start(): void {
    this.#startedAt ??= now();
    this.#pollingSince ??= now();
  }

  #join({ error, isAwaitingPermission, jobStatus }: JobSnapshot): void {
    this.#isAwaitingPermission = isAwaitingPermission;
    if (jobStatus) {
      this.#host.onJobStatus(jobStatus);
      this.handleJobStatus(jobStatus, error);
    }
    if (error) this.handleError(error);
  }

  /** Polls immediately, within the limits. */
  pollNow(): void {
    this.#subscription?.pollNow();
  }

  /** Stops polling, until the element follows the job again. */
  pause(): void {
    this.#unsubscribe();
    this.#pollingSince = undefined;
  }

  #unsubscribe(): void {
    this.#subscription?.end();
    this.#subscription = undefined;
  }

  /** Ends following, because the element has another job. */
  dispose(): void {
    this.#end();
    this.#reject(new DOMException('The element has another job now.', 'AbortError'));
  }

  /** Handles that the status is unavailable. */
  handleError(error: JobStatusError): void {
    this.#enqueue(
      () => {
        this.#isAwaitingPermission = false;
        this.error = error;
      },
      () => {
        if (error.final) {
          this.#end();
          this.#reject(error);
        }
        this.#reportError(error);
      },
    );
  }

  #reportError(error: JobStatusError): void {
    if (error.code === this.#reportedError) return;
    this.#reportedError = error.code;
    this.#host.dispatchEvent(new JobErrorEvent(error));
  }

  /**
   * Handles a job status.
   *
   * @param error - Why the status is unavailable now, if the element joins others during an outage
   */
  handleJobStatus(jobStatus: JobStatus, error: JobStatusError | null = null): void {
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
        if (jobStatus.final) this.#reportEnd(jobStatus);
      },
    );
  }

  #reportEnd(jobStatus: JobStatus): void {
    this.#end();
    const hasSucceeded = jobStatus.outcome === 'succeeded';
    if (hasSucceeded) this.#resolve(jobStatus);
    else this.#reject(jobFailedError(jobStatus));
    const FinalEvent = hasSucceeded ? JobCompleteEvent : JobFailedEvent;
    if (this.#reported) this.#host.dispatchEvent(new FinalEvent(this.#reported));
  }

  /** Whether a job status changes nothing: most polls bring the same one again. */
  #isKnown(jobStatus: JobStatus): boolean {
    const isSettled = !this.error && !this.#isAwaitingPermission && !this.#queue;
    return (
      isSettled && this.#hasResponse && !jobStatus.final && isUnchanged(this.#reported, jobStatus)
    );
  }

  #show(jobStatus: JobStatus, error: JobStatusError | null): void {
    // The element follows the job again, and there was no response meanwhile.
    if (this.#hasResponse && jobStatus === this.jobStatus) return;
    this.#hasResponse = true;
    this.#isAwaitingPermission = false;
    this.jobStatus = jobStatus;
    if (jobStatus.state in reachedStages) this.stageState = jobStatus.state;
    this.error = error;
    if (!error) this.#reportedError = '';
  }

  #reportJobStatus(jobStatus: JobStatus): void {
    if (isUnchanged(this.#reported, jobStatus)) return;
    const previous = this.#reported?.state ?? null;
    this.#reported = Object.freeze({ ...jobStatus, previous });
    this.#host.dispatchEvent(new JobStatusChangeEvent(this.#reported));
  }

  /** Queues a change: applies it, renders, then takes the steps that report it. */
  #enqueue(apply: () => void, ...steps: (() => void)[]): void {
    const queue = (this.#queue ?? Promise.resolve())
      .then(async () => {
        if (this.#isCurrent()) {
          apply();
          await this.#host.render();
        }
        callEach(
          steps.map((step) => () => {
            if (this.#isCurrent()) step();
          }),
        );
        // What was not reported is polled again later.
        if (!this.#isCurrent()) this.pause();
      })
      .catch(reportException)
      .then(() => {
        if (this.#queue === queue) this.#queue = undefined;
      });
    this.#queue = queue;
  }

  /** Whether the element still shows the changes of this follower. */
  #isCurrent(): boolean {
    return !this.hasEnded && this.#host.isFollowing(this);
  }

  #end(): void {
    this.hasEnded = true;
    this.pause();
  }
}
