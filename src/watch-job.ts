import { pageAddress } from './polling/page-life.js';
import { pollers, type Subscription } from './polling/registry.js';
import type { Subscriber } from './polling/subscriber.js';
import { jobFailedError } from './protocol/errors.js';
import { JobStatusError } from './protocol/job-status-error.js';
import { isUnchanged, type JobStatus } from './protocol/job-status.js';
import { statusRequest } from './protocol/status-request.js';
import { functionOf } from './protocol/values.js';
import { callEach, callSafely } from './report-exception.js';

export { type JobErrorCode, JobStatusError } from './protocol/job-status-error.js';
export type { JobState, JobStatus } from './protocol/job-status.js';

/** What `watchJob()` polls, and how. */
export interface WatchOptions {
  /**
   * Address of the service: an http(s) URL, with or without a path prefix, and with or without `/api/v1/...`
   * at its end. In a page, it may also be a path of the page's origin that starts with `/`, `./` or `../`.
   */
  server: string;
  /** Job token: the `jobIdentifier` in the service's response to the print request. */
  token: string;
  /**
   * Licence GUID, sent in the `Authorization` header. Over plain http, it is sent only to the same computer
   * and to the page's own origin. Default: none.
   */
  license?: string | undefined;
  /** The endpoint to which the job was sent. Default: `printPdf`. */
  api?: 'printPdf' | 'printHtml' | undefined;
  /** Milliseconds from a response to the next poll, at least 100. Default: adaptive. */
  interval?: number | undefined;
  /** Milliseconds after the first poll at which to throw the error `timeout`. Default: none. */
  timeout?: number | undefined;
  /** Polls a hidden page as often as a visible one, instead of once a minute. Default: false. */
  background?: boolean | undefined;
  /**
   * The function that sends the requests, called without `this`. It must return a new response each time.
   * Calls share polls only if they have the same function. Default: the global `fetch`.
   */
  fetch?: ((url: string, init: RequestInit) => Promise<Response>) | undefined;
  /** Ends polling when it aborts. The generator then throws the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Called with each temporary error: the status is unavailable, and polling continues. */
  onError?: ((error: JobStatusError) => void) | undefined;
}

/**
 * Polls the status of a print job without any UI: in a page, in a worker and in Node.
 *
 * The generator yields each changed job status, the final one included, and returns after that of a
 * successful job. Polling starts with the first `next()`. To stop it, leave the loop or abort the `signal`.
 * Calls and elements that poll the same job in one page share its requests.
 *
 * Temporary errors are not thrown. Without a `timeout`, polling continues until the job ends.
 *
 * @param options - The job, and how to poll it.
 * @returns The job statuses.
 * @throws {JobStatusError} From `next()`: if the job failed (`failed`) or was cancelled (`abandoned`), if
 *   `server` or `token` is unusable (`address`), or if the status is permanently unavailable.
 *
 * @example
 * for await (const { state, message } of watchJob({ server, token, license })) {
 *   console.log(state, message);
 * }
 */
export function watchJob(options: WatchOptions): AsyncGenerator<JobStatus, void, undefined> {
  return new JobStatuses(options);
}

/**
 * The changed statuses of a job. A generator function alone could not end while it waits for the next
 * status: it handles `return()` and `throw()` only after that.
 */
class JobStatuses implements AsyncGenerator<JobStatus, void, undefined> {
  readonly #options: WatchOptions;
  readonly #statuses: AsyncGenerator<JobStatus, void, undefined>;
  /** Job statuses and errors that are not yet yielded or thrown. */
  readonly #queue: (JobStatus | JobStatusError)[] = [];
  #last: JobStatus | null = null;
  #subscription: Subscription | undefined;
  #hasEnded = false;
  /** Continues the generator while it waits. */
  #wake = (): void => undefined;

  constructor(options: WatchOptions) {
    this.#options = options;
    this.#statuses = this.#generate();
  }

  next(): Promise<IteratorResult<JobStatus, void>> {
    return this.#statuses.next();
  }

  return(): Promise<IteratorResult<JobStatus, void>> {
    this.#end();
    return this.#statuses.return();
  }

  throw(reason: unknown): Promise<IteratorResult<JobStatus, void>> {
    this.#end();
    return this.#statuses.throw(reason);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }

  async *#generate(): AsyncGenerator<JobStatus, void, undefined> {
    const { signal } = this.#options;
    signal?.throwIfAborted();
    const stopListening = signal && onAbort(signal, this.#end);
    try {
      this.#subscribe();
      while (!this.#hasEnded) {
        const next = this.#queue.shift();
        if (next instanceof JobStatusError) throw next;
        if (!next) await new Promise<void>((resolve) => (this.#wake = resolve));
        else yield next;
        if (next?.outcome === 'succeeded') return;
        if (next?.final) throw jobFailedError(next);
        signal?.throwIfAborted();
      }
      signal?.throwIfAborted();
    } finally {
      this.#end();
      stopListening?.();
    }
  }

  #subscribe(): void {
    const request = statusRequest(this.#options, pageAddress());
    const { background, fetch, interval, timeout } = this.#options;
    const subscriber: Subscriber = {
      background,
      fetch: functionOf(fetch),
      interval,
      timeout,
      onJobStatus: (jobStatus) => {
        this.#handleJobStatus(jobStatus);
      },
      onError: (error) => {
        this.#handleError(error);
      },
    };
    this.#subscription = pollers.subscribe(request, subscriber);
    const { error, jobStatus } = this.#subscription.known;
    if (jobStatus) this.#handleJobStatus(jobStatus);
    if (error) this.#handleError(error);
  }

  #handleJobStatus(jobStatus: JobStatus): void {
    if (isUnchanged(this.#last, jobStatus)) return;
    this.#last = jobStatus;
    this.#enqueue(jobStatus);
  }

  #handleError(error: JobStatusError): void {
    if (error.final) this.#enqueue(error);
    else callSafely(() => this.#options.onError?.(error));
  }

  #enqueue(next: JobStatus | JobStatusError): void {
    this.#queue.push(next);
    this.#wake();
  }

  readonly #end = (): void => {
    this.#hasEnded = true;
    this.#subscription?.end();
    this.#wake();
  };
}

/** The callbacks of each signal. One listener calls them all, because Node warns about more than ten. */
const endings = new WeakMap<AbortSignal, Set<() => void>>();

/** Calls a function when a signal aborts. Returns a function that prevents that. */
function onAbort(signal: AbortSignal, end: () => void): () => void {
  let ends = endings.get(signal);
  if (!ends) {
    const all = (ends = new Set());
    endings.set(signal, all);
    signal.addEventListener('abort', () => callEach(all));
  }
  ends.add(end);
  return () => ends.delete(end);
}
