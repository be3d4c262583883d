import { startDemo } from '../../demo/server.ts';
import { startCachingService } from '../services/caching-service.ts';
import { startPrintServices } from '../services/print-services.js';

/**
 * Serves the demo, its simulator of the print service, a service with caching headers and those that
 * MeadCo's client prints to while the tests run.
 *
 * @returns {import('@web/test-runner-core').TestRunnerPlugin & { script: () => string }}
 */
export function servicesPlugin() {
  /** @type {Awaited<ReturnType<typeof startDemo>>} */
  let services;
  /** @type {Awaited<ReturnType<typeof startCachingService>>} */
  let cachingService;
  /** @type {Awaited<ReturnType<typeof startPrintServices>>} */
  let printServices;
  return {
    name: 'services',

    async serverStart() {
      services = await startDemo({ port: 0, simulatorPort: 0, speed: 2 });
      cachingService = await startCachingService();
      printServices = await startPrintServices();
    },

    async serverStop() {
      await Promise.all([services.close(), cachingService.close(), printServices.close()]);
    },

    /** Tells the tests of a page the addresses; see services.ts. */
    script() {
      const addresses = {
        demo: services.address,
        simulator: services.simulator.address,
        cachingService: cachingService.address,
        printServices: printServices.services,
      };
      return `globalThis.__services = ${JSON.stringify(addresses)};`;
    },
  };
}
