/** What can happen to a print. */
export type Course =
  | 'completed'
  | 'collected'
  | 'completed, waiting for collection'
  | 'failed'
  | 'cancelled'
  | 'code exception'
  | 'unknown status'
  | 'paused'
  | 'completed at once'
  | 'soft error, id "0"'
  | 'soft error, id ""'
  | 'HTTP 500'
  | 'broken connections'
  | 'HTTP 503'
  | 'forgotten';

/**
 * A print service that MeadCo's client prints to. Its printers decide what happens to a print. Polls
 * that are late, because the computer is busy, miss nothing that a test expects.
 */
export interface PrintService {
  readonly name: string;
  /** Whether it is the demo's simulator. */
  readonly isSimulator: boolean;
  readonly address: string;
  readonly license: string;
  /** Whether it refuses a print with another licence or without one. */
  readonly checksLicense: boolean;
  /** Two ports before the service's, where the client begins to search. Others have these ports. */
  readonly searchAddress: string;
  /** Responds with the service's port. */
  readonly orchestrator: { readonly port: number; readonly key: string };
  /** Where its recorded requests can be read: see {@link RecordedRequest}. */
  readonly requestsAddress: string;
  /** Without a printer for what the product cannot do. */
  readonly printers: Readonly<Partial<Record<Course, string>>>;
  /** The messages with which prints end. */
  readonly messages: Readonly<Partial<Record<Course, string>>>;
}

/** A request that a print service has received. */
export interface RecordedRequest {
  readonly method: string;
  /** The path, and the query if there is one. */
  readonly url: string;
  /** Null where the service has not responded, for instance where it broke the connection. */
  readonly status: number | null;
  /** In milliseconds since the epoch. */
  readonly at: number;
  /** Whether MeadCo's client sent it, or the browser before a request of the client. */
  readonly isFromClient: boolean;
  /** What is to be printed; undefined for other requests. */
  readonly content?: string | undefined;
  /** The body of the response. */
  readonly reply?: unknown;
}
