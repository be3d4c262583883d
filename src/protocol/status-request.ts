import { isLoopback } from './address-space.js';
import { addressError } from './errors.js';
import { apiOf, textOf } from './values.js';

/** A job as an author names it, not yet validated. */
export interface JobAddress {
  server: unknown;
  token: unknown;
  license?: unknown;
  api?: unknown;
}

/** The page that polls. Workers have no base URI, and Node has neither. */
export interface PageAddress {
  readonly baseURI?: string | undefined;
  readonly origin?: string | undefined;
}

/** A status request, which can be sent any number of times. */
export interface StatusRequest {
  /** The origin of the service. */
  readonly origin: string;
  readonly url: string;
  /** Identifies the job, whichever endpoint took it. */
  readonly jobId: string;
  /** The token of the job that the request is about. */
  readonly token: string;
  /** The licence to send; empty for none, null if it must not be sent over plain http. */
  readonly license: string | null;
}

/**
 * The request for a job's status.
 *
 * @throws {JobStatusError} `address`, if the server or the token is unusable. Its message repeats
 *   neither, because an address may contain credentials.
 */
export function statusRequest(job: JobAddress, page: PageAddress): StatusRequest {
  const { protocol, origin, pathname } = serverUrl(textOf(job.server), page);
  const token = validToken(textOf(job.token));
  const license = textOf(job.license);
  const prefix = `${origin}${prefixOf(pathname)}`;
  const segment = pathSegment(token);
  const isSafe = protocol === 'https:' || isLoopback(origin) || origin === page.origin;
  return {
    origin,
    url: `${prefix}/api/v1/${apiOf(job.api)}/status/${segment}`,
    jobId: `${prefix}/${segment}`,
    token,
    license: isSafe || !license ? license : null,
  };
}

function serverUrl(server: string, { baseURI, origin }: PageAddress): URL {
  const isPath = /^\.{0,2}\//.test(server);
  if (isPath && baseURI === undefined) {
    throw addressError('`server` is a path, but there is no page to resolve it against.');
  }
  const url = parseUrl(server, isPath ? baseURI : undefined);
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw addressError(
      '`server` must be an http(s) URL, or a path starting with `/`, `./` or `../`.',
    );
  }
  if (url.username || url.password) {
    throw addressError('`server` must not contain credentials. The licence goes into `license`.');
  }
  if (isPath && url.origin !== origin) {
    throw addressError('`server` is a path that leads to another origin. Check the `<base>`.');
  }
  return url;
}

function parseUrl(url: string, base: string | undefined): URL | undefined {
  // Old pages have a variable `URL`, which hides the browser's class, but not under its other name:
  // https://url.spec.whatwg.org/#url-class
  const { webkitURL: Parser = URL } = globalThis as { webkitURL?: typeof URL };
  try {
    return new Parser(url, base);
  } catch {
    return undefined;
  }
}

function validToken(token: string): string {
  // A URL parser would take `.` and `..` out of the path.
  if (/^\.{0,2}$/.test(token)) throw addressError('`token` must not be empty, `.` or `..`.');
  // A lone surrogate has no UTF-8.
  if (/\p{Surrogate}/u.test(token)) throw addressError('`token` must be well-formed text.');
  return token;
}

/** The path without the tail that is often copied along (`/api/v1/...`) and without slashes at its end. */
function prefixOf(pathname: string): string {
  const segments = pathname.split('/').filter(Boolean);
  const tail = segments.findIndex((segment, index) => {
    const next = segments[index + 1];
    return segment === 'api' && (next === undefined || next === 'v1');
  });
  const prefix = tail < 0 ? segments : segments.slice(0, tail);
  return prefix.map((segment) => `/${segment}`).join('');
}

/**
 * What to pass to `fetch` besides the URL and a signal.
 *
 * @param mayUseCache - Whether nothing in the browser's cache can be the response
 */
export function requestInit({ license }: StatusRequest, mayUseCache: boolean): RequestInit {
  return {
    method: 'GET',
    headers: {
      Accept: 'application/json',
      ...(license && { Authorization: `Basic ${base64(`${license}:`)}` }),
    },
    // With `no-store`, browsers don't reuse a CORS preflight, and send one with each poll.
    cache: mayUseCache ? 'default' : 'no-store',
    // With `omit`, a 401 doesn't open the browser's own login dialog.
    credentials: license ? 'omit' : 'same-origin',
    redirect: 'manual',
  };
}

/** Percent-encodes all but what a path segment may contain (RFC 3986, section 3.3, `pchar`). */
export function pathSegment(token: string): string {
  return encodeURI(token).replace(/[/?#]/g, encodeURIComponent);
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
