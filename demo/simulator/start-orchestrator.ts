import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { serve } from './serve.js';

export interface OrchestratorOptions {
  /** 0, the default, is any free one. */
  readonly port?: number | undefined;
  /** The port of the user's print service. */
  readonly httpPort: number;
}

export interface Orchestrator {
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** Starts a server that gives MeadCo's client the port of the user's print service. */
export async function startOrchestrator(options: OrchestratorOptions): Promise<Orchestrator> {
  const { port = 0, httpPort } = options;
  const app = new Hono();
  app.use(cors({ origin: '*' }));
  // The client sends a key with v2.
  for (const path of ['/api/v1', '/api/v2']) {
    app.get(path, (context) => context.json({ HttpPort: httpPort }));
  }
  return serve((request) => app.fetch(request), port, '127.0.0.1');
}
