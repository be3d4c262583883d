import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import { launchChromium } from '../../scripts/chromium.js';
import { startOrchestrator } from '../services/orchestrator.js';
import type { RecordedRequest } from '../services/print-service.js';
import { startVendorService, type VendorService } from '../services/vendor-service.js';
import type { ClientWindow } from './support/meadco-client.js';
import { type PageServer, startPageServer } from './support/page-server.js';

/** The response to a print request. */
interface PrintReply {
  readonly jobIdentifier: string;
}

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
  let browser: Browser;
  let pages: PageServer;
  let service: VendorService;

  before(async () => {
    [browser, pages, service] = await Promise.all([
      launchChromium(),
      startPageServer(),
      startVendorService({ mode: 'windows-pc' }),
    ]);
  });

  after(() => Promise.all([browser, pages, service].map((each) => each.close())));

  for (const mode of ['cloud', 'windows-pc', 'on-premise'] as const) {
    it(`prints PDF and HTML in the mode ${mode}`, async () => {
      const service = await startVendorService({ mode });
      const page = await openPage(service.address, service.license);
      const done = await Promise.all([print(page, 'PDF'), print(page, 'HTML')]);
      const requests = service.requests();
      await Promise.all([page.close(), service.close()]);

      assert.deepEqual(done, [null, null]);
      const statuses = (api: string) =>
        requests
          .filter(({ method, url }) => method === 'GET' && url.includes(`/${api}/status/`))
          .map(({ status }) => status);
      assert.deepEqual(new Set(statuses('printPdf')), new Set([202]));
      assert.deepEqual(new Set(statuses('printHtml')), new Set([200]));
      const downloads = requests.filter(({ url }) => url.includes('/download/'));
      assert.equal(downloads.length > 0, mode === 'cloud');
    });
  }

  for (const api of ['PDF', 'HTML'] as const) {
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
    for (const [api, body, expected] of [
      ['printPdf', { document: 'data:application/pdf,', device }, [202, 202]],
      ['printHtml', { Content: 'A page', ContentType: 2, Device: device }, [200, 404]],
    ] as const) {
      const url = `${service.address}/api/v1/${api}`;
      const init = { method: 'POST', headers, body: JSON.stringify(body) };
      const printed = await fetch(`${url}/print`, init);
      const { jobIdentifier } = (await printed.json()) as PrintReply;
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
    const { jobIdentifier } = (await printed.json()) as PrintReply;
    const cancelUrl = `${url}/canceljob/${jobIdentifier}`;
    const cancelled = await fetch(cancelUrl, { method: 'PUT', headers });
    assert.deepEqual(await cancelled.json(), { message: '', status: -2, jobIdentifier });
  });

  it('returns its recorded requests to a page and clears them', async () => {
    const page = await openPage(service.address, service.license);
    await print(page, 'PDF', 'Printing at once');
    const [recorded, left] = await page.evaluate(async (port) => {
      const url = `http://127.0.0.1:${port}/test/requests`;
      const read = async () => (await (await fetch(url)).json()) as RecordedRequest[];
      const recorded = await read();
      await fetch(url, { method: 'DELETE' });
      return [recorded, await read()] as const;
    }, service.port);
    await page.close();
    const last = recorded.at(-1);
    assert.ok(last);
    const { at, ...request } = last;
    const { jobIdentifier } = request.reply as PrintReply;
    assert.match(jobIdentifier, /^[\da-f]{32}$/);
    assert.deepEqual(request, {
      method: 'POST',
      url: '/api/v1/printPdf/print',
      status: 202,
      isFromClient: true,
      content: 'https://example.com/document.pdf',
      reply: { jobIdentifier, status: 4, message: 'No message' },
    });
    assert.ok(Math.abs(Date.now() - at) < 5_000);
    assert.deepEqual(left, []);
  });

  it('is found through an orchestrator', async () => {
    const orchestrator = await startOrchestrator({ keys: { ann: service.port } });
    const page = await openPage('http://127.0.0.1:9', service.license);
    await page.evaluate((port) => {
      const { Print } = (globalThis as unknown as ClientWindow).MeadCo.ScriptX;
      Object.assign(Print, { orchestrator: port, orchestratorKey: 'ann' });
    }, orchestrator.port);
    assert.equal(await print(page, 'PDF', 'Printing at once'), null);
    await Promise.all([page.close(), orchestrator.close()]);
  });

  /** Opens a page whose client prints to a server. */
  async function openPage(server: string, license: string): Promise<Page> {
    const page = await browser.newPage();
    await page.goto(
      pages.add(`<!doctype html><html lang="en"><head><title>A page</title>
        <script src="meadco-scriptxservicesprint.min.js" data-meadco-syncinit="false"
          data-meadco-usefetch="true" data-meadco-server="${server}"
          data-meadco-subscription="${license}"></script></head><body>To print</body></html>`),
    );
    return page;
  }
});

/**
 * Prints with MeadCo's client.
 *
 * @param printerName - By default the service's default printer
 * @returns What the client reports to onDone
 */
function print(page: Page, api: 'PDF' | 'HTML', printerName?: string): Promise<string | null> {
  return page.evaluate(
    (api, printerName) => {
      const { Print } = (globalThis as unknown as ClientWindow).MeadCo.ScriptX;
      // By default the client shows an error in a dialog.
      Print.reportServerError = () => undefined;
      if (printerName) {
        Print.deviceSettings = { printerName };
        Print.printerName = printerName;
      }
      return new Promise<string | null>((resolve) => {
        if (api === 'HTML') Print.HTML.printDocument(resolve);
        else Print.PDF.print('https://example.com/document.pdf', resolve);
      });
    },
    api,
    printerName,
  );
}
