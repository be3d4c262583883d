import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import express from 'express';
import type { Browser, Page } from 'puppeteer-core';
import { type Listening, listen } from '../../demo/listen.js';
import { launchChromium } from '../../scripts/chromium.js';
import { reaches, showBadge } from './support/badge-page.js';

/**
 * The response to a poll: a job status, or an HTTP status and a body. 'none' leaves the poll without a
 * response.
 */
type Reply = number | { readonly http: number; readonly body: string } | 'none';

/** What DevTools shows of a request. */
type Fate = 'pending' | 'finished' | 'failed' | 'cancelled';

let browser: Browser;
let server: Listening;
let page: Page;

/** The responses to the polls in order; the last one remains. */
let replies: Reply[] = [];
/** The `Connection` header of the responses. */
let connection = 'keep-alive';
/** The `Authorization` header of each poll. */
let authorizations: (string | undefined)[] = [];

before(async () => {
  server = await listen(createApp(), 0, '127.0.0.1');
  browser = await launchChromium(['--host-resolver-rules=MAP *.test 127.0.0.1']);
});

after(async () => {
  await browser.close();
  await server.close();
});

beforeEach(async () => {
  page = await browser.newPage();
  authorizations = [];
});

afterEach(() => page.close());

/** A page that has loaded the component, and a service on the same origin. */
function createApp(): express.Express {
  const app = express().disable('x-powered-by').disable('etag');
  app.use(express.static('dist'));
  app.get('/', ({ query }, response) => {
    const overwriting = query.origin ? `var origin = ${JSON.stringify(query.origin)};` : '';
    response.type('html').send(`<!doctype html><html lang="en"><title>A page</title>
      <script>${overwriting}</script>
      <script type="module" src="/scriptx-job-status.min.js"></script></html>`);
  });
  app.use('/api', (request, response, next) => {
    response.set('Access-Control-Allow-Origin', '*');
    response.set('Access-Control-Allow-Headers', 'Authorization');
    if (request.method === 'OPTIONS') response.status(204).end();
    else next();
  });
  app.get('/api/v1/printPdf/status/:token', (request, response) => {
    authorizations.push(request.headers.authorization);
    const reply = (replies.length > 1 ? replies.shift() : replies[0]) ?? 0;
    if (reply === 'none') return;
    const { http, body } =
      typeof reply === 'object' ? reply : { http: 200, body: JSON.stringify({ status: reply }) };
    response.status(http).set('Connection', connection).type('json').send(body);
  });
  return app;
}

/** Notes what DevTools shows of the polls of the page from now on. */
async function notePolls(): Promise<Map<string, Fate>> {
  const fates = new Map<string, Fate>();
  const session = await page.createCDPSession();
  session.on('Network.requestWillBeSent', ({ request, requestId }) => {
    if (request.url.includes('/status/')) fates.set(requestId, 'pending');
  });
  session.on('Network.loadingFinished', ({ requestId }) => {
    if (fates.has(requestId)) fates.set(requestId, 'finished');
  });
  session.on('Network.loadingFailed', ({ canceled, requestId }) => {
    if (fates.has(requestId)) fates.set(requestId, canceled ? 'cancelled' : 'failed');
  });
  await session.send('Network.enable');
  return fates;
}

/** Resolves when a condition is true. */
async function until(condition: () => boolean): Promise<void> {
  const end = Date.now() + 10_000;
  while (!condition()) {
    assert.ok(Date.now() < end, `${condition.toString()} is true in time`);
    await delay(20);
  }
}

/** Leaves nothing of the page but a badge of a job of the service. */
async function show(token: string): Promise<void> {
  await showBadge(page, { server: '/', token, interval: 100 });
}

/** What DevTools shows of each poll once none is pending. */
async function endOf(fates: ReadonlyMap<string, Fate>): Promise<Fate[]> {
  await until(() => ![...fates.values()].includes('pending'));
  return [...fates.values()];
}

const errorPage = `<!doctype html><title>Error</title><p>${'This is an error page. '.repeat(200)}`;

for (const header of ['keep-alive', 'close']) {
  describe(`DevTools, beside a service that responds with Connection: ${header}`, () => {
    beforeEach(async () => {
      connection = header;
      await page.goto(`http://localhost:${server.port}/`);
    });

    for (const [name, polls, state] of [
      ['a job from its queue to its end', [1, 1, 1, 2, 3, 4, 8, 8, 8, 6], 'completed'],
      ['a job that fails', [1, -1], 'failed'],
      [
        'a service that is unavailable for a moment',
        [1, { http: 503, body: errorPage }, { http: 503, body: '' }, 8, 6],
        'completed',
      ],
      [
        'a job that the service does not know at first',
        [{ http: 404, body: errorPage }, { http: 404, body: '"Not found"' }, 1, 6],
        'completed',
      ],
      ['responses that are no job status', [1, { http: 200, body: errorPage }, 6], 'completed'],
      ['a service that refuses the request', [{ http: 401, body: errorPage }], 'lost'],
    ] satisfies [string, Reply[], string][]) {
      it(`shows no request of ${name} as cancelled`, async () => {
        replies = [...polls];
        const fates = await notePolls();
        await show(name);
        await reaches(page, state);
        assert.deepEqual(
          await endOf(fates),
          polls.map(() => 'finished'),
        );
      });
    }

    it('shows a request as finished when its badge is removed after the response', async () => {
      replies = [8];
      const fates = await notePolls();
      await show('removed after');
      await reaches(page, 'printing');
      await page.$eval('scriptx-job-status', (badge) => badge.setAttribute('interval', '60000'));
      const polls = await endOf(fates);
      await page.$eval('scriptx-job-status', (badge) => badge.remove());
      await delay(200);
      assert.deepEqual(
        await endOf(fates),
        polls.map(() => 'finished'),
      );
    });

    it('shows a request as cancelled when its badge is removed before the response', async () => {
      replies = ['none'];
      const fates = await notePolls();
      await show('removed before');
      await until(() => authorizations.length === 1);
      await page.$eval('scriptx-job-status', (badge) => badge.remove());
      assert.deepEqual(await endOf(fates), ['cancelled']);
    });
  });
}

describe('an intranet page on plain http with a variable named origin', () => {
  const license = 'licence';
  const authorization = `Basic ${btoa(`${license}:`)}`;

  const originOf = (host: string): string => `http://${host}:${server.port}`;

  /**
   * Opens the page, and shows a job of a server that completes at once.
   *
   * @param variable - The value of the variable
   */
  async function open(variable: string, server: string): Promise<void> {
    replies = [6];
    await page.goto(`${originOf('intranet.test')}/?origin=${encodeURIComponent(variable)}`);
    await showBadge(page, { server, token: server, license });
    await reaches(page, 'completed');
  }

  it('sends its licence to its own origin', async () => {
    await open('https://elsewhere.example', originOf('intranet.test'));
    assert.deepEqual(authorizations, [authorization]);
  });

  it('sends its licence to a path of its own origin', async () => {
    await open('https://elsewhere.example', '/');
    assert.deepEqual(authorizations, [authorization]);
  });

  it('does not send its licence to the origin that the variable names', async () => {
    await open(originOf('other.test'), originOf('other.test'));
    assert.deepEqual(authorizations, [undefined]);
  });
});
