import type { JobErrorCode, JobStatusError } from '../protocol/job-status-error.js';
import type { JobState, JobStatus } from '../protocol/job-status.js';

// The classes extend `CustomEvent`, because MooTools puts its own `Event` in the page.

/** The `detail` of the events about a job: its status, and the state in the event before. */
export interface JobEventDetail extends JobStatus {
  /**
   * The state in the event before, or null in the element's first event about the job. If it is null in
   * `job-complete` or `job-failed`, the job had ended before the element began to poll it. A page that
   * reloads when a job ends must ignore such an event.
   */
  readonly previous: JobState | null;
}

/** The event `job-status-change`. Fired when the job's status or message changes. */
export class JobStatusChangeEvent extends CustomEvent<JobEventDetail> {
  /** The job status, and the state that was reported before. */
  declare readonly detail: JobEventDetail;

  constructor(detail: JobEventDetail) {
    super('job-status-change', { bubbles: true, composed: true, detail });
  }
}

/** The event `job-complete`. Fired once, right after the `job-status-change` to a successful status. */
export class JobCompleteEvent extends CustomEvent<JobEventDetail> {
  /** The final job status, and the state that was reported before. */
  declare readonly detail: JobEventDetail;

  constructor(detail: JobEventDetail) {
    super('job-complete', { bubbles: true, composed: true, detail });
  }
}

/**
 * The event `job-failed`. Fired once, right after the `job-status-change` to a failed or cancelled
 * status.
 */
export class JobFailedEvent extends CustomEvent<JobEventDetail> {
  /** The final job status, and the state that was reported before. */
  declare readonly detail: JobEventDetail;

  constructor(detail: JobEventDetail) {
    super('job-failed', { bubbles: true, composed: true, detail });
  }
}

/** The `detail` of a `job-error` event: the error as plain data, frozen. */
export interface JobErrorDetail {
  /** The kind of error. Never `failed` or `abandoned`, for which `job-failed` is fired. */
  readonly code: JobErrorCode;
  /** What happened and what to check, for developers. */
  readonly message: string;
  /** Whether polling has ended. If false, it continues. */
  readonly final: boolean;
  /** The last job status, or null if there was none. */
  readonly jobStatus: JobStatus | null;
}

/**
 * The event `job-error`. Fired when the status is unavailable, temporarily or permanently. The job itself
 * may still be printing.
 */
export class JobErrorEvent extends CustomEvent<JobErrorDetail> {
  /** The error as plain data. */
  declare readonly detail: JobErrorDetail;

  /** The error itself, with its cause. */
  readonly error: JobStatusError;

  constructor(error: JobStatusError) {
    const { code, message, final, jobStatus } = error;
    const detail = Object.freeze({ code, message, final, jobStatus });
    super('job-error', { bubbles: true, composed: true, detail });
    this.error = error;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'job-status-change': JobStatusChangeEvent;
    'job-complete': JobCompleteEvent;
    'job-failed': JobFailedEvent;
    'job-error': JobErrorEvent;
  }
}
