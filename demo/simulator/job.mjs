import { isFinal } from './statuses.mjs';

/** @typedef {import('./faults.mjs').Fault} Fault */
/** @typedef {'printPdf' | 'printHtml'} Api */

/**
 * A stretch of a job's life. It ends after `ms` milliseconds or `asks` answers, whichever comes
 * first; without either, and when it is the last one, it lasts for ever.
 *
 * @typedef {object} Step
 * @property {unknown} status
 * @property {string | undefined} [message]
 * @property {string | undefined} [jobIdentifier] given out in place of the job's token
 * @property {number | undefined} [ms]
 * @property {number | undefined} [asks]
 * @property {Fault | undefined} [fault] what happens to each question while the step lasts
 */

/** A job, which walks through its steps as time passes and questions are asked. */
export class Job {
  /** @type {Uint8Array | undefined} */
  output;
  /** @type {Step[]} */
  #steps;
  /** @type {(Fault | null)[]} */
  #faults;
  #position = 0;
  #answered = 0;
  #since = Date.now();

  /**
   * @param {object} settings
   * @param {string} settings.token
   * @param {Api} settings.api
   * @param {string | null} settings.license the one that may ask; null: anybody may
   * @param {Step[]} settings.steps
   * @param {(Fault | null)[]} [settings.faults] what happens to the first questions, one each
   */
  constructor({ token, api, license, steps, faults = [] }) {
    this.token = token;
    this.api = api;
    this.license = license;
    this.#steps = steps;
    this.#faults = [...faults];
  }

  /** @returns {number | undefined} when the job came to its end */
  get endedAt() {
    return isFinal(this.step.status) ? this.#since : undefined;
  }

  /** @returns {Step} the one that the job is at */
  get step() {
    const now = Date.now();
    for (;;) {
      const { ms } = this.#current;
      if (ms === undefined || this.#isLast || now < this.#since + ms) return this.#current;
      this.#enterNext(this.#since + ms);
    }
  }

  /** @returns {Fault | null} what is to happen to the question that has just come */
  takeFault() {
    const [next] = this.#faults.splice(0, 1);
    return next === undefined ? (this.step.fault ?? null) : next;
  }

  /** Answers a question. */
  answer() {
    const { asks } = this.step;
    if (asks !== undefined && this.#answered >= asks && !this.#isLast) this.#enterNext(Date.now());
    this.#answered += 1;
    const { status, message, jobIdentifier = this.token } = this.#current;
    return { status, message, jobIdentifier };
  }

  /**
   * Leaves whatever was to come, and goes on with these steps at once.
   *
   * @param {Step[]} steps
   */
  turnTo(steps) {
    this.#steps = steps;
    this.#position = 0;
    this.#answered = 0;
    this.#since = Date.now();
  }

  /**
   * Goes on with these steps after the last one, for which there was no end in sight so far.
   *
   * @param {number} ms how long the last one lasts at least
   * @param {Step[]} steps
   */
  goOn(ms, steps) {
    const last = this.#steps.length - 1;
    const isThere = this.step === this.#steps[last];
    const lasted = isThere ? Date.now() - this.#since : 0;
    const ended = this.#steps.map((step, index) =>
      index === last ? { ...step, ms: Math.max(ms, lasted) } : step,
    );
    this.#steps = [...ended, ...steps];
  }

  get #current() {
    const step = this.#steps[this.#position];
    if (!step) throw new Error('A job needs at least one step');
    return step;
  }

  get #isLast() {
    return this.#position === this.#steps.length - 1;
  }

  /** @param {number} at */
  #enterNext(at) {
    this.#position += 1;
    this.#answered = 0;
    this.#since = at;
  }
}
