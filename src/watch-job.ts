import type { JobStatusError } from './protocol/job-status-error.js';
import { isUnchanged, type JobStatus } from './protocol/job-status.js';
import { statusRequest } from './protocol/status-request.js';
import type { Watcher } from './watching/job-watch.js';
import { join } from './watching/page.js';
import { pageAddress } from './watching/page-life.js';
import type { Fetch } from './watching/platform.js';

export { type JobErrorCode, JobStatusError } from './protocol/job-status-error.js';
export type { JobState, JobStatus } from './protocol/job-status.js';

/** What {@link watchJob} polls, and how. */
export interface WatchOptions {
  /**
   * Address of the service: an http(s) URL, with or without a path or the tail `/api/v1/...`. In a
   * page it may also be a path starting with `/`, `./` or `../`.
   */
  server: string;
  /** Job token: the `jobIdentifier` of the print response. */
  token: string;
  /**
   * Licence GUID, sent in the `Authorization` header. Over plain http it is sent only to this
   * computer and to the page's own origin. Default: none.
   */
  license?: string | undefined;
  /** The endpoint that took the job. Default: `printPdf`. */
  api?: 'printPdf' | 'printHtml' | undefined;
  /** Milliseconds from a response to the next poll, at least 100. Default: an adaptive pace. */
  interval?: number | undefined;
  /** Milliseconds after the first poll at which to give up. Default: none. */
  timeout?: number | undefined;
  /** Whether to keep the normal pace while the page is hidden. Default: false. */
  background?: boolean | undefined;
  /** The function that sends the requests, called without `this`. Default: the platform's `fetch`. */
  fetch?: Fetch | undefined;
  /** Ends polling when it aborts: the generator throws the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Called with each temporary error: the status is unavailable, and polling continues. */
  onError?: ((error: JobStatusError) => void) | undefined;
}

/**
 * Polls the status of a print job without any UI: in a page, in a worker and in Node.
 *
 * Yields every changed job status, the final one included, and returns once the job has succeeded.
 * Sends no request before the first `next()`. All `watchJob()` calls and elements that watch the
 * same job in one page share its requests.
 *
 * @throws {JobStatusError} If the job failed or was cancelled (`failed`, `abandoned`), or if its
 *   status is permanently unavailable.
 *
 * @example
 * for await (const { state, message } of watchJob({ server, token, license })) {
 *   console.log(state, message);
 * }
 */
export function watchJob(options: WatchOptions): AsyncGenerator<JobStatus, void, undefined> {
  const { signal, onError } = options;
  const untold: (JobStatus | JobStatusError)[] = [];
  let last: JobStatus | null = null;
  let isLeft = false;
  let leave = (): void => undefined;
  let wake = leave;

  function tell(news: JobStatus | JobStatusError): void {
    untold.push(news);
    wake();
  }

  const watcher: Watcher = {
    ...options,
    onJobStatus(jobStatus) {
      if (!isUnchanged(last, jobStatus)) tell(jobStatus);
      last = jobStatus;
    },
    // In a microtask of its own: a fault of the app's must not end the watching.
    onError(error) {
      if (error.final) tell(error);
      else queueMicrotask(() => onError?.(error));
    },
  };

  async function* follow(): AsyncGenerator<JobStatus, void, undefined> {
    signal?.throwIfAborted();
    const watch = join(statusRequest(options, pageAddress()), watcher);
    leave = () => {
      isLeft = true;
      watch.remove(watcher);
      wake();
    };
    signal?.addEventListener('abort', leave);
    try {
      for (;;) {
        signal?.throwIfAborted();
        if (isLeft) return;
        const news = untold.shift();
        if (news instanceof Error) throw news;
        if (news) yield news;
        else await new Promise<void>((resolve) => (wake = resolve));
        if (news?.outcome === 'succeeded') return;
      }
    } finally {
      leave();
      signal?.removeEventListener('abort', leave);
    }
  }

  const statuses = follow();
  // A generator that waits for news would heed this only when there are some.
  const end = statuses.return.bind(statuses);
  statuses.return = (value) => {
    leave();
    return end(value);
  };
  return statuses;
}
