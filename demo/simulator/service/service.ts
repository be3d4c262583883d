import { type Context, Hono } from 'hono';
import { cors } from 'hono/cors';
import { HTTPException } from 'hono/http-exception';
import { BrokenConnection } from './broken-connection.js';
import { controlApi } from './control-api.js';
import { descriptionApi } from './description-api.js';
import { Jobs } from './jobs.js';
import { type Mode, products } from './products.js';
import { Outputs } from './outputs.js';
import { printApi } from './print-api.js';
import { contentIn } from './print-request.js';
import { RequestLog } from './request-log.js';
import { SoftError } from './soft-error.js';
import type { ServiceState } from './service-state.js';
import { PrintStatus } from './statuses.js';

export interface ServiceOptions {
  /** The product that is simulated. The default is `windows-pc`. */
  readonly mode?: Mode | undefined;
  /** Of printing: 10 is ten times as fast. */
  readonly speed?: number | undefined;
  /**
   * Whether a job stays paused, unavailable or in an unknown status until a request has met that.
   * For tests, whose requests can be late.
   */
  readonly waitsForRequests?: boolean | undefined;
  /** How long browsers may reuse a CORS preflight, in seconds. */
  readonly maxAge?: number | undefined;
  /** The response headers that CORS lets pages read. */
  readonly exposeHeaders?: readonly string[] | undefined;
  /** Closes the service when it is aborted. */
  readonly signal?: AbortSignal | undefined;
}

/** A simulated ScriptX.Services. It runs wherever there is `fetch`. */
export interface Service {
  /** Rejects if the connection breaks, or if a signal is aborted during a delay. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** Whether a connection about one of the jobs breaks now or later. */
  readonly breaksConnections: boolean;
}

const allowHeaders = [
  'Origin',
  'X-Requested-With',
  'Content-Type',
  'Accept',
  'Authorization',
  'X-Meadroid-Path',
];

const aboutJob = '/api/v1/:api/:action{status|download|canceljob}/:token/*';

export function createService(options: ServiceOptions = {}): Service {
  const { mode = 'windows-pc', speed = 1, waitsForRequests = false } = options;
  const { maxAge, exposeHeaders = [], signal } = options;
  const jobs = new Jobs();
  const log = new RequestLog();
  const closing = signal ?? new AbortController().signal;
  const product = products[mode];
  const state: ServiceState = {
    product,
    jobs,
    outputs: new Outputs(),
    log,
    speed,
    waitsForRequests,
    closing,
  };

  const app = new Hono({ strict: false });
  app.use('/api/*', async (context, next) => {
    const entry = log.add(context.req.raw);
    if (context.req.method === 'POST' && context.req.path.endsWith('/print')) {
      entry.content = contentIn(parse(await context.req.text()));
    }
    await next();
    entry.status = context.res.status;
    entry.reply = await bodyOf(context.res);
  });
  app.use(aboutJob, async (context, next) => {
    const token = context.req.param('token');
    log.addOfToken(token, context.req.raw);
    if (jobs.find(token)?.takeOutage(context.req.raw)) throw new BrokenConnection();
    await next();
  });
  app.use(async (context, next) => {
    context.header('Access-Control-Allow-Private-Network', 'true');
    await next();
  });
  app.use(
    cors({
      origin: '*',
      allowMethods: ['GET', 'POST', 'PUT', 'DELETE'],
      allowHeaders,
      exposeHeaders: [...exposeHeaders],
      ...(maxAge === undefined ? {} : { maxAge }),
    }),
  );
  app.route('/api', descriptionApi(product));
  app.route('/api/v1/printPdf', printApi('printPdf', state));
  app.route('/api/v1/printHtml', printApi('printHtml', state));
  app.route('/simulator', controlApi(state));
  app.notFound((context) => context.json('API endpoint not found', 404));
  app.onError((error, context) => respondToError(error, context, closing));

  return {
    fetch: async (request) => app.fetch(request),
    get breaksConnections() {
      return jobs.breaksConnections;
    },
  };
}

async function bodyOf(response: Response): Promise<unknown> {
  const isJson = response.headers.get('Content-Type')?.startsWith('application/json');
  return isJson ? parse(await response.clone().text()) : undefined;
}

/** @returns The text if it is not valid JSON */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function respondToError(error: Error, context: Context, closing: AbortSignal): Response {
  const isAborted = closing.aborted || context.req.raw.signal.aborted;
  if (isAborted || error instanceof BrokenConnection) throw error;
  if (error instanceof HTTPException) return context.json(error.message, error.status);
  if (error instanceof SoftError) {
    const { jobIdentifier, message } = error;
    return context.json({ jobIdentifier, status: PrintStatus.SoftError, message });
  }
  console.error(error);
  return context.json(error.message, 500);
}
