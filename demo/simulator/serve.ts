import type { ServerResponse } from 'node:http';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { listen, type Listening } from '../listen.js';

type Handler = (request: Request, outgoing: ServerResponse) => Response | Promise<Response>;

/** Starts an HTTP server. */
export function serve(handler: Handler, port: number, host: string): Promise<Listening> {
  const listener = getRequestListener(
    // The server speaks HTTP/1.1 only.
    (request, bindings) => handler(request, (bindings as HttpBindings).outgoing),
    { overrideGlobalObjects: false },
  );
  return listen((incoming, outgoing) => void listener(incoming, outgoing), port, host);
}
