import express from 'express';
import { listen } from '../../demo/listen.js';

type Headers = Readonly<Record<string, string>>;

const noHeaders: Headers = {};

const cacheControl = (value: string): Headers => ({ 'Cache-Control': value });

/** The caching headers of a response, by their name in the path. */
const cachingHeaders: Readonly<Record<string, (status: number, poll: number) => Headers>> = {
  none: () => noHeaders,
  'no-store': () => cacheControl('no-store'),
  'max-age=0': () => cacheControl('max-age=0'),
  'max-age=60': () => cacheControl('max-age=60'),
  'max-age=60-fourth': (_status, poll) => (poll === 4 ? cacheControl('max-age=60') : noHeaders),
  'stale-while-revalidate': () => cacheControl('max-age=0, stale-while-revalidate=60'),
  // Express responds with 304 if the browser has the response with this tag.
  etag: (status) => ({ ETag: `"${status}"` }),
  // Old, so that browsers keep the response for days. It changes with each poll, so that Express
  // never responds with 304.
  'last-modified': (_status, poll) => ({
    'Last-Modified': new Date(Date.UTC(2020, 0, poll)).toUTCString(),
  }),
};

/**
 * Starts a print service with responses that browsers can cache. A path prefix contains the names of
 * the response headers, and a status for each poll of a job, the last one for all further polls:
 * `/max-age=60/preflight-max-age=600/1,8,6/api/v1/printPdf/status/:token`.
 *
 * `/requests/:token` returns the number of requests about a job.
 */
export async function startCachingService(): Promise<{
  readonly address: string;
  readonly close: () => Promise<void>;
}> {
  const { port, close } = await listen(createApp(), 0, '127.0.0.1');
  return { address: `http://127.0.0.1:${port}`, close };
}

function createApp(): express.Express {
  const requests = new Requests();
  const app = express().disable('x-powered-by').disable('etag');
  app.use((_request, response, next) => {
    response.set('Access-Control-Allow-Origin', '*');
    next();
  });

  const jobStatus = app.route('/:caching/:preflights/:statuses/api/v1/printPdf/status/:token');
  jobStatus.options((request, response) => {
    const { preflights, token } = request.params;
    requests.of(token).preflights++;
    const [, maxAge] = preflights.split('=');
    if (maxAge) response.set('Access-Control-Max-Age', maxAge);
    response.set('Access-Control-Allow-Headers', 'Authorization').sendStatus(204);
  });
  jobStatus.get((request, response) => {
    const { caching, statuses, token } = request.params;
    const poll = ++requests.of(token).polls;
    const [status = 0] = statuses.split(',').map(Number).slice(0, poll).slice(-1);
    response.set(cachingHeaders[caching]?.(status, poll) ?? noHeaders).json({ status });
  });

  app.get('/requests/:token', (request, response) => {
    response.set('Cache-Control', 'no-store').json(requests.of(request.params.token));
  });
  return app;
}

/** The numbers of requests about a job. */
interface Counts {
  polls: number;
  preflights: number;
}

/** Counts the requests about each job. */
class Requests {
  readonly #counts = new Map<string, Counts>();

  of(token: string): Counts {
    const counts = this.#counts.get(token) ?? { polls: 0, preflights: 0 };
    this.#counts.set(token, counts);
    return counts;
  }
}
