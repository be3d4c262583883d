import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that listens. */
export interface Listening {
  readonly port: number;
  readonly closeIdleConnections: () => void;
  /** Also ends the connections that are in use. */
  readonly close: () => Promise<void>;
}

/** @param port - 0 is any free one. */
export async function listen(
  listener: RequestListener,
  port: number,
  host: string,
): Promise<Listening> {
  const server = createServer(listener);
  server.listen(port, host);
  await once(server, 'listening');
  const closed = once(server, 'close');
  return {
    port: (server.address() as AddressInfo).port,
    closeIdleConnections: () => server.closeIdleConnections(),
    async close() {
      if (server.listening) server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
