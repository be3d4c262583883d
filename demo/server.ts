import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { serve } from './simulator/serve.js';
import { demoLicense, type Simulator, startSimulator } from './simulator/start-simulator.js';

export interface DemoOptions {
  /** 0 is any free one. */
  readonly port: number;
  /** 0 is any free one. */
  readonly simulatorPort: number;
  /** Of printing: 10 is ten times as fast. */
  readonly speed?: number | undefined;
}

export interface Demo {
  /** Of the page. */
  readonly address: string;
  readonly simulator: Simulator;
  readonly license: string;
  readonly close: () => Promise<void>;
}

/** A port that the demo cannot use. The message says how to choose another one. */
export class PortError extends Error {}

const site = fileURLToPath(new URL('dist', import.meta.url));

/** What a page cannot require by a `meta` element. */
const framePolicy = "frame-ancestors 'self'";

/** The web pages that are printed contain their styles, and no scripts. */
const documentPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

/** Starts the simulator, and the server of the site, which `npm run build:site` has built. */
export async function startDemo({ port, simulatorPort, speed }: DemoOptions): Promise<Demo> {
  const simulator = await startSimulator({ port: simulatorPort, speed }).catch((error: unknown) => {
    throw explain(error, simulatorPort, 'SIMULATOR_PORT');
  });
  const app = createApp(simulator.address);
  try {
    const page = await serve((request) => app.fetch(request), port, '127.0.0.1');
    return {
      address: `http://localhost:${page.port}/`,
      simulator,
      license: demoLicense,
      async close() {
        await Promise.all([page.close(), simulator.close()]);
      },
    };
  } catch (error) {
    await simulator.close();
    throw explain(error, port, 'PORT');
  }
}

function createApp(service: string): Hono {
  // A page has one address with a slash at its end, and one without.
  const app = new Hono({ strict: false });
  app.use(async (context, next) => {
    await next();
    // A page that is loaded again gets what was built since.
    context.header('Cache-Control', 'no-cache');
    const isDocument = context.req.path.startsWith('/documents/');
    context.header('Content-Security-Policy', isDocument ? documentPolicy : framePolicy);
  });
  // Pages of other origins can load the component as a module.
  app.use('/dist/*', cors());
  app.get('/demo', async (context) => {
    const html = await readFile(join(site, 'demo/index.html'), 'utf8');
    return context.html(connect(html, service));
  });
  app.use(serveStatic({ root: site }));
  return app;
}

/** Makes the page that prints use a service, instead of one in the page. */
function connect(html: string, service: string): string {
  return html
    .replace(/data-meadco-server="[^"]*"/, `data-meadco-server="${service}"`)
    .replace('data-meadco-subscription=""', `data-meadco-subscription="${demoLicense}"`);
}

function explain(error: unknown, port: number, variable: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const advice = `set ${variable} to another one, such as ${variable}=${(port % 65535) + 1}`;
  if (code === 'EADDRINUSE') return new PortError(`Port ${port} is taken: ${advice}.`);
  if (code === 'EACCES') return new PortError(`Port ${port} may not be used: ${advice}.`);
  return error;
}
