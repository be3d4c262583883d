import type { JobErrorCode, JobStatusError } from '../protocol/job-status-error.js';
import type { JobReading, JobState } from '../protocol/reading.js';

const traits: EventInit = { bubbles: true, composed: true };

/** What a `job-status-change` tells: the reading, and what it follows. */
export interface JobStatusChangeDetail extends JobReading {
  /** The state of the reading told before; null for the first. */
  readonly previous: JobState | null;
}

/** Is dispatched when a job's status or message has changed, the first and the last one included. */
export class JobStatusChangeEvent extends Event {
  /** The reading, and the state of the one told before. */
  readonly detail: JobStatusChangeDetail;

  constructor(reading: JobReading, previous: JobState | null) {
    super('job-status-change', traits);
    this.detail = Object.freeze({ ...reading, previous });
  }
}

/** Is dispatched once, right after the `job-status-change` to a reading of a succeeded job. */
export class JobCompleteEvent extends Event {
  /** The final reading. */
  readonly detail: JobReading;

  constructor(reading: JobReading) {
    super('job-complete', traits);
    this.detail = reading;
  }
}

/** Is dispatched once, right after the `job-status-change` to a failed or abandoned job's reading. */
export class JobFailedEvent extends Event {
  /** The final reading. */
  readonly detail: JobReading;

  constructor(reading: JobReading) {
    super('job-failed', traits);
    this.detail = reading;
  }
}

/** What a `job-error` tells. */
export interface JobErrorDetail {
  readonly code: JobErrorCode;
  /** What is wrong and what to do. */
  readonly message: string;
  /** Whether watching has ended. */
  readonly final: boolean;
  /** The last reading there was. */
  readonly reading: JobReading | null;
}

/**
 * Is dispatched when the status cannot be had, for now or for good. It says nothing about the job
 * itself, which may be printing all the same.
 */
export class JobErrorEvent extends Event {
  /** What is wrong, as plain data. */
  readonly detail: JobErrorDetail;
  /** The error itself, with its cause. */
  readonly error: JobStatusError;

  constructor(error: JobStatusError) {
    super('job-error', traits);
    const { code, message, final, reading } = error;
    this.detail = Object.freeze({ code, message, final, reading });
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
