import { JobStatusError } from './job-status-error.js';
import { type JobStatus, parseJobStatus } from './job-status.js';
import type { StatusRequest } from './status-request.js';

const maxBodySize = 64 * 1024;
const maxRetryAfter = 5 * 60_000;

/**
 * Reads the job status from a response. Leaves the rest of a body unread that is too large.
 *
 * @throws {JobStatusError} If the response is not a job status.
 * @throws Whatever reading the body throws, if it breaks off.
 */
export async function readJobStatus(
  response: Response,
  request: StatusRequest,
): Promise<JobStatus> {
  if (!response.ok) throw statusError(response.status, request);
  const text = await readBody(response);
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (cause) {
    throw protocolError('The response is not JSON. Check `server`.', cause);
  }
  try {
    return parseJobStatus(data, request.token);
  } catch (cause) {
    throw protocolError((cause as TypeError).message);
  }
}

async function readBody({ body }: Response): Promise<string> {
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for (;;) {
    const { value } = (await reader?.read()) ?? {};
    if (!value) return text;
    size += value.length;
    if (size > maxBodySize) {
      throw protocolError('The response is larger than 64 KiB.');
    }
    text += decoder.decode(value, { stream: true });
  }
}

/** Milliseconds until the service accepts the next request: RFC 9110, section 10.2.3. */
export function retryAfterOf({ headers }: Response, date: number): number {
  const header = headers.get('Retry-After') ?? '';
  const seconds = Number(header);
  const wait = seconds >= 0 ? seconds * 1000 : Date.parse(header) - date;
  return wait > 0 ? Math.min(wait, maxRetryAfter) : 0;
}

/** The error for a request without a response, or without all of it. */
export function noResponse({ url }: StatusRequest, cause?: unknown): JobStatusError {
  const message =
    `No response from ${url}. Check that the service is running and that it allows this origin ` +
    '(CORS). Redirects are not followed.';
  return new JobStatusError('unreachable', message, { final: false, cause });
}

function protocolError(message: string, cause?: unknown): JobStatusError {
  return new JobStatusError('protocol', message, { final: false, cause });
}

function statusError(status: number, { license }: StatusRequest): JobStatusError {
  if (status < 400) {
    return protocolError('The service redirected the request, which is not followed.');
  }
  if (status === 404 || status === 410) {
    const message = `The service no longer knows this job (${status}). It may be finished. If not, check \`token\` and \`api\`.`;
    // 404 becomes final only after some time, because the job may have been sent just now.
    return new JobStatusError('unknown-job', message, { final: status === 410 });
  }
  if (status === 401 || status === 402 || status === 403) {
    const message =
      license === null
        ? `The service refused the request (${status}). The licence was not sent, because \`server\` uses plain http. Use https.`
        : `The service refused the request (${status}). Check \`license\`, and that it is valid for this site.`;
    return new JobStatusError('unauthorized', message);
  }
  if (status >= 500 || status === 408 || status === 425 || status === 429) {
    const message = `The service responded with status ${status}. Polling continues.`;
    return new JobStatusError('unreachable', message, { final: false });
  }
  const message = `The service rejected the request (${status}). Check \`server\`, \`token\` and \`api\`.`;
  return new JobStatusError('rejected', message);
}
