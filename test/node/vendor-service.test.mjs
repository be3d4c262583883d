import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { launchChromium } from '../../scripts/chromium.ts';
import { startOrchestrator } from '../services/orchestrator.js';
import { startVendorService } from '../services/vendor-service.js';

/**
 * @typedef {import('puppeteer-core').Browser} Browser
 * @typedef {import('puppeteer-core').Page} Page
 * @typedef {import('../services/vendor-service.js').VendorService} VendorService
 */

/** What MeadCo's client reports to onDone, by printer. */
const reports = {
  'Office printer': null,
  Collected: 'Server error',
  'Waiting for collection': 'Server error',
  'Out of paper': 'Server error',
  Cancelled: 'Server error',
  'Code exception': 'Server error',
  'Unknown status': 'Server error',
  Pausing: null,
  'Internal server error': 'Server error',
  'Broken connections': 'Server error',
  Unavailable: 'Server error',
  Forgetful: 'Server error',
  'Print to PDF': null,
  'Printing at once': null,
};

describe("the print service for MeadCo's client", () => {
  /** @type {Browser} */
  let browser;
  const pages = createServer(servePage);
  /** @type {VendorService} */
  let service;

  before(async () => {
    browser = await launchChromium();
    await once(pages.listen(0, '127.0.0.1'), 'listening');
    service = await startVendorService({ mode: 'windows-pc' });
  });

  after(async () => {
    await Promise.all([browser.close(), service.close()]);
    pages.close();
  });

  for (const mode of /** @type {const} */ (['cloud', 'windows-pc', 'on-premise'])) {
    it(`prints PDF and HTML in the mode ${mode}`, async () => {
      const service = await startVendorService({ mode });
      const page = await openPage(service.address, service.license);
      const done = await Promise.all([print(page, 'PDF'), print(page, 'HTML')]);
      const requests = service.requests();
      await Promise.all([page.close(), service.close()]);

      assert.deepEqual(done, [null, null]);
      const statuses = (/** @type {string} */ api) =>
        requests
          .filter(({ method, url }) => method === 'GET' && url.includes(`/${api}/status/`))
          .map(({ status }) => status);
      assert.deepEqual(new Set(statuses('printPdf')), new Set([202]));
      assert.deepEqual(new Set(statuses('printHtml')), new Set([200]));
      const downloads = requests.filter(({ url }) => url.includes('/download/'));
      assert.equal(downloads.length > 0, mode === 'cloud');
    });
  }

  for (const api of /** @type {const} */ (['PDF', 'HTML'])) {
    it(`lets the printer decide what happens to a job of ${api}`, async () => {
      const done = Object.keys(reports).map(async (printer) => {
        const page = await openPage(service.address, service.license);
        const report = await print(page, api, printer);
        await page.close();
        return [printer, report];
      });
      assert.deepEqual(Object.fromEntries(await Promise.all(done)), reports);
    });
  }

  it('responds with a soft error for a printer that is unusable or unknown', async () => {
    const page = await openPage(service.address, service.license);
    const printers = ['Soft error', 'Soft error without an id', 'Nowhere'];
    const done = await Promise.all(printers.map((printer) => print(page, 'HTML', printer)));
    await page.close();
    assert.deepEqual(done, [
      'The printer cannot be used.',
      'The printer cannot be used.',
      'Printer not available: Nowhere',
    ]);
  });

  it('refuses a print without its licence, except on-premise', async () => {
    const onPremise = await startVendorService({ mode: 'on-premise' });
    const done = [service, onPremise].map(async ({ address }) => {
      const page = await openPage(address, 'another');
      const report = await print(page, 'PDF');
      await page.close();
      return report;
    });
    assert.deepEqual(await Promise.all(done), ['Server error', null]);
    await onPremise.close();

    const url = `${service.address}/api/v1/licensing`;
    const headers = { Authorization: `Basic ${btoa('another:')}` };
    const responses = await Promise.all([fetch(url), fetch(url, { headers })]);
    assert.deepEqual(await Promise.all(responses.map((response) => response.json())), [
      'Unauthorized',
      'Unauthorized - unknown license',
    ]);
  });

  it('forgets an HTML job, but not a PDF job, once its final status has been read', async () => {
    const headers = { Authorization: `Basic ${btoa(`${service.license}:`)}` };
    const device = { printerName: 'Printing at once' };
    for (const [api, body, expected] of /** @type {const} */ ([
      ['printPdf', { document: 'data:application/pdf,', device }, [202, 202]],
      ['printHtml', { Content: 'A page', ContentType: 2, Device: device }, [200, 404]],
    ])) {
      const url = `${service.address}/api/v1/${api}`;
      const init = { method: 'POST', headers, body: JSON.stringify(body) };
      const { jobIdentifier } = await (await fetch(`${url}/print`, init)).json();
      assert.match(jobIdentifier, /^[\da-f]{32}$/);
      const first = await fetch(`${url}/status/${jobIdentifier}`, { headers });
      const second = await fetch(`${url}/status/${jobIdentifier}`, { headers });
      assert.deepEqual([first.status, second.status], expected);
      assert.equal(first.headers.get('Cache-Control'), null);
      assert.equal(first.headers.get('Connection'), 'keep-alive');
    }
  });

  it('cancels an HTML job that is not printing yet', async () => {
    const headers = { Authorization: `Basic ${btoa(`${service.license}:`)}` };
    const url = `${service.address}/api/v1/printHtml`;
    const body = JSON.stringify({ Content: 'A page', ContentType: 2, Device: {} });
    const printed = await fetch(`${url}/print`, { method: 'POST', headers, body });
    const { jobIdentifier } = await printed.json();
    const cancelUrl = `${url}/canceljob/${jobIdentifier}`;
    const cancelled = await fetch(cancelUrl, { method: 'PUT', headers });
    assert.deepEqual(await cancelled.json(), { message: '', status: -2, jobIdentifier });
  });

  it('returns its recorded requests to a page and clears them', async () => {
    const page = await openPage(service.address, service.license);
    await print(page, 'PDF', 'Printing at once');
    const [recorded, left] = await page.evaluate(async (port) => {
      const url = `http://127.0.0.1:${port}/test/requests`;
      const recorded = await (await fetch(url)).json();
      await fetch(url, { method: 'DELETE' });
      return [recorded, await (await fetch(url)).json()];
    }, service.port);
    await page.close();
    const { at, ...request } = recorded.at(-1);
    assert.match(request.reply.jobIdentifier, /^[\da-f]{32}$/);
    assert.deepEqual(request, {
      method: 'POST',
      url: '/api/v1/printPdf/print',
      status: 202,
      isFromClient: true,
      content: 'https://example.com/document.pdf',
      reply: { jobIdentifier: request.reply.jobIdentifier, status: 4, message: 'No message' },
    });
    assert.ok(Math.abs(Date.now() - at) < 5_000);
    assert.deepEqual(left, []);
  });

  it('is found through an orchestrator', async () => {
    const orchestrator = await startOrchestrator({ keys: { ann: service.port } });
    const page = await openPage('http://127.0.0.1:9', service.license);
    await page.evaluate((port) => {
      const { Print } = /** @type {any} */ (globalThis).MeadCo.ScriptX;
      Object.assign(Print, { orchestrator: port, orchestratorKey: 'ann' });
    }, orchestrator.port);
    assert.equal(await print(page, 'PDF', 'Printing at once'), null);
    await Promise.all([page.close(), orchestrator.close()]);
  });

  /**
   * Opens a page that loads MeadCo's client.
   *
   * @param {string} server
   * @param {string} license
   */
  async function openPage(server, license) {
    const page = await browser.newPage();
    const { port } = /** @type {import('node:net').AddressInfo} */ (pages.address());
    await page.goto(`http://127.0.0.1:${port}/?${new URLSearchParams({ server, license })}`);
    return page;
  }
});

/**
 * Serves a page that loads MeadCo's client, and the client.
 *
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
async function servePage(request, response) {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://127.0.0.1');
  if (pathname === '/client.js') {
    const client = 'node_modules/scriptxprint-html/dist/meadco-scriptxservicesprint.min.js';
    response.setHeader('Content-Type', 'text/javascript').end(await readFile(client));
    return;
  }
  response.setHeader('Content-Type', 'text/html').end(`<!doctype html><html lang="en">
    <head><title>A page</title><script src="/client.js" data-meadco-syncinit="false"
      data-meadco-usefetch="true" data-meadco-server="${searchParams.get('server')}"
      data-meadco-subscription="${searchParams.get('license')}"></script></head>
    <body>To print</body></html>`);
}

/**
 * Prints with MeadCo's client.
 *
 * @param {Page} page
 * @param {'PDF' | 'HTML'} api
 * @param {string} [printerName] - By default the service's default printer
 * @returns {Promise<string | null>} what the client reports to onDone
 */
function print(page, api, printerName) {
  return page.evaluate(
    (api, printerName) => {
      const { Print } = /** @type {any} */ (globalThis).MeadCo.ScriptX;
      // By default the client shows an error in a dialog.
      Print.reportServerError = () => undefined;
      if (printerName) {
        Print.deviceSettings = { printerName };
        Print.printerName = printerName;
      }
      return new Promise((resolve) => {
        if (api === 'HTML') Print.HTML.printDocument(resolve);
        else Print.PDF.print('https://example.com/document.pdf', resolve);
      });
    },
    api,
    printerName,
  );
}
