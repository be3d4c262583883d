import type { JobErrorCode } from './job-status-error.js';
import { type JobStatus, parseJobStatus } from './job-status.js';
import { type JobApi, textOf } from './values.js';

/** A job, as MeadCo's client has sent it. */
export interface ClientJob {
  /** The service that the client has found. */
  readonly server: string;
  readonly token: string;
}

/** The state of a print that MeadCo's client makes: the sum of its callbacks. */
export interface ClientPrint {
  /**
   * `sending` until the service has accepted the print, `watching` while the client polls its status.
   * `given-up`: the client stopped polling before the job ended. `ended`: the end is known.
   */
  readonly phase: 'sending' | 'watching' | 'given-up' | 'ended';
  /** The job; undefined if the print was not accepted, or the client doesn't name its job. */
  readonly job: ClientJob | undefined;
  /** The last status of the print. */
  readonly jobStatus: JobStatus | null;
  /** The failed status with which the client gave up, though the job may be printing. */
  readonly claim: JobStatus | null;
}

/** A print whose callbacks have not been called. */
export const newPrint: ClientPrint = {
  phase: 'sending',
  job: undefined,
  jobStatus: null,
  claim: null,
};

/** The client's own number for a failed print, a refused one, and for any failure to get a status. */
const itemError = -1;

/** While a job prints, the engine for HTML reports this status, and that for PDF another. */
const printingHtml = 5;

const completed = 6;
const abandoned = -2;

/**
 * The statuses after which the client polls again. It takes any other status that is not final for an
 * error, and stops.
 */
const polledStatuses: ReadonlySet<number> = new Set([0, 1, 2, 3, 4, 5, 7, 8]);

/**
 * The client has called `onProgress`.
 *
 * @param lastJob - Returns the job that the client has sent last. Called only when the service has
 *   accepted the print: before that, the client would search for its service.
 */
export function afterProgress(
  print: ClientPrint,
  status: unknown,
  message: unknown,
  lastJob: () => ClientJob | undefined,
): ClientPrint {
  if (hasStopped(print)) return print;
  if (textOf(status) === String(itemError)) {
    if (print.phase === 'sending') return afterRefusal(print, message);
    return { ...print, phase: 'given-up', claim: jobStatusOf(print, itemError, message) };
  }
  const accepted = print.phase === 'sending' ? { ...print, job: lastJob() } : print;
  const jobStatus = jobStatusOf(accepted, status, message);
  if (!jobStatus) return { ...accepted, phase: 'watching' };
  const isPolled = polledStatuses.has(jobStatus.status);
  const phase = jobStatus.final ? 'ended' : isPolled ? 'watching' : 'given-up';
  return { ...accepted, phase, jobStatus };
}

/**
 * The client has called `onDone`.
 *
 * @param result - Null, or what went wrong. From the callback of the add-on's emulation that takes the
 *   place of `onDone`: whether the print has started.
 */
export function afterDone(print: ClientPrint, result: unknown): ClientPrint {
  if (hasStopped(print) || result === true) return print;
  if (result === null || result === undefined) return ended(print, completed);
  if (print.phase === 'watching') return { ...print, phase: 'given-up' };
  // The user has closed the client's dialog.
  return result === false ? ended(print, abandoned) : afterRefusal(print, result);
}

/** The function that starts the print has thrown. */
export function afterException(print: ClientPrint, exception: unknown): ClientPrint {
  const isRefused = print.phase === 'sending' || (print.phase === 'ended' && !print.job);
  const isExplained = print.jobStatus?.outcome === 'succeeded' || !!print.jobStatus?.message;
  return isRefused && !isExplained ? afterRefusal(print, exception) : print;
}

/** The endpoints that may have taken the job, the likelier one first. The callbacks don't name it. */
export function endpointsOf({ jobStatus }: ClientPrint): readonly [JobApi, JobApi] {
  const isHtml = jobStatus?.status === printingHtml;
  return isHtml ? ['printHtml', 'printPdf'] : ['printPdf', 'printHtml'];
}

/**
 * Whether an error of a poll confirms that the job has failed, as the client claims.
 *
 * @param license - The licence of the poll; empty for none, null if it was withheld
 */
export function confirmsClaim(code: JobErrorCode, license: string | null): boolean {
  // Without a licence, a refusal says nothing about the job.
  return code === 'unknown-job' || code === 'rejected' || (code === 'unauthorized' && !!license);
}

/** The service has not accepted the print, so there is no job to poll. */
function afterRefusal(print: ClientPrint, reason: unknown): ClientPrint {
  const { message = reason } = Object(reason) as { message?: unknown };
  return ended(print, itemError, message);
}

function ended(print: ClientPrint, status: number, message?: unknown): ClientPrint {
  return { ...print, phase: 'ended', jobStatus: jobStatusOf(print, status, message) };
}

function hasStopped({ phase }: ClientPrint): boolean {
  return phase === 'given-up' || phase === 'ended';
}

/** The job status that the client reports; null if it is none. */
function jobStatusOf({ job }: ClientPrint, status: unknown, message: unknown): JobStatus | null {
  try {
    return parseJobStatus({ status, message: unquoted(message) }, job?.token ?? '');
  } catch {
    return null;
  }
}

/** The text of a message. The service's errors are JSON strings, which the client passes on as they are. */
function unquoted(message: unknown): unknown {
  const isQuoted = typeof message === 'string' && /^".*"$/s.test(message);
  try {
    return isQuoted ? (JSON.parse(message) as unknown) : message;
  } catch {
    return message;
  }
}
