import { httpError, protocolError } from './errors.js';
import type { JobStatusError } from './job-status-error.js';
import { type JobStatus, parseJobStatus } from './job-status.js';
import type { StatusRequest } from './status-request.js';

const maxBodySize = 64 * 1024;
const maxRetryAfter = 5 * 60_000;

/** The parts of a response that are read. A custom `fetch` may return another object than a `Response`. */
export interface StatusResponse {
  readonly ok: boolean;
  readonly status: number;
  readonly headers?: Partial<Pick<Headers, 'get'>> | undefined;
  readonly bodyUsed?: boolean;
  readonly body?: unknown;
  text?(): Promise<string>;
  json?(): Promise<unknown>;
}

/**
 * What a `fetch` function has returned, if it is a response.
 *
 * @throws {JobStatusError} `protocol`, if it isn't.
 */
export function checkResponse(result: unknown): StatusResponse {
  const { ok, status } = Object(result) as Partial<StatusResponse>;
  if (typeof ok !== 'boolean' || typeof status !== 'number') {
    throw protocolError('`fetch` must return a response with `ok` and `status`.');
  }
  return result as StatusResponse;
}

/**
 * Reads the job status from a response. Stops reading after 64 KiB.
 *
 * @throws {JobStatusError} If the response is not a job status.
 * @throws Whatever reading the body throws, if it breaks off.
 */
export async function readJobStatus(
  response: StatusResponse,
  request: StatusRequest,
): Promise<JobStatus> {
  if (!response.ok) {
    // If it were cancelled, the browser's developer tools would show the request as cancelled.
    if (isStream(response.body)) await readStream(response.body).catch(() => undefined);
    throw httpError(response.status, request);
  }
  return parseJobStatus(await readData(response), request.token);
}

async function readData(response: StatusResponse): Promise<unknown> {
  if (response.bodyUsed) {
    throw protocolError(
      '`fetch` must return a new response for each request, not one already read.',
    );
  }
  if (isStream(response.body)) return parseJson(await readStream(response.body));
  if (response.text) return parseJson(checkSize(await response.text()));
  if (response.json) return readJson(response.json());
  throw protocolError('`fetch` must return a response with a `body` stream, `text()` or `json()`.');
}

/** Other implementations of `fetch` have streams of another kind. */
function isStream(body: unknown): body is ReadableStream<Uint8Array> {
  return typeof (body as Partial<ReadableStream> | undefined)?.getReader === 'function';
}

async function readStream(body: ReadableStream<Uint8Array>): Promise<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    size += chunk.value.length;
    if (size > maxBodySize) {
      void reader.cancel().catch(() => undefined);
      throw tooLargeError();
    }
    text += decoder.decode(chunk.value, { stream: true });
  }
  return text + decoder.decode();
}

function checkSize(text: string): string {
  if (text.length > maxBodySize) throw tooLargeError();
  return text;
}

function tooLargeError(): JobStatusError {
  return protocolError('The response is larger than 64 KiB.');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw notJsonError(cause);
  }
}

async function readJson(data: Promise<unknown>): Promise<unknown> {
  try {
    return await data;
  } catch (cause) {
    // Any other error is that of a response which broke off.
    throw cause instanceof SyntaxError ? notJsonError(cause) : cause;
  }
}

function notJsonError(cause: unknown): JobStatusError {
  return protocolError('The response is not JSON. Check `server`.', cause);
}

/**
 * Milliseconds until the service accepts the next request: RFC 9110, section 10.2.3. A date is compared
 * with the service's own, if the page may read that.
 *
 * @param pageDate - The page's date, in milliseconds
 */
export function retryAfterOf(response: StatusResponse, pageDate: number): number {
  const header = headerOf(response, 'Retry-After') ?? '';
  const seconds = Number(header);
  const date = Date.parse(headerOf(response, 'Date') ?? '') || pageDate;
  const wait = seconds >= 0 ? seconds * 1000 : Date.parse(header) - date;
  return wait > 0 ? Math.min(wait, maxRetryAfter) : 0;
}

/** Headers by which browsers decide whether to reuse a stored response. */
const cachingHeaders = ['Cache-Control', 'Expires', 'Last-Modified', 'Pragma'];

/**
 * Whether a response shows that the browser never reuses it for another request without validation:
 * RFC 9111, sections 4.2 and 5.2.2. Pages may read all of these headers, also across origins.
 */
export function isNeverCached(response: StatusResponse): boolean {
  const cacheControl = headerOf(response, 'Cache-Control') ?? '';
  // A quoted string may contain anything, even names of directives.
  if (cacheControl.includes('"')) return false;
  const directives = cacheControl.toLowerCase().split(/[\s,]+/);
  if (directives.includes('no-store') || directives.includes('no-cache')) return true;
  // A service and a proxy may each send a `max-age`, and browsers differ in which one they choose.
  const ages = directives.filter((directive) => /^max-age|^stale-while-revalidate/.test(directive));
  if (ages.length > 0) return ages.every((age) => age === 'max-age=0');
  return cachingHeaders.every((name) => headerOf(response, name) === null);
}

/** The value of a header; null if the response doesn't have it, undefined if it has no headers to read. */
function headerOf({ headers }: StatusResponse, name: string): string | null | undefined {
  const value: unknown = headers?.get?.(name);
  return typeof value === 'string' || value === null ? value : undefined;
}
