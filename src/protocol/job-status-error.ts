import type { JobStatus } from './job-status.js';

/** Why a job's status is unavailable, or why the job did not succeed. */
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

  /** Whether polling has ended with this error. If false, polling continues by itself. */
  readonly final: boolean;

  /** The last job status, or null. */
  readonly jobStatus: JobStatus | null;

  /** The exception that led to this error, such as the one that `fetch` threw. */
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
