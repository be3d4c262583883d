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
  override readonly name = 'JobStatusError';

  /** What kind of trouble it is. */
  readonly code: JobErrorCode;

  /** Whether watching has ended with this error; when false it goes on by itself. */
  readonly final: boolean;

  /** The last reading there was, or null. */
  readonly reading: JobReading | null;

  constructor(code: JobErrorCode, message: string, options: JobStatusErrorOptions = {}) {
    super(message, options);
    this.code = code;
    this.final = options.final ?? true;
    this.reading = options.reading ?? null;
  }
}

/** The error of a job that ended badly; undefined for any other reading. */
export function failureOf(reading: JobReading): JobStatusError | undefined {
  const { outcome, message } = reading;
  if (outcome !== 'failed' && outcome !== 'abandoned') return undefined;
  const what = outcome === 'failed' ? 'The print job failed' : 'The print job was cancelled';
  return new JobStatusError(outcome, message ? `${what}: ${message}` : `${what}.`, { reading });
}
