import type { JobErrorCode } from './job-status-error.js';
import { type JobReading, readingOf } from './reading.js';
import type { StatusRequest } from './status-request.js';

/** Why one question brought no reading. */
export interface Fault {
  readonly code: JobErrorCode;
  /** What is wrong and what to do. */
  readonly message: string;
  /** Whether there is no use in asking again. */
  readonly final: boolean;
  readonly cause?: unknown;
}

/** What came of one question: a reading or a fault. */
export type Answer =
  | { readonly reading: JobReading; readonly retryAfter: number }
  | { readonly fault: Fault; readonly retryAfter: number };

const largestBody = 64 * 1024;
const longestRetryAfter = 5 * 60_000;

/**
 * What a response says, with how many milliseconds the service wants to be left alone; `date` is
 * the present time, as `Date.now()` gives it. Rejects when the body does not arrive.
 */
export async function answerOf(
  response: Response,
  request: StatusRequest,
  date: number,
): Promise<Answer> {
  const retryAfter = retryAfterOf(response.headers.get('Retry-After'), date);
  if (!response.ok) {
    // Frees the connection; a body that is broken or taken already does not matter any more.
    response.body?.cancel().catch(() => undefined);
    return { fault: refusal(response, request), retryAfter };
  }
  const body = await boundedText(response);
  try {
    if (body === undefined) throw new Error('the answer is larger than 64 KiB');
    return { reading: readingOf(JSON.parse(body), request.token), retryAfter };
  } catch (cause) {
    const why = cause instanceof SyntaxError ? 'the answer is not JSON' : (cause as Error).message;
    return { fault: notAStatus(request, why, cause), retryAfter };
  }
}

/** The fault of a question that brought no response at all. */
export function noAnswer({ url }: StatusRequest, cause: unknown): Fault {
  return {
    code: 'unreachable',
    message:
      `No answer from ${url}. Check the address, and that ScriptX.Services is installed and ` +
      'running there. A redirect, or a service that does not allow this page by CORS, looks the same.',
    final: false,
    cause,
  };
}

function refusal({ status }: Response, request: StatusRequest): Fault {
  const { url } = request;
  switch (status) {
    case 401:
    case 402:
    case 403:
      return {
        code: 'unauthorized',
        message: `The service wants a licence (${status}): ${whatOfLicense(request)}.`,
        final: true,
      };
    case 404:
    case 410:
      return {
        code: 'unknown-job',
        message: 'The service does not know this job, or no longer: it may be finished.',
        final: status === 410,
      };
    case 408:
    case 425:
    case 429:
      return busy(status, url);
  }
  if (status >= 500) return busy(status, url);
  if (status >= 400) {
    return {
      code: 'rejected',
      message: `The service rejected the question (${status}): check the address and the token.`,
      final: true,
    };
  }
  return notAStatus(request, 'it is a redirect, which is not followed');
}

function whatOfLicense({ license, withheld, url }: StatusRequest): string {
  if (withheld) return `it was not sent, because ${url} is plain http; use https`;
  return license ? 'check the one given, and that it is for this site' : 'give one';
}

function busy(status: number, url: string): Fault {
  return {
    code: 'unreachable',
    message: `The service at ${url} cannot answer now (${status}). Asking goes on.`,
    final: false,
  };
}

function notAStatus({ url }: StatusRequest, why: string, cause?: unknown): Fault {
  return {
    code: 'protocol',
    message: `What answers at ${url} is not the status of this job: ${why}. Check the address.`,
    final: false,
    cause,
  };
}

/** The body's text; undefined when it is too large to be a status. */
async function boundedText({ body }: Response): Promise<string | undefined> {
  if (!body) return '';
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.length;
    if (size > largestBody) {
      await reader.cancel();
      return undefined;
    }
    text += decoder.decode(value, { stream: true });
  }
}

/** Milliseconds of a `Retry-After`, in seconds or as a date (RFC 9110, section 10.2.3). */
function retryAfterOf(header: string | null, date: number): number {
  const text = header?.trim() ?? '';
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - date;
  return Math.min(Math.max(wait || 0, 0), longestRetryAfter);
}
