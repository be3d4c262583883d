import { isLoopback } from './address-space.js';
import { JobStatusError } from './job-status-error.js';
import { apiOf, textOf } from './values.js';

/** Where a job is, as an author writes it: not checked yet. */
export interface JobAddress {
  server: unknown;
  token: unknown;
  license?: unknown;
  api?: unknown;
}

/** The page that asks, as its global object tells; in Node and in a worker there is less of it. */
export interface AskingPage {
  readonly document?: { readonly baseURI: string };
  readonly origin?: string;
}

/** One status question, as it can be put again and again. */
export interface StatusRequest {
  /** The origin of the service. */
  readonly origin: string;
  /** The address asked. */
  readonly url: string;
  /** The job asked about. */
  readonly token: string;
  /** The licence to send, empty for none; null for one that must not be sent over plain http. */
  readonly license: string | null;
}

/**
 * The request for a job's status. Throws a {@link JobStatusError} `address` when the server or the
 * token cannot be used; its message repeats neither, for an address may hold credentials.
 */
export function statusRequest(job: JobAddress, page: AskingPage): StatusRequest {
  const server = textOf(job.server);
  const token = textOf(job.token);
  const license = textOf(job.license);
  try {
    // Two slashes, or a slash and a backslash, would lead to another site, also with a tab in between.
    const base = /^\.{0,2}\/(?!\s*[/\\])/.test(server) ? page.document?.baseURI : undefined;
    const { href, origin, pathname, protocol } = new URL(server, base);
    if (!/^https?:\/\/[^/@]+\//.test(href) || /^\.{0,2}$/.test(token)) throw new TypeError();
    // Without the tail of an address that was copied from a program, and without slashes at its end.
    const prefix = pathname.replace(/\/*(\/api(\/v1(\/.*)?)?)?\/*$/, '');
    const isSafe = protocol !== 'http:' || isLoopback(origin) || origin === page.origin;
    return {
      origin,
      url: `${origin}${prefix}/api/v1/${apiOf(job.api)}/status/${pathSegment(token)}`,
      token,
      license: isSafe || !license ? license : null,
    };
  } catch {
    throw new JobStatusError('address', 'Check server, token and http://.');
  }
}

/** What to hand to `fetch` beside the address and a signal. */
export function requestInit({ license }: StatusRequest): RequestInit {
  return {
    method: 'GET',
    headers: {
      Accept: 'application/json',
      ...(license && { Authorization: `Basic ${base64(`${license}:`)}` }),
    },
    cache: 'no-store',
    // With a licence, a 401 must not bring up the browser's own log-in dialog.
    credentials: license ? 'omit' : 'same-origin',
    redirect: 'manual',
  };
}

/** What RFC 3986 lets a segment hold (`pchar`, section 3.3) stays, all else is percent-encoded. */
function pathSegment(token: string): string {
  return encodeURI(token).replace(/[/?#]/g, encodeURIComponent);
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
