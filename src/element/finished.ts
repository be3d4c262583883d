import { failureOf, type JobStatusError } from '../protocol/job-status-error.js';
import type { JobReading } from '../protocol/reading.js';

/** The promise of a job's end, which may be left alone: its rejection is never unhandled. */
export class Finished {
  readonly promise: Promise<JobReading>;
  isSettled = false;
  #resolve!: (reading: JobReading) => void;
  #reject!: (reason: Error) => void;

  constructor() {
    this.promise = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.promise.catch(() => undefined);
  }

  /** Settles the promise by a final reading. */
  settle(reading: JobReading): void {
    this.isSettled = true;
    const failure = failureOf(reading);
    if (failure) this.#reject(failure);
    else this.#resolve(reading);
  }

  reject(error: JobStatusError | DOMException): void {
    this.isSettled = true;
    this.#reject(error);
  }
}
