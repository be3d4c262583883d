import type { TestRunnerPlugin } from '@web/test-runner-core';
import { type Demo, startDemo } from '../../demo/server.js';
import { startCachingService } from '../services/caching-service.js';
import { startPrintServices } from '../services/print-services.js';

/** The plugin, and what its page needs to reach the services. */
interface ServicesPlugin extends TestRunnerPlugin {
  /** Tells the tests of a page the addresses; see services.ts. */
  readonly script: () => string;
}

/**
 * Serves the demo, its simulator of the print service, a service with caching headers and those that
 * MeadCo's client prints to while the tests run.
 */
export function servicesPlugin(): ServicesPlugin {
  let services: Demo;
  let cachingService: Awaited<ReturnType<typeof startCachingService>>;
  let printServices: Awaited<ReturnType<typeof startPrintServices>>;
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
