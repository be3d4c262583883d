import { failureOf, type JobStatusError } from './protocol/job-status-error.js';
import { type JobReading, sameNews } from './protocol/reading.js';
import { statusRequest } from './protocol/status-request.js';
import { durationOf, functionOf, type JobApi } from './protocol/values.js';
import { platform } from './watching/platform.js';
import type { Fetch } from './watching/question.js';
import { Watching } from './watching/watches.js';

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
  const left = new AbortController();
  const readings = follow(options, left.signal);
  // A generator that waits for news would heed these two only when there are some.
  const leave = readings.return.bind(readings);
  const fail = readings.throw.bind(readings);
  readings.return = (value) => {
    left.abort();
    return leave(value);
  };
  readings.throw = (reason) => {
    left.abort();
    return fail(reason);
  };
  return readings;
}

async function* follow(
  options: WatchOptions,
  left: AbortSignal,
): AsyncGenerator<JobReading, void, undefined> {
  const { interval, timeout, background, fetch, signal, onError } = options;
  signal?.throwIfAborted();
  const request = statusRequest(options, { base: platform.baseURI(), origin: platform.origin() });

  const news: (JobReading | JobStatusError)[] = [];
  let last: JobReading | null = null;
  let wake = (): void => undefined;
  const tell = (item: JobReading | JobStatusError): void => {
    news.push(item);
    wake();
  };
  const onEnded = (): void => {
    wake();
  };
  signal?.addEventListener('abort', onEnded);
  left.addEventListener('abort', onEnded);
  const watching = new Watching(
    request,
    functionOf(fetch),
    {
      wishes: () => ({
        interval: durationOf(interval),
        timeout: durationOf(timeout),
        background: background === true,
      }),
      onAwait: () => undefined,
      onReading: (reading) => {
        if (!sameNews(reading, last)) tell(reading);
        last = reading;
      },
      onError: (error) => {
        if (error.final) tell(error);
        // In a microtask of its own: a fault of the app's must not end the watching.
        else if (onError) queueMicrotask(() => onError(error));
      },
    },
    null,
  );

  try {
    for (;;) {
      signal?.throwIfAborted();
      if (left.aborted) return;
      const item = news.shift();
      if (item instanceof Error) throw item;
      if (!item) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      } else {
        yield item;
        const failure = failureOf(item);
        if (failure) throw failure;
        if (item.final) return;
      }
    }
  } finally {
    signal?.removeEventListener('abort', onEnded);
    watching.leave();
  }
}
