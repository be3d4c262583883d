import { isFinal } from './statuses.mjs';

/** @typedef {import('./job.mjs').Job} Job */
/** @typedef {import('./job.mjs').Api} Api */

const keptFor = 10 * 60_000;
const mostJobs = 500;
const mostOutputs = 10;

/** The jobs that the service knows: not too many, and each for a while after its end. */
export class Jobs {
  /** @type {Map<string, Job>} */
  #jobs = new Map();

  /** @param {Job} job */
  add(job) {
    this.#jobs.delete(job.token);
    this.#jobs.set(job.token, job);
    this.#forgetTheOld();
  }

  /**
   * @param {string} token
   * @param {Api} [api] any, when left out
   * @returns {Job | undefined}
   */
  find(token, api) {
    this.#forgetTheOld();
    const job = this.#jobs.get(token);
    return api && job?.api !== api ? undefined : job;
  }

  /**
   * As the vendor's own test server does: a PrintHtml job is gone once its end has been told.
   *
   * @param {Job} job
   * @param {unknown} status
   */
  told(job, status) {
    if (job.api === 'printHtml' && isFinal(status) && this.#jobs.get(job.token) === job) {
      this.forget(job.token);
    }
  }

  /**
   * @param {string} token
   * @returns {boolean} whether there was such a job
   */
  forget(token) {
    return this.#jobs.delete(token);
  }

  #forgetTheOld() {
    const longAgo = Date.now() - keptFor;
    let toSpare = this.#jobs.size - mostJobs;
    let outputs = [...this.#jobs.values()].filter((job) => job.output).length;
    for (const job of this.#jobs.values()) {
      if (toSpare > 0 || (job.endedAt ?? Infinity) < longAgo) this.forget(job.token);
      toSpare -= 1;
      if (job.output && outputs > mostOutputs) job.output = undefined;
      if (job.output) outputs -= 1;
    }
  }
}
