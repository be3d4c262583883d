/** The servers that run during the tests. The runner's page contains their addresses. */
interface Services {
  /** Address of the demo, which also serves `/dist`. */
  demo: string;
  /** Address of the simulated print service. */
  simulator: string;
  /** Address of the service that sends caching headers. See caching-service.mjs. */
  cachingService: string;
}

export const { cachingService, demo, simulator } = (
  globalThis as unknown as { __services: Services }
).__services;
