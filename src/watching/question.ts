import { type Answer, answerOf, noAnswer } from '../protocol/answer.js';
import { requestInit, type StatusRequest } from '../protocol/status-request.js';
import type { LocalAccess } from './local-access.js';
import { platform } from './platform.js';

/** A function to ask with, as `fetch` is. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

const answerLimit = 15_000;

/** How long the browser's user may think about a permission. */
const decisionLimit = 5 * 60_000;

/**
 * Puts one question, which `question` ends. Never rejects: whatever goes wrong, an answer that is
 * late included, is a fault.
 */
export async function ask(
  request: StatusRequest,
  fetch: Fetch | undefined,
  access: LocalAccess,
  question: AbortController,
): Promise<Answer> {
  const { signal } = question;
  const { targetAddressSpace } = access;
  const limit = access.isUndecided ? decisionLimit : answerLimit;
  const timer = platform.setTimeout(() => {
    question.abort(new Error(`No answer in ${limit / 1000} s`));
  }, limit);

  const exchange = async (): Promise<Answer> => {
    // Through a variable of its own, so that it is called without `this`.
    const put = fetch ?? platform.fetch;
    const init = { ...requestInit(request), signal };
    const response = await put(
      request.url,
      targetAddressSpace ? Object.assign(init, { targetAddressSpace }) : init,
    );
    access.reached();
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
    return { fault: access.refusal ?? noAnswer(request, cause), retryAfter: 0 };
  } finally {
    platform.clearTimeout(timer);
  }
}
