import { type Answer, answerOf, noAnswer } from '../protocol/answer.js';
import { requestInit, type StatusRequest } from '../protocol/status-request.js';
import { platform } from './platform.js';

/** A function to ask with, as `fetch` is. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

const answerLimit = 15_000;

/**
 * Puts one question, which `question` ends. Never rejects: whatever goes wrong, an answer that is
 * late included, is a fault.
 */
export async function ask(
  request: StatusRequest,
  fetch: Fetch | undefined,
  question: AbortController,
): Promise<Answer> {
  const { signal } = question;
  const timer = platform.setTimeout(() => {
    question.abort(new Error(`No answer in ${answerLimit / 1000} s`));
  }, answerLimit);

  const exchange = async (): Promise<Answer> => {
    // Through a variable of its own, so that it is called without `this`.
    const put = fetch ?? platform.fetch;
    const response = await put(request.url, { ...requestInit(request), signal });
    return await answerOf(response, request, platform.date());
  };
  // An app's own fetch may not heed the signal.
  const end = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => {
      reject(signal.reason as Error);
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
