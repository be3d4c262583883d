import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface OrchestratorOptions {
  /** The port of the service for requests without a key. */
  readonly servicePort?: number;
  /** The ports of services by key. */
  readonly keys?: Readonly<Record<string, number>>;
  /** By default any that is free. */
  readonly port?: number;
}

export interface Orchestrator {
  /** For `data-meadco-orchestrator`. */
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Starts an orchestrator, which knows the port of each Windows user's print service. MeadCo's
 * client requests `/api/v1`, or `/api/v2?key=…` if the page has `data-meadco-orchestrator-key`.
 */
export async function startOrchestrator(options: OrchestratorOptions): Promise<Orchestrator> {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://127.0.0.1');
    const ports: Readonly<Record<string, number | undefined>> = {
      '/api/v1': options.servicePort,
      '/api/v2': options.keys?.[searchParams.get('key') ?? ''],
    };
    const HttpPort = request.method === 'GET' ? ports[pathname] : undefined;
    response.writeHead(HttpPort === undefined ? 404 : 200, {
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Private-Network': 'true',
      'Content-Type': 'application/json; charset=utf-8',
    });
    response.end(JSON.stringify(HttpPort === undefined ? 'Not found' : { HttpPort }));
  }).listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');

  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
