import type { Context } from 'hono';
import type { StatusCode } from 'hono/utils/http-status';
import { BrokenConnection } from './broken-connection.js';
import { delay } from './delay.js';

/**
 * A scripted failure of one request. `delay` can be combined with the others; alone, it delays the
 * usual response.
 */
export interface Failure {
  /** In milliseconds. */
  readonly delay?: number;
  /** The status of a response with these `headers` and this `body`. */
  readonly http?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON unless it is a string. */
  readonly body?: unknown;
  /** The connection breaks. */
  readonly reset?: boolean;
  /** The connection breaks in the middle of the response. */
  readonly cut?: boolean;
  /** The request never gets a response. */
  readonly stall?: boolean;
  /** The response is a redirect to this address. */
  readonly redirect?: string;
}

/**
 * Lets a request fail.
 *
 * @returns The response, or undefined if the usual response follows
 * @throws {BrokenConnection}
 */
export async function applyFailure(
  failure: Failure,
  context: Context,
  respond: () => Response,
  closing: AbortSignal,
): Promise<Response | undefined> {
  const signal = AbortSignal.any([closing, context.req.raw.signal]);
  if (failure.delay !== undefined) await delay(failure.delay, signal);
  if (failure.stall) await delay(Infinity, signal);
  if (failure.reset) throw new BrokenConnection();
  if (failure.cut) throw new BrokenConnection(respond());
  if (failure.redirect !== undefined) return context.redirect(failure.redirect);
  if (failure.http === undefined) return undefined;

  const { body = '', headers = {} } = failure;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  // Some statuses, such as 304, don't allow a body, not even an empty one.
  return context.newResponse(text === '' ? null : text, failure.http as StatusCode, {
    'Content-Type': 'application/json',
    ...headers,
  });
}

export function breaksConnection(failure: Failure | null | undefined): boolean {
  return failure?.reset === true || failure?.cut === true;
}
