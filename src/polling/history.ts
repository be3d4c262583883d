import { JobStatusError } from '../protocol/job-status-error.js';
import type { JobStatus } from '../protocol/job-status.js';
import { type Failures, restarted, withFailure } from './outage.js';

/** The state of polling a job: the sum of its responses and failures. All times are those of the clock. */
export interface History {
  /** The last job status. */
  readonly jobStatus: JobStatus | null;
  /** Whether the job was lost after that status or not polled for long, and polling has begun again. */
  readonly isOutdated: boolean;
  /** When the status changed, or polling began. */
  readonly changedAt: number;
  /** When the last poll ended, or was sent if it is in flight; undefined before the first. */
  readonly polledAt: number | undefined;
  readonly failures: Failures | undefined;
  /** Since when the service has not known the job, without the time in which it was not polled. */
  readonly unknownSince: number | undefined;
  /** Why the status is unavailable, as it was reported. */
  readonly error: JobStatusError | null;
  /** From 0 up to 1, drawn with each response: the jitter of the next pause. */
  readonly random: number;
}

/** When a poll was sent and ended, and a random number from 0 up to 1. */
export interface PollEnd {
  readonly sentAt: number;
  readonly now: number;
  readonly random: number;
}

/** Milliseconds for which a job that the service doesn't know may be too new to be known. */
const unknownJobGrace = 5_000;

/** Milliseconds without polls after which an outage is no longer the same one, and a status is old. */
const longPause = 60_000;

/** A job status from another source than a poll, and when it was reported. */
export interface Report {
  readonly jobStatus: JobStatus;
  readonly at: number;
}

/**
 * The history of a job before its first poll.
 *
 * @param report - The last job status from another source
 */
export function newHistory(now: number, report?: Report): History {
  return {
    jobStatus: report?.jobStatus ?? null,
    isOutdated: report !== undefined && now - report.at > longPause,
    changedAt: now,
    polledAt: undefined,
    failures: undefined,
    unknownSince: undefined,
    error: null,
    random: 0,
  };
}

/** A poll was sent. */
export function afterSending(history: History, now: number): History {
  return { ...history, polledAt: now };
}

/** A job status was received, by a poll or from a subscriber. */
export function afterStatus(
  history: History,
  jobStatus: JobStatus,
  { now, random }: Omit<PollEnd, 'sentAt'>,
): History {
  const isChanged = jobStatus.status !== history.jobStatus?.status;
  const changedAt = isChanged ? now : history.changedAt;
  const noError = { failures: undefined, unknownSince: undefined, error: null };
  return { ...history, ...noError, isOutdated: false, jobStatus, changedAt, polledAt: now, random };
}

/** A poll ended without a job status. */
export function afterFailure(
  history: History,
  failure: JobStatusError,
  { sentAt, now, random }: PollEnd,
): History {
  const { error, failures, jobStatus, unknownSince = sentAt } = history;
  const ended = { ...history, polledAt: now, random };
  if (failure.final || failure.code === 'blocked') {
    return { ...ended, error: withJobStatus(failure, jobStatus) };
  }
  if (failure.code === 'unknown-job') {
    const isLate = sentAt - unknownSince >= unknownJobGrace;
    if (!jobStatus && !isLate) return { ...ended, failures: undefined, unknownSince };
    return { ...ended, error: withJobStatus(failure, jobStatus, true) };
  }
  return {
    ...ended,
    // The browser lets the request through now.
    error: error?.code === 'blocked' ? null : error,
    failures: withFailure(failures, failure, now),
  };
}

/** The outage was reported. */
export function afterOutage(history: History): History {
  const { failures, jobStatus } = history;
  return failures ? { ...history, error: withJobStatus(failures.last, jobStatus) } : history;
}

/** A job without subscribers has one again. After a short while, an outage continues. */
export function afterPause(history: History, pausedAt: number, now: number): History {
  const { error, polledAt = now, unknownSince } = history;
  if (!error?.final && now - polledAt <= longPause) {
    const pausedFor = now - pausedAt;
    return {
      ...history,
      unknownSince: unknownSince === undefined ? undefined : unknownSince + pausedFor,
    };
  }
  const noError = { failures: undefined, unknownSince: undefined, error: null };
  return { ...history, ...noError, isOutdated: true, changedAt: now };
}

/** Another poller of the same job continues. */
export function afterHandover(history: History): History {
  const { changedAt, failures, polledAt } = history;
  return { ...history, failures: failures && restarted(failures, polledAt ?? changedAt) };
}

function withJobStatus(
  { code, message, cause, final }: JobStatusError,
  jobStatus: JobStatus | null,
  isFinal = final,
): JobStatusError {
  return new JobStatusError(code, message, { final: isFinal, jobStatus, cause });
}
