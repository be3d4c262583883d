import { startDemo } from '../../demo/server.mjs';
import { startCachingService } from './caching-service.mjs';

/**
 * Serves the demo, its simulator of the print service and a service with caching headers while the
 * tests run.
 *
 * @returns {import('@web/test-runner-core').TestRunnerPlugin & { script: () => string }}
 */
export function servicesPlugin() {
  /** @type {Awaited<ReturnType<typeof startDemo>>} */
  let services;
  /** @type {Awaited<ReturnType<typeof startCachingService>>} */
  let cachingService;
  return {
    name: 'services',

    async serverStart() {
      services = await startDemo({ port: 0, simulatorPort: 0, speed: 2 });
      cachingService = await startCachingService();
    },

    async serverStop() {
      await Promise.all([services.close(), cachingService.close()]);
    },

    /** Tells the tests of a page the addresses; see services.ts. */
    script() {
      const addresses = {
        demo: services.address,
        simulator: services.simulator.address,
        cachingService: cachingService.address,
      };
      return `globalThis.__services = ${JSON.stringify(addresses)};`;
    },
  };
}
