// Serves the demo until it is stopped by Ctrl-C.
import { existsSync } from 'node:fs';
import { env } from 'node:process';
import { type Demo, PortError, startDemo } from './server.js';

try {
  const demo = await startDemo({
    port: portFrom('PORT', 8000),
    // Near the port of the real service, 41191, because both may run.
    simulatorPort: portFrom('SIMULATOR_PORT', 41291),
  });
  console.log(instructionsFor(demo));
  if (!existsSync(new URL('dist/index.html', import.meta.url))) {
    console.warn('  The site is missing. Run npm run build, then npm run build:site.\n');
  }
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => void demo.close());
  }
} catch (error) {
  if (!(error instanceof PortError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

function portFrom(variable: string, usual: number): number {
  const given = env[variable]?.trim();
  if (!given) return usual;
  const port = Number(given);
  if (/^\d+$/.test(given) && port <= 65535) return port;
  throw new PortError(`${variable} is "${given}": it must be a number from 0 to 65535.`);
}

function instructionsFor({ address, simulator, license }: Demo): string {
  const body = JSON.stringify({ Document: `${address}documents/invoice.pdf` });
  return `
  Site        ${address}
  Simulator   ${simulator.address}
  Licence     ${license}

  This prints an invoice on the simulator:

  curl -u ${license}: -H 'Content-Type: application/json' -d '${body}' ${simulator.address}/api/v1/printPdf/print

  To show the job in a page of your own, add these two lines, with the jobIdentifier of the response as the token:

  <script src="${address}dist/scriptx-job-status.iife.min.js"></script>
  <scriptx-job-status server="${simulator.address}" license="${license}" token="…"></scriptx-job-status>

  What to do next: ${address}get-started/

  Ctrl-C stops the site and the simulator.
`;
}
