/** The servers that run beside the tests; the runner's page names them. */
interface Services {
  /** Address of the demo, which serves `/dist` too. */
  demo: string;
  /** Address of the simulated print service. */
  simulator: string;
}

export const { demo, simulator } = (globalThis as unknown as { __services: Services }).__services;
