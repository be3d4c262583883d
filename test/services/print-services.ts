import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startOrchestrator } from './orchestrator.js';
import type { PrintService } from './print-service.js';
import { softErrorMessage } from './vendor-printers.js';
import {
  startVendorService,
  type VendorService,
  type VendorServiceOptions,
} from './vendor-service.js';

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

const modes: readonly (readonly [name: string, mode: VendorServiceOptions['mode']])[] = [
  ['in the Cloud', 'cloud'],
  ['for Windows PC', 'windows-pc'],
  ['On-Premise', 'on-premise'],
];

/** Starts the services that MeadCo's client prints to in the tests. */
export async function startPrintServices(): Promise<{
  readonly services: readonly PrintService[];
  close(): Promise<void>;
}> {
  const started = await Promise.all(
    modes.map(async ([name, mode]) => ({ name, mode, ...(await startAfterOthers(mode)) })),
  );
  const orchestrator = await startOrchestrator({
    keys: Object.fromEntries(started.map(({ mode, service }) => [mode, service.port])),
  });
  return {
    services: started.map(({ name, mode, service }) => ({
      name,
      address: service.address,
      license: service.license,
      checksLicense: mode !== 'on-premise',
      searchAddress: service.address.replace(String(service.port), String(service.port - 2)),
      orchestrator: { port: orchestrator.port, key: mode },
      requestsAddress: `http://127.0.0.1:${service.port}/test/requests`,
      printers: vendorPrinters,
      messages: vendorMessages,
    })),
    close: async () => {
      await Promise.all([orchestrator, ...started].map((each) => each.close()));
    },
  };
}

/** Starts a service where the two ports before its own are those of other programs. */
async function startAfterOthers(mode: VendorServiceOptions['mode']): Promise<{
  readonly service: VendorService;
  close(): Promise<void>;
}> {
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
    const service = await startVendorService({ mode, port: port + 2 });
    return {
      service,
      close: async () => {
        await Promise.all([service.close(), close()]);
      },
    };
  } catch (error) {
    await close();
    // One of the ports is in use.
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return startAfterOthers(mode);
    throw error;
  }
}
