import { httpError, protocolError } from './errors.js';
import { type JobStatus, parseJobStatus } from './job-status.js';
import type { StatusRequest } from './status-request.js';

const maxBodySize = 64 * 1024;
const maxRetryAfter = 5 * 60_000;

/**
 * Reads the job status from a response. Stops reading after 64 KiB.
 *
 * @throws {JobStatusError} If the response is not a job status.
 * @throws Whatever reading the body throws, if it breaks off.
 */
export async function readJobStatus(
  response: Response,
  request: StatusRequest,
): Promise<JobStatus> {
  if (!response.ok) throw httpError(response.status, request);
  const text = await readBody(response);
  return parseJobStatus(parseJson(text), request.token);
}

/** The text of a body. A body that is too large is cancelled by the caller, who aborts the request. */
async function readBody({ body }: Response): Promise<string> {
  if (!body) return '';
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    size += chunk.value.length;
    if (size > maxBodySize) throw protocolError('The response is larger than 64 KiB.');
    text += decoder.decode(chunk.value, { stream: true });
  }
  return text + decoder.decode();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw protocolError('The response is not JSON. Check `server`.', cause);
  }
}

/** Milliseconds until the service accepts the next request: RFC 9110, section 10.2.3. */
export function retryAfterOf({ headers }: Response, date: number): number {
  const header = headers.get('Retry-After') ?? '';
  const seconds = Number(header);
  const wait = seconds >= 0 ? seconds * 1000 : Date.parse(header) - date;
  return wait > 0 ? Math.min(wait, maxRetryAfter) : 0;
}
