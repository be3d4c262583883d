import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { catalogue } from '../../demo/paper/catalogue.ts';
import { deliveryNote } from '../../demo/paper/delivery-note.ts';
import { invoice } from '../../demo/paper/invoice.ts';
import { startDemo } from '../../demo/server.ts';
import { demoLicense, startSimulator } from '../../demo/simulator/start-simulator.ts';

/**
 * @typedef {Awaited<ReturnType<typeof startDemo>>} Demo
 * @typedef {import('../../demo/simulator/start-simulator.ts').Simulator} Simulator
 * @typedef {ReturnType<typeof clientOf>} Client
 * @typedef {'cloud' | 'windows-pc' | 'on-premise'} Mode
 * @typedef {'printPdf' | 'printHtml'} Api
 * @typedef {{ http: number, status: number, message: string | undefined }} StatusResponse
 */

/** @param {string} license */
const authorization = (license) => `Basic ${btoa(`${license}:`)}`;

const licensed = { Authorization: authorization(demoLicense) };
const json = { 'Content-Type': 'application/json' };

/** @type {readonly Mode[]} */
const modes = ['cloud', 'windows-pc', 'on-premise'];
/** @type {readonly Api[]} */
const apis = ['printPdf', 'printHtml'];

const finalStatuses = [6, 100, 101, 102, -1, -2];

/** @param {string} path from the project */
const inProject = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** @param {Pick<Simulator, 'address'>} simulator */
function clientOf({ address }) {
  /** @param {string} path @param {RequestInit} [init] */
  const request = (path, init) => fetch(`${address}${path}`, { headers: licensed, ...init });

  /** @param {object} settings @returns {Promise<string>} the token of the job */
  async function job(settings) {
    const response = await request('/simulator/jobs', {
      method: 'POST',
      headers: json,
      body: JSON.stringify(settings),
    });
    assert.equal(response.status, 201);
    return (await response.json()).token;
  }

  /** @param {object} body @param {Api} [api] */
  const submit = (body, api = 'printPdf') =>
    request(`/api/v1/${api}/print`, {
      method: 'POST',
      headers: { ...json, ...licensed },
      body: JSON.stringify(body),
    });

  /** @param {string} token @param {Api} [api] */
  const status = (token, api = 'printPdf') => request(`/api/v1/${api}/status/${token}`);

  /** @param {string} token @param {Api} [api] */
  const cancel = (token, api = 'printHtml') =>
    request(`/api/v1/${api}/canceljob/${token}`, { method: 'PUT' });

  /**
   * Prints a document, and polls its job until the end.
   *
   * @param {object} body
   * @param {Api} [api]
   * @returns {Promise<{ jobIdentifier: string, printStatus: number, responses: StatusResponse[] }>}
   *   every changed response
   */
  async function follow(body, api) {
    const submitted = await (await submit(body, api)).json();
    const { jobIdentifier, status: printStatus } = submitted;
    /** @type {StatusResponse[]} */
    const responses = [];
    for (;;) {
      const response = await status(jobIdentifier, api);
      assert.ok(response.ok, `status ${response.status}`);
      const { status: number, message } = await response.json();
      const last = responses.at(-1);
      if (last?.status !== number || last?.message !== message) {
        responses.push({ http: response.status, status: number, message });
      }
      if (finalStatuses.includes(number)) return { jobIdentifier, printStatus, responses };
      await pause(20);
    }
  }

  return { request, job, submit, status, cancel, follow };
}

describe('the simulated service', { concurrency: true }, () => {
  /** @type {Demo} */
  let demo;
  /** @type {Record<Mode, Simulator>} */
  let simulators;
  /** @type {Client} A service of a Windows PC */
  let client;

  before(async () => {
    demo = await startDemo({ port: 0, simulatorPort: 0 });
    const [cloud, windowsPc, onPremise] = await Promise.all(
      modes.map((mode) => startSimulator({ mode, speed: 4 })),
    );
    assert.ok(cloud && windowsPc && onPremise);
    simulators = { cloud, 'windows-pc': windowsPc, 'on-premise': onPremise };
    client = clientOf(windowsPc);
  });

  after(() => Promise.all([demo, ...Object.values(simulators)].map((server) => server.close())));

  /** @param {string} file */
  const documentUrl = (file) => `${demo.address}documents/${file}`;

  const html = { ContentType: 2, Content: '<p>Hello</p>' };

  it('is the service of a Windows PC by default', async () => {
    const service = await fetch(`${demo.simulator.address}/api`);
    assert.equal((await service.json()).serviceClass, 3);
  });

  for (const [mode, serviceClass] of /** @type {const} */ ([
    ['cloud', 1],
    ['on-premise', 2],
    ['windows-pc', 3],
  ])) {
    it(`describes itself and its printers (${mode})`, async () => {
      const { request } = clientOf(simulators[mode]);
      const service = await (await request('/api/')).json();
      assert.equal(service.serviceClass, serviceClass);
      assert.equal(service.currentAPIVersion, 'v1');
      assert.equal(service.printPDF, true);
      const defaults = await (await request('/api/v1/printHtml/htmlPrintDefaults/?units=0')).json();
      assert.deepEqual(defaults.availablePrinters, service.availablePrinters);
      assert.equal(defaults.device.isDefault, true);
      for (const name of ['systemdefault', ...defaults.availablePrinters]) {
        const path = `/api/v1/printHtml/deviceinfo/${encodeURIComponent(name)}/0`;
        const device = await (await request(path)).json();
        assert.ok(defaults.availablePrinters.includes(device.printerName));
        assert.equal(device.isDefault, device.printerName === defaults.device.printerName);
        if (mode === 'cloud') assert.equal(device.port, 'FILE:');
      }
    });
  }

  it('responds with 404 for an unknown printer', async () => {
    const response = await client.request('/api/v1/printHtml/deviceinfo/none/0');
    assert.equal(response.status, 404);
    assert.equal(await response.json(), 'Printer not found');
  });

  for (const mode of modes) {
    it(`responds to a status request about a PDF job with 202, also to the final one (${mode})`, async () => {
      const { job, status } = clientOf(simulators[mode]);
      const token = await job({ steps: [{ status: 1, asks: 1 }, { status: 6 }] });
      for (const expected of [1, 6]) {
        const response = await status(token);
        assert.equal(response.status, 202);
        assert.equal((await response.json()).status, expected);
      }
    });

    it(`responds to a status request about an HTML job with 200, also to the first one (${mode})`, async () => {
      const { job, status } = clientOf(simulators[mode]);
      const token = await job({ api: 'printHtml', steps: [{ status: 1, asks: 1 }, { status: 6 }] });
      for (const expected of [1, 6]) {
        const response = await status(token, 'printHtml');
        assert.equal(response.status, 200);
        assert.equal((await response.json()).status, expected);
      }
    });

    it(`sends no Cache-Control, and keeps connections open (${mode})`, async () => {
      const { job, status } = clientOf(simulators[mode]);
      const { headers } = await status(await job({ steps: [{ status: 1 }] }));
      assert.equal(headers.get('Cache-Control'), null);
      assert.equal(headers.get('Connection'), 'keep-alive');
    });

    it(`forgets an HTML job, but not a PDF job, when its final status was read (${mode})`, async () => {
      const { job, status } = clientOf(simulators[mode]);
      for (const api of apis) {
        const token = await job({ api, steps: [{ status: 6 }] });
        assert.equal((await (await status(token, api)).json()).status, 6);
        assert.equal((await status(token, api)).status, api === 'printPdf' ? 202 : 404);
      }
    });

    for (const api of apis) {
      it(`accepts a document as a data URL, and prints it (${mode}, ${api})`, async () => {
        const { follow } = clientOf(simulators[mode]);
        const pdf = await readFile(inProject('demo/documents/delivery-note.pdf'), 'base64');
        const body =
          api === 'printPdf'
            ? { Document: `data:application/pdf;base64,${pdf}` }
            : { ContentType: 1, Content: 'data:text/html,<p>Hello</p>' };
        const { responses } = await follow(body, api);
        assert.equal(responses.at(-1)?.status, 6);
      });
    }
  }

  for (const [mode, expected] of /** @type {const} */ ([
    ['cloud', 2],
    ['windows-pc', 1],
    ['on-premise', 1],
  ])) {
    for (const api of apis) {
      it(`responds to a print request with ${expected} for the default printer (${mode}, ${api})`, async () => {
        const body = api === 'printPdf' ? { Document: 'data:,' } : html;
        const response = await clientOf(simulators[mode]).submit(body, api);
        assert.equal(response.status, 202);
        const { jobIdentifier, status } = await response.json();
        assert.equal(status, expected);
        assert.match(jobIdentifier, /^[0-9a-f]{32}$/);
      });
    }
  }

  for (const [description, body, jobIdentifier, message] of /** @type {const} */ ([
    ['an unknown printer', { printerName: 'None' }, '0', 'Printer not available: None'],
    [
      'a printer that is switched off',
      { printerName: 'Printer that is switched off' },
      '',
      'The printer is switched off',
    ],
  ])) {
    for (const api of apis) {
      it(`responds with a soft error and "${jobIdentifier}" for ${description} (${api})`, async () => {
        const response = await client.submit({ ...html, Document: 'data:,', Device: body }, api);
        assert.equal(response.status, 200);
        assert.deepEqual(await response.json(), { jobIdentifier, status: 3, message });
      });
    }
  }

  it('responds with a soft error for content that is not HTML', async () => {
    const response = await client.submit({ ContentType: 8, Content: '^XA' }, 'printHtml');
    const { jobIdentifier, status, message } = await response.json();
    assert.deepEqual([jobIdentifier, status], ['0', 3]);
    assert.match(message, /8/);
  });

  it('accepts the field names of a print request in either case', async () => {
    const device = { PRINTERNAME: 'Print to PDF file' };
    const pdf = await client.submit({ document: 'data:,', device });
    assert.equal((await pdf.json()).status, 2);
    const { ContentType: contentType, Content: content } = html;
    const body = { contentType, content, device };
    assert.equal((await (await client.submit(body, 'printHtml')).json()).status, 2);
  });

  it('rejects an invalid print request with the reason', async () => {
    for (const [body, reason, api] of /** @type {const} */ ([
      [{}, 'Document is missing', 'printPdf'],
      [
        { Document: 'file:///etc/hosts' },
        'Document must be an http, https or data URL',
        'printPdf',
      ],
      [{ Document: 'invoice.pdf' }, 'Document must be an http, https or data URL', 'printPdf'],
      [{ ContentType: 2 }, 'Content is missing', 'printHtml'],
    ])) {
      const response = await client.submit(body, api);
      assert.equal(response.status, 400);
      assert.equal(await response.json(), reason);
    }
  });

  it('rejects a print request that is not JSON', async () => {
    const response = await client.request('/api/v1/printPdf/print', {
      method: 'POST',
      headers: licensed,
      body: '{',
    });
    assert.equal(response.status, 400);
    assert.equal(await response.json(), 'The body is not valid JSON');
  });

  for (const mode of /** @type {const} */ (['cloud', 'windows-pc'])) {
    it(`requires a licence, except for a ping and its description (${mode})`, async () => {
      const { request } = clientOf(simulators[mode]);
      for (const path of ['/api/', '/api/v1/licensing/ping']) {
        assert.equal((await request(path, { headers: {} })).status, 200);
      }
      for (const [headers, reason] of /** @type {[Record<string, string>, string][]} */ ([
        [{}, 'Unauthorized'],
        [{ Authorization: authorization('') }, 'Unauthorized'],
        [{ Authorization: 'Basic ***' }, 'Unauthorized'],
        [{ Authorization: authorization('other') }, 'Unauthorized - unknown license'],
      ])) {
        for (const [path, method] of /** @type {const} */ ([
          ['licensing', 'GET'],
          ['printHtml/htmlPrintDefaults', 'GET'],
          ['printHtml/deviceinfo/systemdefault/0', 'GET'],
          ['printPdf/status/none', 'GET'],
          ['printHtml/status/none', 'GET'],
          ['printPdf/print', 'POST'],
          ['printHtml/print', 'POST'],
        ])) {
          const response = await request(`/api/v1/${path}`, { method, headers });
          assert.equal(response.status, 401, path);
          assert.equal(await response.json(), reason);
        }
      }
    });
  }

  it('ignores the Authorization header (on-premise)', async () => {
    const { request, job } = clientOf(simulators['on-premise']);
    const token = await job({ license: 'own', steps: [{ status: 6 }] });
    /** @type {Record<string, string>[]} */
    const others = [{}, { Authorization: authorization('other') }];
    for (const headers of others) {
      for (const path of ['licensing', 'printHtml/htmlPrintDefaults', `printPdf/status/${token}`]) {
        assert.ok((await request(`/api/v1/${path}`, { headers })).ok, path);
      }
      const body = JSON.stringify(html);
      const init = { method: 'POST', headers, body };
      assert.equal((await request('/api/v1/printHtml/print', init)).status, 202);
    }
  });

  /** @param {Mode} mode @param {object} body */
  const applyLicense = (mode, body) =>
    clientOf(simulators[mode]).request('/api/v1/licensing', {
      method: 'POST',
      headers: json,
      body: JSON.stringify(body),
    });

  it('applies a licence, and responds with its description (windows-pc)', async () => {
    const license = { Guid: demoLicense, Url: 'warehouse', Revision: 1 };
    const response = await applyLicense('windows-pc', license);
    assert.equal(response.status, 201);
    const description = await response.json();
    assert.equal(description.guid, demoLicense);
    assert.deepEqual(description, await (await client.request('/api/v1/licensing')).json());
  });

  it('rejects a licence that is missing or unknown (windows-pc)', async () => {
    for (const [body, reason] of /** @type {const} */ ([
      [{}, 'Guid is missing'],
      [{ Guid: 'other' }, 'The license is unknown'],
    ])) {
      const response = await applyLicense('windows-pc', body);
      assert.equal(response.status, 400);
      assert.equal(await response.json(), reason);
    }
  });

  for (const mode of /** @type {const} */ (['cloud', 'on-premise'])) {
    it(`cannot apply a licence (${mode})`, async () => {
      assert.equal((await applyLicense(mode, { Guid: demoLicense })).status, 404);
    });
  }

  for (const mode of /** @type {const} */ (['windows-pc', 'on-premise'])) {
    it(`cancels an HTML job before it prints pages (${mode})`, async () => {
      const { job, cancel, status } = clientOf(simulators[mode]);
      const token = await job({ api: 'printHtml', steps: [{ status: 3 }] });
      assert.equal((await (await cancel(token)).json()).status, -2);
      assert.equal((await (await status(token, 'printHtml')).json()).status, -2);
    });

    it(`does not cancel an HTML job that prints pages or has ended (${mode})`, async () => {
      const { job, cancel, status } = clientOf(simulators[mode]);
      for (const steps of [
        [{ status: 5 }],
        [{ status: 5, ms: 0 }, { status: 7 }],
        [{ status: 6 }],
      ]) {
        const token = await job({ api: 'printHtml', steps });
        const last = steps.at(-1)?.status;
        assert.equal((await (await cancel(token)).json()).status, last);
        assert.equal((await (await status(token, 'printHtml')).json()).status, last);
      }
    });
  }

  for (const [mode, api] of /** @type {const} */ ([
    ['cloud', 'printHtml'],
    ['cloud', 'printPdf'],
    ['windows-pc', 'printPdf'],
    ['on-premise', 'printPdf'],
  ])) {
    it(`cannot cancel a job (${mode}, ${api})`, async () => {
      const { job, cancel, status } = clientOf(simulators[mode]);
      const token = await job({ api, steps: [{ status: 1 }] });
      const response = await cancel(token, api);
      assert.equal(response.status, 404);
      assert.equal(await response.json(), 'API endpoint not found');
      assert.equal((await (await status(token, api)).json()).status, 1);
    });
  }

  it('responds with 404 for an unknown job and an unknown endpoint', async () => {
    for (const api of apis) {
      const response = await client.status('none', api);
      assert.equal(response.status, 404);
      assert.equal(await response.json(), 'Job not found');
    }
    const response = await client.request('/api/v1/none');
    assert.equal(response.status, 404);
    assert.equal(await response.json(), 'API endpoint not found');
  });

  it('keeps the jobs of the two endpoints separate', async () => {
    const token = await client.job({ api: 'printHtml', steps: [{ status: 1 }] });
    assert.equal((await client.status(token, 'printPdf')).status, 404);
    assert.equal((await client.status(token, 'printHtml')).status, 200);
  });

  for (const [file, pages] of /** @type {const} */ ([
    ['delivery-note.pdf', 1],
    ['invoice.pdf', 3],
    ['catalogue.pdf', 12],
  ])) {
    it(`reports the ${pages} page(s) of ${file} while it prints them`, async () => {
      const { responses } = await client.follow({ Document: documentUrl(file) });
      assert.equal(responses.at(-1)?.status, 6);
      const messages = responses.filter(({ status }) => status === 8).map(({ message }) => message);
      assert.equal(messages.at(-1), `printing: ${pages}`);
      assert.ok(messages.every((message = '') => /^printing: \d+$/.test(message)));
    });
  }

  it('prints HTML from its content or its address', async () => {
    for (const body of [html, { ContentType: 1, Content: demo.address }]) {
      const { responses } = await client.follow(body, 'printHtml');
      const printing = responses.filter(({ status }) => status === 5);
      assert.equal(printing[0]?.message, 'printing: 1');
      assert.equal(responses.at(-1)?.status, 6);
    }
  });

  it('reports a failed job if the document is broken, missing or unreachable', async () => {
    for (const [Document, reason] of /** @type {const} */ ([
      [documentUrl('broken.pdf'), /not a PDF/],
      [documentUrl('missing.pdf'), /404/],
      ['http://127.0.0.1:1/', /cannot be downloaded/],
    ])) {
      const { responses } = await client.follow({ Document });
      assert.equal(responses.at(-1)?.status, -1);
      assert.match(responses.at(-1)?.message ?? '', reason);
    }
  });

  for (const [printerName, expected, file] of /** @type {[string, number[], string][]} */ ([
    ['Paused printer', [7, 6], 'invoice.pdf'],
    ['Printer short of paper', [7, 6], 'invoice.pdf'],
    ['Reception printer', [-2], 'invoice.pdf'],
    ['Printer with a faulty driver', [101], 'invoice.pdf'],
    ['Post room', [100], 'delivery-note.pdf'],
    ['Post room', [102], 'invoice.pdf'],
  ])) {
    it(`ends a job of the ${printerName} with ${expected.join(' and ')}`, async () => {
      const Document = documentUrl(file);
      const { responses } = await client.follow({ Document, Device: { printerName } });
      const statuses = responses.map(({ status }) => status);
      assert.deepEqual(
        statuses.filter((status) => status === 7 || finalStatuses.includes(status)),
        expected,
      );
    });
  }

  /**
   * @param {string} printerName
   * @returns the statuses of all responses about a job, in the order of their first appearance; 0 for
   *   a broken connection
   */
  async function httpStatuses(printerName) {
    const Document = documentUrl('delivery-note.pdf');
    const response = await client.submit({ Document, Device: { printerName } });
    const { jobIdentifier } = await response.json();
    const seen = new Set();
    for (;;) {
      const response = await client.status(jobIdentifier).catch(() => undefined);
      seen.add(response?.status ?? 0);
      if (response?.ok && (await response.json()).status === 6) return [...seen];
      await pause(20);
    }
  }

  it('responds with 503 temporarily for a printer behind a shaky service', async () => {
    assert.deepEqual(await httpStatuses('Printer behind a shaky service'), [202, 503]);
  });

  it('delays every response for a printer on a slow network', async () => {
    const device = { printerName: 'Printer on a slow network' };
    const response = await client.submit({ Document: 'data:,', Device: device });
    const { jobIdentifier } = await response.json();
    const start = performance.now();
    await client.status(jobIdentifier);
    assert.ok(performance.now() - start >= 2400);
  });

  for (const [api, body] of /** @type {const} */ ([
    ['printPdf', { printerName: 'Print to PDF file' }],
    ['printPdf', { printerName: 'Post room' }],
    ['printHtml', { printerName: 'Print to PDF file' }],
  ])) {
    it(`prints to a file, which can be downloaded without a licence (${api}, ${body.printerName})`, async () => {
      const file = 'delivery-note.pdf';
      const request = { ...html, Document: documentUrl(file), Device: body };
      const { jobIdentifier, printStatus } = await client.follow(request, api);
      assert.equal(printStatus, 2);
      const path = `/api/v1/${api}/download/${jobIdentifier}`;
      const response = await client.request(`${path}/note.pdf`, { headers: {} });
      assert.equal(response.headers.get('Content-Type'), 'application/pdf');
      assert.equal(response.headers.get('Content-Disposition'), 'attachment; filename="note.pdf"');
      const bytes = Buffer.from(await response.arrayBuffer());
      if (api === 'printPdf') {
        assert.deepEqual(bytes, await readFile(inProject(`demo/documents/${file}`)));
      } else {
        assert.equal(bytes.subarray(0, 5).toString(), '%PDF-');
      }
      const other = api === 'printPdf' ? 'printHtml' : 'printPdf';
      for (const missing of [`${api}/download/none`, `${other}/download/${jobIdentifier}`]) {
        assert.equal((await client.request(`/api/v1/${missing}`)).status, 404);
      }
    });
  }

  it('has nothing to download before the end of a job, or if it was printed on paper', async () => {
    const Document = documentUrl('delivery-note.pdf');
    const { jobIdentifier: printed } = await client.follow({ Document });
    const Device = { printerName: 'Print to PDF file' };
    const { jobIdentifier: unfinished } = await (await client.submit({ Document, Device })).json();
    while ((await (await client.status(unfinished)).json()).status !== 8) await pause(20);
    for (const token of [printed, unfinished]) {
      const response = await client.request(`/api/v1/printPdf/download/${token}`);
      assert.equal(response.status, 404);
      assert.equal(await response.json(), 'Job not found');
    }
  });

  it('responds to a preflight as the vendor’s services do', async () => {
    const response = await client.request('/api/v1/printPdf/status/none', {
      method: 'OPTIONS',
      headers: {
        Origin: 'https://app.example',
        'Access-Control-Request-Method': 'GET',
        'Access-Control-Request-Headers': 'authorization',
        'Access-Control-Request-Private-Network': 'true',
      },
    });
    const { status, headers } = response;
    assert.equal(status, 204);
    assert.equal(headers.get('Access-Control-Allow-Origin'), '*');
    assert.equal(
      headers.get('Access-Control-Allow-Headers'),
      'Origin,X-Requested-With,Content-Type,Accept,Authorization,X-Meadroid-Path',
    );
    assert.equal(headers.get('Access-Control-Allow-Private-Network'), 'true');
    assert.equal(headers.get('Access-Control-Max-Age'), null);
    assert.equal(headers.get('Access-Control-Expose-Headers'), null);
  });

  it('lets pages read every response, also that of an error', async () => {
    for (const path of ['/api/', '/api/v1/none', '/api/v1/printPdf/status/none']) {
      const { headers } = await client.request(path, { headers: {} });
      assert.equal(headers.get('Access-Control-Allow-Origin'), '*', path);
    }
  });

  it('lets browsers cache preflights and read headers if configured to', async () => {
    const other = await startSimulator({ maxAge: 60, exposeHeaders: ['Retry-After'] });
    try {
      const { request } = clientOf(other);
      const preflight = await request('/api/', { method: 'OPTIONS' });
      assert.equal(preflight.headers.get('Access-Control-Max-Age'), '60');
      const response = await request('/api/');
      assert.equal(response.headers.get('Access-Control-Expose-Headers'), 'Retry-After');
    } finally {
      await other.close();
    }
  });
});

describe('a simulated outage', { timeout: 30_000 }, () => {
  it('breaks every connection about the job for 1.5 s, preflights included', async () => {
    const demo = await startDemo({ port: 0, simulatorPort: 0, speed: 3 });
    const { request, submit, status } = clientOf(demo.simulator);
    try {
      const Document = `${demo.address}documents/delivery-note.pdf`;
      const Device = { printerName: 'Printer behind a loose cable' };
      const { jobIdentifier } = await (await submit({ Document, Device })).json();
      const path = `/api/v1/printPdf/status/${jobIdentifier}`;
      let start = 0;
      let end = 0;
      while (end === 0) {
        const preflight = await request(path, { method: 'OPTIONS' }).catch(() => undefined);
        const response = await status(jobIdentifier).catch(() => undefined);
        if (!preflight && !response) start ||= performance.now();
        if (!preflight && !response) assert.ok((await request('/api/')).ok, 'other requests work');
        if (preflight && response && start > 0) end = performance.now();
        await pause(10);
      }
      // Printing is three times as fast.
      assert.ok(end - start > 400 && end - start < 800, `${end - start} ms`);
    } finally {
      await demo.close();
    }
  });
});

describe('the control API of the simulator', () => {
  /** @type {Simulator} */
  let simulator;
  /** @type {ReturnType<typeof clientOf>} */
  let client;

  before(async () => {
    simulator = await startSimulator();
    client = clientOf(simulator);
  });

  after(() => simulator.close());

  it('takes a job through its steps, after a time or a number of requests', async () => {
    const token = await client.job({
      steps: [{ status: 1, asks: 2 }, { status: 8, message: 'Page 1', ms: 40 }, { status: 6 }],
    });
    const first = [];
    for (let poll = 0; poll < 3; poll += 1) {
      first.push((await (await client.status(token)).json()).status);
    }
    assert.deepEqual(first, [1, 1, 8]);
    await pause(60);
    assert.equal((await (await client.status(token)).json()).status, 6);
  });

  it('accepts any token, another job identifier, and a separate licence or none for a job', async () => {
    const steps = [{ status: 6, jobIdentifier: 'other' }];
    const token = await client.job({ token: 'a/b ü', license: null, steps });
    const path = `/api/v1/printPdf/status/${encodeURIComponent(token)}`;
    const response = await client.request(path, { headers: {} });
    assert.deepEqual(await response.json(), { status: 6, jobIdentifier: 'other' });
    await client.job({ token: 'own', license: 'own', steps });
    assert.equal((await client.status('own')).status, 401);
    const headers = { Authorization: authorization('own') };
    const own = await client.request('/api/v1/printPdf/status/own', { headers });
    assert.equal(own.status, 202);
  });

  it('replaces the steps of a job, and deletes it', async () => {
    const token = await client.job({ steps: [{ status: 1 }] });
    const body = JSON.stringify({ steps: [{ status: -2 }] });
    const path = `/simulator/jobs/${token}`;
    assert.equal((await client.request(path, { method: 'PUT', headers: json, body })).status, 204);
    assert.equal((await (await client.status(token)).json()).status, -2);
    assert.equal((await client.request(path, { method: 'DELETE' })).status, 204);
    assert.equal((await client.status(token)).status, 404);
  });

  it('applies each scripted failure to one request', async () => {
    const token = await client.job({
      steps: [{ status: 6 }],
      answers: [
        { http: 503, headers: { 'Retry-After': '3' }, body: 'busy' },
        null,
        { reset: true },
        { cut: true },
        { redirect: 'http://127.0.0.1:1/' },
      ],
    });
    const busy = await client.status(token);
    assert.deepEqual([busy.status, busy.headers.get('Retry-After')], [503, '3']);
    assert.equal(await busy.text(), 'busy');
    assert.equal((await client.status(token)).status, 202);
    await assert.rejects(client.status(token));
    await assert.rejects(client.status(token).then((response) => response.text()));
    const path = `/api/v1/printPdf/status/${token}`;
    const elsewhere = await client.request(path, { headers: licensed, redirect: 'manual' });
    assert.equal(elsewhere.headers.get('Location'), 'http://127.0.0.1:1/');
    assert.equal((await client.status(token)).status, 202);
  });

  it('delays a response, or never sends it', async () => {
    const answers = [{ delay: 80 }, { stall: true }];
    const token = await client.job({ steps: [{ status: 6 }], answers });
    const start = performance.now();
    assert.equal((await client.status(token)).status, 202);
    assert.ok(performance.now() - start >= 75);
    const signal = AbortSignal.timeout(80);
    const path = `/api/v1/printPdf/status/${token}`;
    await assert.rejects(client.request(path, { headers: licensed, signal }), {
      name: 'TimeoutError',
    });
  });

  it('logs all requests about a token, even if it is unknown, including preflights', async () => {
    const path = '/api/v1/printPdf/status/unknown';
    const headers = { Origin: 'https://app.example' };
    await client.request(path, { method: 'OPTIONS', headers });
    await client.request(path, { headers });
    const log = await (await client.request('/simulator/jobs/unknown/log')).json();
    assert.deepEqual(
      log.map((/** @type {{ method: string }} */ { method }) => method),
      ['OPTIONS', 'GET'],
    );
    assert.equal(log[1].origin, 'https://app.example');
    assert.equal(log[1].headers.origin, 'https://app.example');
    assert.ok(log[1].at >= log[0].at);
  });

  it('logs all requests to the service, with the statuses of the responses', async () => {
    const other = await startSimulator();
    try {
      const { request, job, status } = clientOf(other);
      const token = await job({ steps: [{ status: 6 }], answers: [{ reset: true }] });
      await assert.rejects(status(token));
      await status(token);
      await request('/api/?page=1', { method: 'OPTIONS' });
      await status('none');
      const log = await (await request('/simulator/requests')).json();
      assert.deepEqual(
        log.map((/** @type {Record<string, unknown>} */ { method, url, status }) => [
          method,
          url,
          status,
        ]),
        [
          ['GET', `/api/v1/printPdf/status/${token}`, null],
          ['GET', `/api/v1/printPdf/status/${token}`, 202],
          ['OPTIONS', '/api/?page=1', 204],
          ['GET', '/api/v1/printPdf/status/none', 404],
        ],
      );
      assert.ok(Math.abs(Date.now() - log[0].at) < 10_000);
    } finally {
      await other.close();
    }
  });

  it('closes connections while a job can break them, so that none is reused', async () => {
    const other = await startSimulator();
    try {
      const { request, job, status } = clientOf(other);
      /** @param {Response} response */
      const connection = ({ headers }) => headers.get('Connection');
      const unrelated = await job({ steps: [{ status: 1 }] });
      assert.equal(connection(await status(unrelated)), 'keep-alive');
      const token = await job({
        steps: [{ status: 6 }],
        answers: [{ http: 503 }, { cut: true }, { reset: true }],
      });
      const path = `/api/v1/printPdf/status/${token}`;
      assert.equal(connection(await request(path, { method: 'OPTIONS' })), 'close');
      assert.equal(connection(await status(unrelated)), 'close');
      assert.equal(connection(await status(token)), 'close');
      await assert.rejects(status(token).then((response) => response.text()));
      assert.equal(connection(await request(path, { method: 'OPTIONS' })), 'close');
      await assert.rejects(status(token));
      assert.equal(connection(await status(token)), 'keep-alive');
    } finally {
      await other.close();
    }
  });

  it('rejects a job without steps', async () => {
    const init = { method: 'POST', headers: json, body: '{}' };
    assert.equal((await client.request('/simulator/jobs', init)).status, 400);
  });

  it('closes even if requests are in flight', async () => {
    const other = await startSimulator();
    const { job, status } = clientOf(other);
    const token = await job({
      steps: [{ status: 1 }],
      answers: [{ stall: true }, { delay: 60_000 }],
    });
    const requests = Promise.allSettled([status(token), status(token)]);
    await pause(50);
    await other.close();
    assert.ok((await requests).every((request) => request.status === 'rejected'));
  });
});

describe('the demo', { concurrency: true }, () => {
  it('serves only its page, the documents and the vendor’s client', async () => {
    const demo = await startDemo({ port: 0, simulatorPort: 0 });
    try {
      const page = await fetch(demo.address);
      const html = await page.text();
      assert.ok(html.includes(`data-meadco-server="${demo.simulator.address}"`));
      assert.ok(html.includes(`data-meadco-subscription="${demoLicense}"`));
      assert.match(page.headers.get('Content-Security-Policy') ?? '', /default-src 'self'/);
      const [, ...addresses] = html.split(/(?:src|href)="/);
      for (const address of addresses.map((part) => part.split('"')[0] ?? '')) {
        const isBuilt = address.startsWith('/dist/');
        const { status } = await fetch(new URL(address, demo.address));
        assert.ok(isBuilt || status === 200, address);
      }
      for (const path of [
        'package.json',
        'server.ts',
        'page/main.ts',
        'documents/',
        'simulator/start-simulator.ts',
        '%2e%2e/package.json',
      ]) {
        assert.equal((await fetch(`${demo.address}${path}`)).status, 404, path);
      }
    } finally {
      await demo.close();
    }
  });

  it('contains the documents that its source code draws', async () => {
    for (const [file, draw] of Object.entries({
      'delivery-note.pdf': deliveryNote,
      'invoice.pdf': invoice,
      'catalogue.pdf': catalogue,
    })) {
      const written = await readFile(inProject(`demo/documents/${file}`));
      assert.ok(
        written.equals(await draw()),
        `${file}: run node --import tsx demo/make-documents.ts`,
      );
    }
  });

  /** @param {Record<string, string>} [ports] */
  function start(ports) {
    const env = { ...process.env, PORT: '0', SIMULATOR_PORT: '0', ...ports };
    return spawn(process.execPath, ['--import', 'tsx', inProject('demo/start.ts')], { env });
  }

  it('starts with one command, prints its addresses, and ends with Ctrl-C', async () => {
    const child = start();
    let output = '';
    for await (const text of child.stdout) {
      output += text;
      if (output.includes('Ctrl-C')) break;
    }
    const addresses = output.match(/^ +(?:Page|Simulator) +http:\/\/\S+$/gm) ?? [];
    assert.equal(addresses.length, 2);
    for (const line of addresses) await fetch(line.trim().split(/ +/)[1] ?? '');
    child.kill('SIGINT');
    const [code] = await once(child, 'exit');
    // Windows has no signals, and ends the process immediately.
    assert.ok(code === 0 || process.platform === 'win32');
  });

  /** @param {Record<string, string>} ports */
  async function failedStart(ports) {
    const child = start(ports);
    let errors = '';
    child.stderr.on('data', (text) => (errors += text));
    const [code] = await once(child, 'close');
    return { code, errors };
  }

  for (const variable of ['PORT', 'SIMULATOR_PORT']) {
    it(`reports that the port in ${variable} is taken, and how to change it`, async () => {
      const otherServer = createServer().listen(0, '127.0.0.1');
      await once(otherServer, 'listening');
      const address = /** @type {import('node:net').AddressInfo} */ (otherServer.address());
      const { code, errors } = await failedStart({ [variable]: String(address.port) });
      otherServer.close();
      assert.equal(code, 1);
      assert.match(errors, new RegExp(`^Port ${address.port} is taken: set ${variable} .*\\n$`));
    });

    it(`reports that ${variable} is not a valid port`, async () => {
      for (const value of ['eight thousand', '70000', '-1', '80.5']) {
        const { code, errors } = await failedStart({ [variable]: value });
        assert.equal(code, 1);
        assert.equal(errors, `${variable} is "${value}": it must be a number from 0 to 65535.\n`);
      }
    });
  }
});
