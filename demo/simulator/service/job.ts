import { breaksConnection, type Failure } from './failure.js';
import { isFromClient } from './is-from-client.js';
import { isFinal, isPrinting } from './statuses.js';

export type Api = 'printPdf' | 'printHtml';

/**
 * A status of a job. It ends after `ms` milliseconds or `asks` responses, whichever comes first. If
 * neither is given, or if it is the last one, it lasts forever.
 */
export interface Step {
  readonly status: unknown;
  readonly message?: string | undefined;
  /** Sent instead of the job's token. */
  readonly jobIdentifier?: string | undefined;
  readonly ms?: number | undefined;
  readonly asks?: number | undefined;
  /** Applies to every status request during the step. */
  readonly failure?: Failure | undefined;
  /** Whether every connection about the job breaks during the step, those of preflights included. */
  readonly outage?: boolean | undefined;
  /**
   * Whether `ms` begins with the first status request during the step, or the first broken one. An
   * outage then lasts until the job ends for MeadCo's client, whose requests browsers may repeat.
   */
  readonly waits?: boolean | undefined;
}

export interface JobSettings {
  readonly token: string;
  readonly api: Api;
  /** The licence that requests about the job require; null for none. */
  readonly license: string | null;
  readonly steps: readonly Step[];
  /** Apply to the first status requests, one each. */
  readonly failures?: readonly (Failure | null)[];
}

/** A job that goes through its steps with time and with each status request. */
export class Job {
  readonly token: string;
  readonly api: Api;
  readonly license: string | null;
  #steps: readonly Step[];
  readonly #failures: (Failure | null)[];
  #position = 0;
  #responses = 0;
  #since = Date.now();
  /** Whether a request has met the current step. */
  #isMet = false;
  #breaksClient = false;

  constructor({ token, api, license, steps, failures = [] }: JobSettings) {
    this.token = token;
    this.api = api;
    this.license = license;
    this.#steps = steps;
    this.#failures = [...failures];
  }

  /** The current step. */
  get step(): Step {
    const now = Date.now();
    for (;;) {
      const { ms, waits } = this.#current;
      if (ms === undefined || this.#isLast || now < this.#since + ms) return this.#current;
      if (waits && !this.#isMet) return this.#current;
      this.#enterNext(this.#since + ms);
    }
  }

  /** When the job reached its final status; undefined before. */
  get endedAt(): number | undefined {
    return isFinal(this.step.status) ? this.#since : undefined;
  }

  /** Whether the job has started to print pages. */
  get hasPrinted(): boolean {
    const current = this.step;
    return [...this.#steps.slice(0, this.#position), current].some(({ status }) =>
      isPrinting(status),
    );
  }

  /** Whether a connection about the job breaks now or later. */
  get breaksConnections(): boolean {
    const current = this.step;
    return (
      this.#failures.some(breaksConnection) ||
      [current, ...this.#steps.slice(this.#position + 1)].some(
        ({ failure, outage }) => outage === true || breaksConnection(failure),
      )
    );
  }

  /** Takes the request that was just received, and says whether its connection breaks. */
  takeOutage(request: Request): boolean {
    const { outage = false, waits = false } = this.step;
    if (outage) this.#meet();
    if (!isFromClient(request)) return outage;
    this.#breaksClient ||= outage && waits;
    return outage || this.#breaksClient;
  }

  /** Takes the failure of the status request that was just received. */
  takeFailure(): Failure | null {
    const { failure = null } = this.step;
    this.#meet();
    const scripted = this.#failures.shift();
    return scripted === undefined ? failure : scripted;
  }

  /** Takes the body of the response to a status request. */
  takeStatus(): { status: unknown; message: string | undefined; jobIdentifier: string } {
    const { asks } = this.step;
    if (asks !== undefined && this.#responses >= asks && !this.#isLast) {
      this.#enterNext(Date.now());
    }
    this.#responses += 1;
    const { status, message, jobIdentifier = this.token } = this.#current;
    return { status, message, jobIdentifier };
  }

  /** Replaces all steps. */
  replaceSteps(steps: readonly Step[]): void {
    this.#steps = steps;
    this.#position = 0;
    this.#responses = 0;
    this.#since = Date.now();
    this.#isMet = false;
  }

  /**
   * Adds steps after the last one.
   *
   * @param ms - Minimum duration of the step that was the last one
   */
  addSteps(ms: number, steps: readonly Step[]): void {
    const last = this.#steps.length - 1;
    const isAtLast = this.step === this.#steps[last];
    const duration = Math.max(ms, isAtLast ? Date.now() - this.#since : 0);
    this.#steps = [
      ...this.#steps.map((step, index) => (index === last ? { ...step, ms: duration } : step)),
      ...steps,
    ];
  }

  get #current(): Step {
    const step = this.#steps[this.#position];
    if (!step) throw new Error('A job needs at least one step');
    return step;
  }

  get #isLast(): boolean {
    return this.#position === this.#steps.length - 1;
  }

  #meet(): void {
    if (this.#current.waits && !this.#isMet) this.#since = Date.now();
    this.#isMet = true;
  }

  #enterNext(at: number): void {
    this.#position += 1;
    this.#responses = 0;
    this.#since = at;
    this.#isMet = false;
  }
}
