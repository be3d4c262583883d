import type { Jobs } from './jobs.js';
import type { Product } from './products.js';
import type { Outputs } from './outputs.js';
import type { RequestLog } from './request-log.js';

/** What the parts of the service share. */
export interface ServiceState {
  readonly product: Product;
  readonly jobs: Jobs;
  readonly outputs: Outputs;
  readonly log: RequestLog;
  readonly speed: number;
  /** Whether the steps of a printed job wait for a request if they may. */
  readonly waitsForRequests: boolean;
  /** Aborted when the service closes. */
  readonly closing: AbortSignal;
}
