// Serves the demonstration until it is stopped by Ctrl-C.
import { existsSync } from 'node:fs';
import { env } from 'node:process';
import { PortError, startDemo } from './server.mjs';

/**
 * @param {string} variable
 * @param {number} usual
 * @returns {number}
 */
function portFrom(variable, usual) {
  const given = env[variable]?.trim();
  if (!given) return usual;
  const port = Number(given);
  if (/^\d+$/.test(given) && port <= 65535) return port;
  throw new PortError(`${variable} is "${given}": it must be a number from 0 to 65535.`);
}

try {
  const port = portFrom('PORT', 8000);
  // Next door to where the real service is found.
  const simulatorPort = portFrom('SIMULATOR_PORT', 41291);
  const demo = await startDemo({ port, simulatorPort });
  console.log(`
  The demonstration   ${demo.address}
  The simulator       ${demo.simulator.address}

  Ctrl-C ends both.
`);
  if (!existsSync(new URL('../dist/scriptx-job-status.min.js', import.meta.url))) {
    console.warn('  There is no dist/ yet, and so no badge on the page: npm run build makes it.\n');
  }
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => void demo.close());
  }
} catch (error) {
  if (!(error instanceof PortError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
