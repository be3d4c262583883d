/** The status of a job. */
export const JobStatus = {
  NotStarted: 0,
  Queued: 1,
  Starting: 2,
  Downloading: 3,
  Downloaded: 4,
  Printing: 5,
  Completed: 6,
  Paused: 7,
  PrintingPdf: 8,
  Collected: 100,
  CodeException: 101,
  CompletedWait: 102,
  ItemError: -1,
  Abandoned: -2,
} as const;

/** The status of the response to a print request: another enumeration with the same numbers. */
export const PrintStatus = {
  QueuedToDevice: 1,
  QueuedToFile: 2,
  SoftError: 3,
  Ok: 4,
} as const;

const { Completed, Collected, CompletedWait, CodeException, ItemError, Abandoned } = JobStatus;

const successes = new Set<unknown>([Completed, Collected, CompletedWait]);
const failures = new Set<unknown>([CodeException, ItemError, Abandoned]);
const printing = new Set<unknown>([JobStatus.Printing, JobStatus.PrintingPdf]);

export const isSuccess = (status: unknown): boolean => successes.has(status);

export const isFinal = (status: unknown): boolean => isSuccess(status) || failures.has(status);

export const isPrinting = (status: unknown): boolean => printing.has(status);
