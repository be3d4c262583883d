import { type JobErrorCode, JobStatusError } from './job-status-error.js';
import { type JobReading, readingOf } from './reading.js';
import type { StatusRequest } from './status-request.js';

const largestBody = 64 * 1024;
const longestRetryAfter = 5 * 60_000;

/**
 * What a response says of the job. Throws a {@link JobStatusError} when it is no status, and
 * whatever the body throws when it does not arrive. What is not wanted of the body stays unread.
 */
export async function answerOf(response: Response, request: StatusRequest): Promise<JobReading> {
  if (!response.ok) throw refusal(response.status, request);
  let text = '';
  let size = 0;
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  while (reader && size <= largestBody) {
    const { value } = await reader.read();
    if (!value) break;
    size += value.length;
    text += decoder.decode(value, { stream: true });
  }
  try {
    return readingOf(JSON.parse(size > largestBody ? '' : text), request.token);
  } catch {
    throw noStatus(request);
  }
}

/** How many milliseconds the service wants to be left alone: RFC 9110, section 10.2.3. */
export function retryAfterOf({ headers }: Response, date: number): number {
  const header = headers.get('Retry-After') ?? '';
  const seconds = Number(header);
  const wait = seconds >= 0 ? seconds * 1000 : Date.parse(header) - date;
  return wait > 0 ? Math.min(wait, longestRetryAfter) : 0;
}

/** What is wrong when there was no response, or not all of it. */
export function noAnswer(request: StatusRequest, cause?: unknown): JobStatusError {
  return fault('unreachable', request, 'nothing', cause);
}

function noStatus(request: StatusRequest): JobStatusError {
  return fault('protocol', request, 'no status of the job');
}

function refusal(status: number, request: StatusRequest): JobStatusError {
  if (status < 400) return noStatus(request);
  const code = [404, 410].includes(status)
    ? 'unknown-job'
    : status >= 500 || [408, 425, 429].includes(status)
      ? 'unreachable'
      : status > 400 && status < 404
        ? 'unauthorized'
        : 'rejected';
  return fault(code, request, status);
}

function fault(
  code: JobErrorCode,
  { url, license }: StatusRequest,
  what: string | number,
  cause?: unknown,
): JobStatusError {
  const withheld = license === null ? ' (not sent over plain http)' : '';
  const hint =
    code === 'unreachable'
      ? `Is it running at ${url}? Redirects and CORS look the same`
      : code === 'unknown-job'
        ? 'It no longer knows the job; it may be finished'
        : `Check server, token and licence${withheld}`;
  const final = what === 410 || /unauthorized|rejected/.test(code);
  return new JobStatusError(code, `The service answers ${what}. ${hint}.`, { final, cause });
}
