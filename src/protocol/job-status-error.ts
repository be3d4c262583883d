import type { JobStatus } from './job-status.js';

/**
 * Why a job's status is unavailable, or why the job did not succeed.
 *
 * Final errors, which end polling:
 *
 * - `failed`, `abandoned`: the job has failed or was cancelled. Only in `finished` and from `watchJob()`;
 *   the element fires `job-failed`.
 * - `address`: `server` or `token` is unusable. Nothing was sent.
 * - `unauthorized`: the service refused the request (401, 402, 403). The licence is missing, wrong or not
 *   valid for this site, or it was not sent over plain http.
 * - `unknown-job`: the service no longer knows the job (404, 410), which may be finished. A 404 is
 *   final immediately if the job had a status before, otherwise if it lasts for 5 seconds.
 * - `rejected`: the service rejected the request with another 4xx status.
 * - `timeout`: the job has not ended within the `timeout`. It may still end.
 *
 * `blocked`: the browser does not let the page connect, because the permission for local addresses is
 * denied or missing, or because of mixed content. Final, unless the user can still grant the permission.
 *
 * Temporary errors, after which polling continues more slowly. They are reported after three failed polls
 * in a row, over two seconds or more:
 *
 * - `unreachable`: no connection, no response in 15 seconds, 408, 425, 429 or 5xx.
 * - `protocol`: the response is not the status of this job.
 */
export type JobErrorCode =
  | 'failed'
  | 'abandoned'
  | 'address'
  | 'unauthorized'
  | 'unknown-job'
  | 'rejected'
  | 'timeout'
  | 'blocked'
  | 'unreachable'
  | 'protocol';

/** What a {@link JobStatusError} has besides its code and message. */
export interface JobStatusErrorOptions {
  /** Whether polling has ended with this error. Default: true. */
  final?: boolean;
  /** The last job status. Default: null. */
  jobStatus?: JobStatus | null;
  /** The exception that led to this error. Default: none. */
  cause?: unknown;
}

/**
 * Why a job's status is unavailable or, with the codes `failed` and `abandoned`, that the job did
 * not succeed. The `message` is for developers: what happened and what to check. It never contains
 * the licence.
 */
export class JobStatusError extends Error {
  /** The kind of error. */
  readonly code: JobErrorCode;

  /** Whether polling has ended with this error. If false, polling continues. */
  readonly final: boolean;

  /** The last job status, or null if there was none. */
  readonly jobStatus: JobStatus | null;

  /** The exception that led to this error, such as the one that `fetch` threw. Undefined if none. */
  // Declared here because `Error.cause` is missing in a user's `lib: ["es2020"]`.
  declare readonly cause: unknown;

  constructor(
    code: JobErrorCode,
    message: string,
    { final = true, jobStatus = null, cause }: JobStatusErrorOptions = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'JobStatusError';
    this.code = code;
    this.final = final;
    this.jobStatus = jobStatus;
  }
}
