import type { PrintService } from '../../services/print-service.js';

/** The servers that run during the tests. The runner's page contains their addresses. */
interface Services {
  /** Address of the demo, which also serves `/dist`. */
  demo: string;
  /** Address of the simulated print service. */
  simulator: string;
  /** Address of the service that sends caching headers. See caching-service.ts. */
  cachingService: string;
  /** Those that MeadCo's client prints to. */
  printServices: readonly PrintService[];
}

export const { cachingService, demo, printServices, simulator } = (
  globalThis as unknown as { __services: Services }
).__services;
