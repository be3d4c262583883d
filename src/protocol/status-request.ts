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

/** The page that asks; without one there is nothing to resolve a relative server against. */
export interface AskingPage {
  /** `document.baseURI`. */
  base?: string | undefined;
  /** The page's own origin. */
  origin?: string | undefined;
}

/** One status question, as it can be put again and again. */
export interface StatusRequest {
  /** The address asked. */
  readonly url: string;
  /** The job asked about. */
  readonly token: string;
  /** The licence to send; empty when there is none, or when it must not be sent there. */
  readonly license: string;
  /** Whether a licence was withheld, because it would travel over plain http. */
  readonly withheld: boolean;
}

/**
 * The request for a job's status. Throws a {@link JobStatusError} `address` when the server or the
 * token cannot be used; its message repeats neither, for an address may hold credentials.
 */
export function statusRequest(job: JobAddress, page: AskingPage): StatusRequest {
  const server = serverUrl(textOf(job.server), page.base);
  const token = textOf(job.token);
  const license = textOf(job.license);
  const prefix = server.pathname.replace(/\/api(\/v1(\/.*)?)?\/*$/, '').replace(/\/+$/, '');
  const safe =
    server.protocol === 'https:' || isLoopback(server.hostname) || server.origin === page.origin;
  return {
    url: `${server.origin}${prefix}/api/v1/${apiOf(job.api)}/status/${pathSegment(token)}`,
    token,
    license: safe ? license : '',
    withheld: !safe && license !== '',
  };
}

/** Whether two requests are one to the service: what it is asked, and by whom. */
export function sameRequest(one: StatusRequest, other: StatusRequest): boolean {
  return one.url === other.url && one.license === other.license && one.withheld === other.withheld;
}

/** What to hand to `fetch` beside the address and a signal. */
export function requestInit({ license }: StatusRequest): RequestInit {
  const authorization = license ? { Authorization: `Basic ${base64(`${license}:`)}` } : {};
  return {
    method: 'GET',
    headers: { Accept: 'application/json', ...authorization },
    cache: 'no-store',
    // With a licence, a 401 must not bring up the browser's own log-in dialog.
    credentials: license ? 'omit' : 'same-origin',
    redirect: 'manual',
  };
}

function serverUrl(server: string, page: string | undefined): URL {
  // Two slashes, or a slash and a backslash, would lead to another site.
  const base = /^(\.{1,2}\/|\/(?![/\\]))/.test(server) ? page : undefined;
  const url = URL.canParse(server, base) ? new URL(server, base) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) {
    throw new JobStatusError(
      'address',
      'The server cannot be used. Give its address, which begins with http:// or https:// and holds ' +
        'no user name or password or, on a page, one that begins with /, ./ or ../.',
    );
  }
  return url;
}

/**
 * The text as one path segment: what RFC 3986 lets a segment hold (`pchar`, section 3.3) stays, all
 * else is percent-encoded.
 */
function pathSegment(token: string): string {
  if (token === '' || token === '.' || token === '..' || /\p{Surrogate}/u.test(token)) {
    throw new JobStatusError(
      'address',
      'The job token cannot be used: give the jobIdentifier of the answer to print.',
    );
  }
  return encodeURIComponent(token).replace(/%(?:24|26|2B|2C|3A|3B|3D|40)/g, decodeURIComponent);
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
