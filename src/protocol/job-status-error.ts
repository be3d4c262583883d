import type { JobReading } from './reading.js';

/** Why a job's status cannot be had, or why the job did not succeed. */
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

/** What {@link JobStatusError} holds beside its code and message. */
export interface JobStatusErrorOptions extends ErrorOptions {
  /** Whether watching has ended with this error. Default: true. */
  final?: boolean;
  /** The last reading there was. Default: null. */
  reading?: JobReading | null;
}

/**
 * Says why a job's status cannot be had or, with the codes `failed` and `abandoned`, that the job
 * did not succeed. The `message` says what is wrong and what to do; it never holds the licence.
 */
export class JobStatusError extends Error {
  /** What kind of trouble it is. */
  declare readonly code: JobErrorCode;

  /** Whether watching has ended with this error; when false it goes on by itself. */
  declare readonly final: boolean;

  /** The last reading there was, or null. */
  declare readonly reading: JobReading | null;

  constructor(code: JobErrorCode, message: string, options?: JobStatusErrorOptions) {
    super(message, options);
    Object.assign(this, { name: 'JobStatusError', code, final: true, reading: null }, options);
  }
}
