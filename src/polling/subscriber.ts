import type { JobStatusError } from '../protocol/job-status-error.js';
import type { JobStatus } from '../protocol/job-status.js';
import type { Fetch, PlatformDocument } from './platform.js';

/** The present state of a job, as a poller knows it. */
export interface JobSnapshot {
  readonly jobStatus: JobStatus | null;
  /** Why the status is unavailable. */
  readonly error: JobStatusError | null;
  /** Whether the browser seems to ask its user for permission to reach the service. */
  readonly isAwaitingPermission: boolean;
}

/** How a subscriber polls a job. */
export interface PollOptions {
  /** Milliseconds from a response to the next poll; undefined for the adaptive pace. */
  interval?: number | undefined;
  /** Milliseconds after the first poll at which to give up; undefined for never. */
  timeout?: number | undefined;
  /** Whether to keep the normal pace while the page is hidden. */
  background?: boolean | undefined;
  /** The function that sends the requests; undefined for the platform's. */
  fetch?: Fetch | undefined;
  /** The document whose visibility counts; undefined for the page's own. */
  document?: (PlatformDocument & EventTarget) | undefined;
  /** Whether the subscriber itself reports the job's statuses, so that there are no polls. */
  isSource?: boolean | undefined;
}

/** Receives the statuses of a job. The options may change. */
export interface Subscriber extends PollOptions {
  /** Called with each job status, changed or not. After a final one, no call follows. */
  onJobStatus(jobStatus: JobStatus): void;
  /** Called when the status is unavailable. After a final error, no call follows. */
  onError(error: JobStatusError): void;
  /** Called when the browser seems to begin or to stop asking its user for permission. */
  onPermission?(isAwaiting: boolean): void;
}
