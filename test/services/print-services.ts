import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startOrchestrator as startSimulatedOrchestrator } from '../../demo/simulator/start-orchestrator.js';
import { demoLicense, startSimulator } from '../../demo/simulator/start-simulator.js';
import { startOrchestrator } from './orchestrator.js';
import type { PrintService } from './print-service.js';
import { softErrorMessage } from './vendor-printers.js';
import { startVendorService } from './vendor-service.js';

type Mode = 'cloud' | 'windows-pc' | 'on-premise';

/** A service that runs. */
interface Running {
  readonly service: PrintService;
  readonly close: () => Promise<void>;
}

const modeNames: Readonly<Record<Mode, string>> = {
  cloud: 'in the Cloud',
  'windows-pc': 'for Windows PC',
  'on-premise': 'On-Premise',
};

const vendorPrinters: PrintService['printers'] = {
  completed: 'Office printer',
  collected: 'Collected',
  'completed, waiting for collection': 'Waiting for collection',
  failed: 'Out of paper',
  cancelled: 'Cancelled',
  'code exception': 'Code exception',
  'unknown status': 'Unknown status',
  paused: 'Pausing',
  'completed at once': 'Printing at once',
  'soft error, id "0"': 'Soft error',
  'soft error, id ""': 'Soft error without an id',
  'HTTP 500': 'Internal server error',
  'broken connections': 'Broken connections',
  'HTTP 503': 'Unavailable',
  forgotten: 'Forgetful',
};

const vendorMessages: PrintService['messages'] = {
  failed: 'The printer is out of paper.',
  cancelled: 'The job was cancelled.',
  'code exception': 'Object reference not set.',
  'soft error, id "0"': softErrorMessage,
  'soft error, id ""': softErrorMessage,
  'HTTP 500': 'The print failed.',
  forgotten: 'Job not found',
};

/** In each mode. */
const simulatedPrinters: PrintService['printers'] = {
  completed: 'Print to PDF file',
  collected: 'Post room',
  'completed, waiting for collection': 'Archive',
  failed: 'Printer with a full disk',
  'code exception': 'Printer with a faulty driver',
  'unknown status': 'Printer behind a newer service',
  'soft error, id "0"': 'A missing printer',
  'soft error, id ""': 'Printer that is switched off',
  'HTTP 500': 'Printer behind a broken service',
  'broken connections': 'Printer behind a loose cable',
  'HTTP 503': 'Printer behind a shaky service',
  forgotten: 'Printer behind a forgetful service',
};

/** What the Cloud cannot do, as it prints to files only. */
const simulatedPaperPrinters: PrintService['printers'] = {
  completed: 'Office printer',
  cancelled: 'Reception printer',
  paused: 'Paused printer',
  'completed at once': 'Fast printer',
};

const simulatedMessages: PrintService['messages'] = {
  failed: 'The disk of the printer is full',
  cancelled: 'Cancelled at the printer',
  'code exception': 'The printer driver has stopped working',
  'soft error, id "0"': 'Printer not available: A missing printer',
  'soft error, id ""': 'The printer is switched off',
  'HTTP 500': 'The service has an internal error',
  forgotten: 'Job not found',
};

/** Starts the services that MeadCo's client prints to in the tests. */
export async function startPrintServices(): Promise<{
  readonly services: readonly PrintService[];
  close(): Promise<void>;
}> {
  const started = await Promise.all(
    [startVendor, startSimulated].flatMap((start) =>
      (Object.keys(modeNames) as Mode[]).map((mode) =>
        startAfterOthers((port) => start(mode, port)),
      ),
    ),
  );
  return {
    services: started.map(({ service }) => service),
    close: async () => {
      await Promise.all(started.map((each) => each.close()));
    },
  };
}

async function startVendor(mode: Mode, port: number): Promise<Running> {
  const service = await startVendorService({ mode, port });
  const { address, license } = service;
  const orchestrator = await startOrchestrator({ keys: { [mode]: port } });
  return {
    service: {
      name: modeNames[mode],
      isSimulator: false,
      address,
      license,
      checksLicense: mode !== 'on-premise',
      searchAddress: address.replace(String(port), String(port - 2)),
      orchestrator: { port: orchestrator.port, key: mode },
      requestsAddress: `http://127.0.0.1:${port}/test/requests`,
      printers: vendorPrinters,
      messages: vendorMessages,
    },
    close: async () => {
      await Promise.all([orchestrator.close(), service.close()]);
    },
  };
}

async function startSimulated(mode: Mode, port: number): Promise<Running> {
  // A job is complete after one second, and one with an outage after three. As at the other services,
  // an outage lasts 1.5 seconds at most: badges report longer ones.
  const simulator = await startSimulator({ mode, port, speed: 4, waitsForRequests: true });
  const { address } = simulator;
  const orchestrator = await startSimulatedOrchestrator({ httpPort: port });
  return {
    service: {
      name: `of the demo ${modeNames[mode]}`,
      isSimulator: true,
      address,
      license: demoLicense,
      checksLicense: mode !== 'on-premise',
      searchAddress: address.replace(String(port), String(port - 2)),
      orchestrator: { port: orchestrator.port, key: mode },
      requestsAddress: `${address}/simulator/requests`,
      printers: { ...simulatedPrinters, ...(mode === 'cloud' ? {} : simulatedPaperPrinters) },
      messages: simulatedMessages,
    },
    close: async () => {
      await Promise.all([orchestrator.close(), simulator.close()]);
    },
  };
}

/** Starts a service where the two ports before its own are those of other programs. */
async function startAfterOthers(start: (port: number) => Promise<Running>): Promise<Running> {
  const others: Server[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(
      others.map(async (other) => {
        other.close();
        other.closeAllConnections();
        await once(other, 'close');
      }),
    );
  };
  const listen = async (port: number): Promise<number> => {
    const other = createServer((_request, response) => {
      response.writeHead(404).end();
    }).listen(port, '127.0.0.1');
    await once(other, 'listening');
    others.push(other);
    return (other.address() as AddressInfo).port;
  };
  try {
    const port = await listen(0);
    await listen(port + 1);
    const { service, close: closeService } = await start(port + 2);
    return {
      service,
      close: async () => {
        await Promise.all([closeService(), close()]);
      },
    };
  } catch (error) {
    await close();
    // One of the ports is in use.
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return startAfterOthers(start);
    throw error;
  }
}
