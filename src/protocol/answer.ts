import {
  type JobErrorCode,
  JobStatusError,
  type JobStatusErrorOptions,
} from './job-status-error.js';
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
  for (;;) {
    const { value } = (await reader?.read()) ?? {};
    if (!value) break;
    size += value.length;
    if (size > largestBody) throw noStatus(request);
    text += decoder.decode(value, { stream: true });
  }
  let reading;
  try {
    reading = readingOf(JSON.parse(text), request.token);
  } catch {
    // It is not JSON.
  }
  if (!reading) throw noStatus(request);
  return reading;
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
  return fault('unreachable', request, 'nothing', { final: false, cause });
}

function noStatus(request: StatusRequest): JobStatusError {
  return fault('protocol', request, 'no status of this job', { final: false });
}

function refusal(status: number, request: StatusRequest): JobStatusError {
  if (status === 404 || status === 410) {
    return fault('unknown-job', request, status, { final: status === 410 });
  }
  if (status >= 500 || [408, 425, 429].includes(status)) {
    return fault('unreachable', request, status, { final: false });
  }
  if (status < 400) return noStatus(request);
  return fault(status >= 401 && status <= 403 ? 'unauthorized' : 'rejected', request, status);
}

function fault(
  code: JobErrorCode,
  { url, license }: StatusRequest,
  what: string | number,
  options?: JobStatusErrorOptions,
): JobStatusError {
  const withheld = license === null ? ', which is not sent over plain http' : '';
  const hint =
    code === 'unreachable'
      ? 'Is ScriptX.Services running there? A redirect or CORS looks the same'
      : code === 'unknown-job'
        ? 'The job may be finished'
        : `Check address, token and licence${withheld}`;
  return new JobStatusError(code, `${url} answers ${what}. ${hint}.`, options);
}
