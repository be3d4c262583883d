/** What the service says of a job that it is asked about. */
export const JobStatus = Object.freeze({
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
});

/** What it says when it is given a job: another enumeration, with the same numbers. */
export const PrintAnswer = Object.freeze({
  Unknown: 0,
  QueuedToDevice: 1,
  QueuedToFile: 2,
  SoftError: 3,
  Ok: 4,
});

const { Completed, Collected, CompletedWait, CodeException, ItemError, Abandoned } = JobStatus;

/** @type {ReadonlySet<unknown>} */
const finalStatuses = new Set([
  Completed,
  Collected,
  CompletedWait,
  CodeException,
  ItemError,
  Abandoned,
]);

/**
 * @param {unknown} status
 * @returns {boolean}
 */
export const isFinal = (status) => finalStatuses.has(status);
