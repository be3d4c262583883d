import type { JobStatusError } from './protocol/job-status-error.js';
import { type JobReading, sameNews } from './protocol/reading.js';
import { statusRequest } from './protocol/status-request.js';
import type { JobApi } from './protocol/values.js';
import type { Watcher } from './watching/job-watch.js';
import { join } from './watching/page.js';
import { type Fetch, platform } from './watching/platform.js';

export { type JobErrorCode, JobStatusError } from './protocol/job-status-error.js';
export type { JobReading, JobState } from './protocol/reading.js';

/** What {@link watchJob} watches, and how. */
export interface WatchOptions {
  /**
   * Address of the service: an http(s) address, with or without a path or the tail `/api/v1/…`; in
   * a page also a relative one that begins with `/`, `./` or `../`.
   */
  server: string;
  /** Job token: the `jobIdentifier` of the answer to `print`. */
  token: string;
  /**
   * Licence GUID. It is sent in the `Authorization` header, and over plain http only to this
   * computer and to the page's own origin. Default: none.
   */
  license?: string | undefined;
  /** Which twin endpoint. Default: `printPdf`. */
  api?: JobApi | undefined;
  /** Milliseconds between an answer and the next question, at least 100. Default: an adaptive pace. */
  interval?: number | undefined;
  /** Milliseconds after the first question at which to give up. Default: never. */
  timeout?: number | undefined;
  /** Whether to keep the usual pace while the page is hidden. Default: false. */
  background?: boolean | undefined;
  /** The function to ask with, called without `this`. Default: the platform's `fetch`. */
  fetch?: Fetch | undefined;
  /** Ends the watching: the loop throws the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Is called with each error that is not final: the status cannot be had for now. */
  onError?: ((error: JobStatusError) => void) | undefined;
}

/**
 * Watches a print job without any UI: in a page, in a worker and in Node.
 *
 * Yields every changed reading, the final one included, and returns once the job has succeeded.
 * Throws a {@link JobStatusError} when it failed or was cancelled (`failed`, `abandoned`), or when
 * its status cannot be had for good. Nothing is asked before the first `next()`. All who watch the
 * same job in one page share its questions.
 *
 * @example
 * for await (const { state, message } of watchJob({ server, token, license })) {
 *   console.log(state, message);
 * }
 */
export function watchJob(options: WatchOptions): AsyncGenerator<JobReading, void, undefined> {
  const { signal, onError } = options;
  const untold: (JobReading | JobStatusError)[] = [];
  let last: JobReading | null = null;
  let isLeft = false;
  let leave = (): void => undefined;
  let wake = leave;

  function tell(news: JobReading | JobStatusError): void {
    untold.push(news);
    wake();
  }

  const watcher: Watcher = {
    ...options,
    onReading(reading) {
      if (!sameNews(last, reading)) tell(reading);
      last = reading;
    },
    // In a microtask of its own: a fault of the app's must not end the watching.
    onError(error) {
      if (error.final) tell(error);
      else queueMicrotask(() => onError?.(error));
    },
  };

  async function* follow(): AsyncGenerator<JobReading, void, undefined> {
    signal?.throwIfAborted();
    const watch = join(statusRequest(options, platform), watcher);
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

  const readings = follow();
  // A generator that waits for news would heed this only when there are some.
  const end = readings.return.bind(readings);
  readings.return = (value) => {
    leave();
    return end(value);
  };
  return readings;
}
