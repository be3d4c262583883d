import { startDemo } from '../../demo/server.mjs';

/**
 * Serves the demo and its simulator of the print service for as long as the tests run.
 *
 * @returns {import('@web/test-runner-core').TestRunnerPlugin & { script: () => string }}
 */
export function servicesPlugin() {
  /** @type {Awaited<ReturnType<typeof startDemo>>} */
  let services;
  return {
    name: 'services',

    async serverStart() {
      services = await startDemo({ port: 0, simulatorPort: 0, speed: 2 });
    },

    async serverStop() {
      await services.close();
    },

    /** Tells the tests of a page the addresses; see services.ts. */
    script() {
      const addresses = { demo: services.address, simulator: services.simulator.address };
      return `globalThis.__services = ${JSON.stringify(addresses)};`;
    },
  };
}
