import { type JobErrorCode, JobStatusError } from './job-status-error.js';
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
    throw protocolError('The response is not JSON. Check that `server` is the service.', cause);
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
      throw protocolError('The response is larger than 64 KiB, so it is not a job status.');
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
  const code = codeOf(status);
  // 404 becomes final only after some time, because the job may have been sent just now.
  const final = code === 'unauthorized' || code === 'rejected' || status === 410;
  return new JobStatusError(code, messageOf(code, status, license === null), { final });
}

function codeOf(status: number): JobErrorCode {
  if (status < 400) return 'protocol';
  if (status === 404 || status === 410) return 'unknown-job';
  if (status === 401 || status === 402 || status === 403) return 'unauthorized';
  if (status >= 500 || status === 408 || status === 425 || status === 429) return 'unreachable';
  return 'rejected';
}

function messageOf(code: JobErrorCode, status: number, isLicenseWithheld: boolean): string {
  switch (code) {
    case 'protocol':
      return 'The service redirected the request. Redirects are not followed: check `server`.';
    case 'unknown-job':
      return `The service no longer knows this job (status ${status}). It may be finished. If not, check \`token\` and \`api\`.`;
    case 'unauthorized':
      return isLicenseWithheld
        ? `The service refused the request (status ${status}). The licence was not sent, because \`server\` uses plain http: use https.`
        : `The service refused the request (status ${status}). Check \`license\`, and that it is valid for this site.`;
    case 'unreachable':
      return `The service responded with status ${status}. Polling continues, more slowly.`;
    default:
      return `The service rejected the request (status ${status}). Check \`server\`, \`token\` and \`api\`.`;
  }
}
