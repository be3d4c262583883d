import { isFromClient } from './is-from-client.js';

/** A request about a job. */
export interface JobRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  /** In milliseconds since 1970. */
  readonly at: number;
  readonly origin: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

/** A request to the service. */
export interface ServiceRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  /** In milliseconds since 1970. */
  readonly at: number;
  /** Whether MeadCo's client sent it, or a browser before a request of the client. */
  readonly isFromClient: boolean;
  /** The status of the response; null until there is one. */
  status: number | null;
  /** What is to be printed: an address or HTML. Undefined for other requests. */
  content?: string | undefined;
  /** The body of the response if it is JSON. */
  reply?: unknown;
}

const maxTokens = 1000;
const maxRequests = 5000;

/** The requests that the service has received, preflights included. */
export class RequestLog {
  readonly #ofToken = new Map<string, JobRequest[]>();
  #all: ServiceRequest[] = [];

  get all(): readonly ServiceRequest[] {
    return this.#all;
  }

  /** The requests about a job, even if the service does not know it. */
  of(token: string): readonly JobRequest[] {
    return this.#ofToken.get(token) ?? [];
  }

  /** @returns The entry, for the status of the response */
  add(request: Request): ServiceRequest {
    const entry: ServiceRequest = {
      method: request.method,
      url: pathOf(request.url),
      at: Date.now(),
      isFromClient: isFromClient(request),
      status: null,
    };
    this.#all = [...this.#all, entry].slice(-maxRequests);
    return entry;
  }

  addOfToken(token: string, { method, url, headers }: Request): void {
    const request = {
      method,
      url: pathOf(url),
      at: Date.now(),
      origin: headers.get('Origin') ?? undefined,
      headers: Object.fromEntries(headers),
    };
    const requests = [...this.of(token), request].slice(-maxRequests);
    this.#ofToken.delete(token);
    this.#ofToken.set(token, requests);
    const [oldest] = this.#ofToken.keys();
    if (this.#ofToken.size > maxTokens && oldest !== undefined) this.#ofToken.delete(oldest);
  }
}

function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return `${pathname}${search}`;
}
