import type { JobStatusError } from '../protocol/job-status-error.js';

/** Failures in a row. */
interface FailureRun {
  readonly count: number;
  readonly since: number;
}

/** The failures since the last response that said something about the job. */
export interface Failures {
  readonly all: FailureRun;
  /** The last of them that have the same code. */
  readonly sameCode: FailureRun;
  readonly last: JobStatusError;
}

/** An outage is a run of this many failures, over this many milliseconds. */
const minFailures = 3;
const minDuration = 2_000;

/** Counts another failure. */
export function withFailure(
  failures: Failures | undefined,
  failure: JobStatusError,
  now: number,
): Failures {
  const isSameCode = failures?.last.code === failure.code;
  return {
    all: longer(failures?.all, now),
    sameCode: longer(isSameCode ? failures.sameCode : undefined, now),
    last: failure,
  };
}

function longer(run: FailureRun | undefined, now: number): FailureRun {
  return { count: (run?.count ?? 0) + 1, since: run?.since ?? now };
}

/** The same failures for another poller, which counts their time from the last of them. */
export function restarted(failures: Failures, now: number): Failures {
  return {
    ...failures,
    all: { ...failures.all, since: now },
    sameCode: { ...failures.sameCode, since: now },
  };
}

/**
 * From when on the failures are an outage that is to be reported; undefined if they are none. During an
 * outage, one of another kind is reported by the same rule.
 *
 * @param reported - The outage that was reported last
 */
export function outageAt(
  { all, sameCode, last }: Failures,
  reported: JobStatusError | null,
): number | undefined {
  if (last.code === reported?.code) return undefined;
  const { count, since } = reported ? sameCode : all;
  return count < minFailures ? undefined : since + minDuration;
}
