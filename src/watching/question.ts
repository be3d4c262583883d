import { type Answer, answerOf, noAnswer } from '../protocol/answer.js';
import { requestInit, type StatusRequest } from '../protocol/status-request.js';
import { platform } from './platform.js';

/** A function to ask with, as `fetch` is. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

const answerLimit = 15_000;

/**
 * Puts one question. Never rejects: whatever goes wrong, an answer that is late or a signal that
 * ends the question included, is a fault.
 */
export async function ask(
  request: StatusRequest,
  fetch: Fetch | undefined,
  signal: AbortSignal,
): Promise<Answer> {
  const limit = new AbortController();
  const ended = AbortSignal.any([signal, limit.signal]);
  const timer = platform.setTimeout(() => {
    limit.abort(new Error(`No answer in ${answerLimit / 1000} s`));
  }, answerLimit);

  const exchange = async (): Promise<Answer> => {
    // Through a variable of its own, so that it is called without `this`.
    const put = fetch ?? platform.fetch;
    const response = await put(request.url, { ...requestInit(request), signal: ended });
    return await answerOf(response, request, platform.date());
  };
  // An app's own fetch may not heed the signal.
  const end = new Promise<never>((_, reject) => {
    ended.addEventListener('abort', () => {
      reject(ended.reason as Error);
    });
  });

  try {
    return await Promise.race([exchange(), end]);
  } catch (cause) {
    return { fault: noAnswer(request, cause), retryAfter: 0 };
  } finally {
    platform.clearTimeout(timer);
  }
}
