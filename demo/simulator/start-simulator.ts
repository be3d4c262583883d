import type { ServerResponse } from 'node:http';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { serve } from './serve.js';
import { BrokenConnection } from './service/broken-connection.js';
import { createService, type ServiceOptions } from './service/service.js';

export { demoLicense } from './service/demo-license.js';

export interface SimulatorOptions extends Omit<ServiceOptions, 'signal'> {
  /** 0, the default, is any free one. */
  readonly port?: number | undefined;
  readonly host?: string | undefined;
}

export interface Simulator {
  readonly address: string;
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** Starts an HTTP server for a simulated ScriptX.Services. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { port = 0, host = '127.0.0.1', ...serviceOptions } = options;
  const closing = new AbortController();
  const service = createService({ ...serviceOptions, signal: closing.signal });
  const server = await serve(respond, port, host);

  async function respond(request: Request, outgoing: ServerResponse): Promise<Response> {
    try {
      const response = await service.fetch(request);
      // A browser repeats a request by itself if a reused connection breaks. Then one failure would
      // apply to two requests.
      if (service.breaksConnections) {
        outgoing.shouldKeepAlive = false;
        // This can break a print request that a page is sending. Where jobs wait for requests, the
        // vendor's client meets an outage with a repeated request too.
        if (!serviceOptions.waitsForRequests) server.closeIdleConnections();
      }
      return response;
    } catch (error) {
      await breakConnection(outgoing, error);
      return RESPONSE_ALREADY_SENT;
    }
  }

  return {
    address: `http://${host.includes(':') ? `[${host}]` : host}:${server.port}`,
    port: server.port,
    close() {
      closing.abort();
      return server.close();
    },
  };
}

/** Breaks a connection, after half of the response if there is one. */
async function breakConnection(outgoing: ServerResponse, error: unknown): Promise<void> {
  const response = error instanceof BrokenConnection ? error.response : undefined;
  if (response) {
    const body = new Uint8Array(await response.arrayBuffer());
    const headers = { ...Object.fromEntries(response.headers), 'Content-Length': body.length };
    outgoing.writeHead(response.status, headers);
    await new Promise((resolve) => outgoing.write(body.subarray(0, body.length / 2), resolve));
  }
  outgoing.destroy();
}
