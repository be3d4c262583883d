import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { type Demo, startDemo } from '../../demo/server.js';
import type * as descriptions from '../../demo/simulator/service/descriptions.js';
import type { Mode } from '../../demo/simulator/service/products.js';
import {
  demoLicense,
  type Simulator,
  startSimulator,
} from '../../demo/simulator/start-simulator.js';
import {
  authorization,
  clientOf,
  finalStatuses,
  json,
  licensed,
  readReply,
  type SimulatorClient,
} from './support/simulator-client.js';

type ServiceDescription = ReturnType<typeof descriptions.serviceDescription>;
type DeviceDescription = ReturnType<typeof descriptions.deviceDescription>;
type LicenseDescription = typeof descriptions.licenseDescription;

interface PrintDefaults {
  readonly availablePrinters: readonly string[];
  readonly device: DeviceDescription;
}

const modes = ['cloud', 'windows-pc', 'on-premise'] as const;
const apis = ['printPdf', 'printHtml'] as const;

describe('the simulated service', { concurrency: true }, () => {
  let demo: Demo;
  let simulators: Readonly<Record<Mode, Simulator>>;
  /** Of the service of a Windows PC. */
  let client: SimulatorClient;

  before(async () => {
    demo = await startDemo({ port: 0, simulatorPort: 0 });
    const start = (mode: Mode) => startSimulator({ mode, speed: 4 });
    const [cloud, windowsPc, onPremise] = await Promise.all([
      start('cloud'),
      start('windows-pc'),
      start('on-premise'),
    ]);
    simulators = { cloud, 'windows-pc': windowsPc, 'on-premise': onPremise };
    client = clientOf(windowsPc);
  });

  after(() => Promise.all([demo, ...Object.values(simulators)].map((server) => server.close())));

  const documentUrl = (file: string) => `${demo.address}documents/${file}`;

  const html = { ContentType: 2, Content: '<p>Hello</p>' };

  it('is the service of a Windows PC by default', async () => {
    const service = await fetch(`${demo.simulator.address}/api`);
    assert.equal(((await service.json()) as ServiceDescription).serviceClass, 3);
  });

  for (const [mode, serviceClass] of [
    ['cloud', 1],
    ['on-premise', 2],
    ['windows-pc', 3],
  ] as const) {
    it(`describes itself and its printers (${mode})`, async () => {
      const { request } = clientOf(simulators[mode]);
      const service = (await (await request('/api/')).json()) as ServiceDescription;
      assert.equal(service.serviceClass, serviceClass);
      assert.equal(service.currentAPIVersion, 'v1');
      assert.equal(service.printPDF, true);
      const response = await request('/api/v1/printHtml/htmlPrintDefaults/?units=0');
      const defaults = (await response.json()) as PrintDefaults;
      assert.deepEqual(defaults.availablePrinters, service.availablePrinters);
      assert.equal(defaults.device.isDefault, true);
      for (const name of ['systemdefault', ...defaults.availablePrinters]) {
        const path = `/api/v1/printHtml/deviceinfo/${encodeURIComponent(name)}/0`;
        const device = (await (await request(path)).json()) as DeviceDescription;
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
        assert.equal((await readReply(response)).status, expected);
      }
    });

    it(`responds to a status request about an HTML job with 200, also to the first one (${mode})`, async () => {
      const { job, status } = clientOf(simulators[mode]);
      const token = await job({ api: 'printHtml', steps: [{ status: 1, asks: 1 }, { status: 6 }] });
      for (const expected of [1, 6]) {
        const response = await status(token, 'printHtml');
        assert.equal(response.status, 200);
        assert.equal((await readReply(response)).status, expected);
      }
    });

    it(`sends no Cache-Control, and keeps connections open (${mode})`, async () => {
      const { job, status } = clientOf(simulators[mode]);
      const { headers } = await status(await job({ steps: [{ status: 1 }] }));
      assert.equal(headers.get('Cache-Control'), null);
      assert.equal(headers.get('Connection'), 'keep-alive');
    });

    it(`forgets an HTML job, but not a PDF job, when its final status was read (${mode})`, async () => {
      const { job, status, statusOf } = clientOf(simulators[mode]);
      for (const api of apis) {
        const token = await job({ api, steps: [{ status: 6 }] });
        assert.equal(await statusOf(token, api), 6);
        assert.equal((await status(token, api)).status, api === 'printPdf' ? 202 : 404);
      }
    });

    for (const api of apis) {
      it(`accepts a document as a data URL, and prints it (${mode}, ${api})`, async () => {
        const { follow } = clientOf(simulators[mode]);
        const pdf = await readFile('demo/documents/delivery-note.pdf', 'base64');
        const body =
          api === 'printPdf'
            ? { Document: `data:application/pdf;base64,${pdf}` }
            : { ContentType: 1, Content: 'data:text/html,<p>Hello</p>' };
        const { replies } = await follow(body, api);
        assert.equal(replies.at(-1)?.status, 6);
      });
    }
  }

  for (const [mode, expected] of [
    ['cloud', 2],
    ['windows-pc', 1],
    ['on-premise', 1],
  ] as const) {
    for (const api of apis) {
      it(`responds to a print request with ${expected} for the default printer (${mode}, ${api})`, async () => {
        const body = api === 'printPdf' ? { Document: 'data:,' } : html;
        const response = await clientOf(simulators[mode]).submit(body, api);
        assert.equal(response.status, 202);
        const { jobIdentifier, status } = await readReply(response);
        assert.equal(status, expected);
        assert.match(jobIdentifier, /^[0-9a-f]{32}$/);
      });
    }
  }

  for (const [description, body, jobIdentifier, message] of [
    ['an unknown printer', { printerName: 'None' }, '0', 'Printer not available: None'],
    [
      'a printer that is switched off',
      { printerName: 'Printer that is switched off' },
      '',
      'The printer is switched off',
    ],
  ] as const) {
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
    const { jobIdentifier, status, message = '' } = await readReply(response);
    assert.deepEqual([jobIdentifier, status], ['0', 3]);
    assert.match(message, /8/);
  });

  it('accepts the field names of a print request in either case', async () => {
    const device = { PRINTERNAME: 'Print to PDF file' };
    const pdf = await client.submit({ document: 'data:,', device });
    assert.equal((await readReply(pdf)).status, 2);
    const { ContentType: contentType, Content: content } = html;
    const body = { contentType, content, device };
    assert.equal((await readReply(await client.submit(body, 'printHtml'))).status, 2);
  });

  it('rejects an invalid print request with the reason', async () => {
    for (const [body, reason, api] of [
      [{}, 'Document is missing', 'printPdf'],
      [
        { Document: 'file:///etc/hosts' },
        'Document must be an http, https or data URL',
        'printPdf',
      ],
      [{ Document: 'invoice.pdf' }, 'Document must be an http, https or data URL', 'printPdf'],
      [{ ContentType: 2 }, 'Content is missing', 'printHtml'],
    ] as const) {
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

  for (const mode of ['cloud', 'windows-pc'] as const) {
    it(`requires a licence, except for a ping and its description (${mode})`, async () => {
      const { request } = clientOf(simulators[mode]);
      for (const path of ['/api/', '/api/v1/licensing/ping']) {
        assert.equal((await request(path, { headers: {} })).status, 200);
      }
      for (const [headers, reason] of [
        [{}, 'Unauthorized'],
        [{ Authorization: authorization('') }, 'Unauthorized'],
        [{ Authorization: 'Basic ***' }, 'Unauthorized'],
        [{ Authorization: authorization('other') }, 'Unauthorized - unknown license'],
      ] as const) {
        for (const [path, method] of [
          ['licensing', 'GET'],
          ['printHtml/htmlPrintDefaults', 'GET'],
          ['printHtml/deviceinfo/systemdefault/0', 'GET'],
          ['printPdf/status/none', 'GET'],
          ['printHtml/status/none', 'GET'],
          ['printPdf/print', 'POST'],
          ['printHtml/print', 'POST'],
        ] as const) {
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
    for (const headers of [{}, { Authorization: authorization('other') }]) {
      for (const path of ['licensing', 'printHtml/htmlPrintDefaults', `printPdf/status/${token}`]) {
        assert.ok((await request(`/api/v1/${path}`, { headers })).ok, path);
      }
      const body = JSON.stringify(html);
      const init = { method: 'POST', headers, body };
      assert.equal((await request('/api/v1/printHtml/print', init)).status, 202);
    }
  });

  const applyLicense = (mode: Mode, body: object) =>
    clientOf(simulators[mode]).request('/api/v1/licensing', {
      method: 'POST',
      headers: json,
      body: JSON.stringify(body),
    });

  it('applies a licence, and responds with its description (windows-pc)', async () => {
    const license = { Guid: demoLicense, Url: 'warehouse', Revision: 1 };
    const response = await applyLicense('windows-pc', license);
    assert.equal(response.status, 201);
    const description = (await response.json()) as LicenseDescription;
    assert.equal(description.guid, demoLicense);
    assert.deepEqual(description, await (await client.request('/api/v1/licensing')).json());
  });

  it('rejects a licence that is missing or unknown (windows-pc)', async () => {
    for (const [body, reason] of [
      [{}, 'Guid is missing'],
      [{ Guid: 'other' }, 'The license is unknown'],
    ] as const) {
      const response = await applyLicense('windows-pc', body);
      assert.equal(response.status, 400);
      assert.equal(await response.json(), reason);
    }
  });

  for (const mode of ['cloud', 'on-premise'] as const) {
    it(`cannot apply a licence (${mode})`, async () => {
      assert.equal((await applyLicense(mode, { Guid: demoLicense })).status, 404);
    });
  }

  for (const mode of ['windows-pc', 'on-premise'] as const) {
    it(`cancels an HTML job before it prints pages (${mode})`, async () => {
      const { job, cancel, statusOf } = clientOf(simulators[mode]);
      const token = await job({ api: 'printHtml', steps: [{ status: 3 }] });
      assert.equal((await readReply(await cancel(token))).status, -2);
      assert.equal(await statusOf(token, 'printHtml'), -2);
    });

    it(`does not cancel an HTML job that prints pages or has ended (${mode})`, async () => {
      const { job, cancel, statusOf } = clientOf(simulators[mode]);
      for (const steps of [
        [{ status: 5 }],
        [{ status: 5, ms: 0 }, { status: 7 }],
        [{ status: 6 }],
      ]) {
        const token = await job({ api: 'printHtml', steps });
        const last = steps.at(-1)?.status;
        assert.equal((await readReply(await cancel(token))).status, last);
        assert.equal(await statusOf(token, 'printHtml'), last);
      }
    });
  }

  for (const [mode, api] of [
    ['cloud', 'printHtml'],
    ['cloud', 'printPdf'],
    ['windows-pc', 'printPdf'],
    ['on-premise', 'printPdf'],
  ] as const) {
    it(`cannot cancel a job (${mode}, ${api})`, async () => {
      const { job, cancel, statusOf } = clientOf(simulators[mode]);
      const token = await job({ api, steps: [{ status: 1 }] });
      const response = await cancel(token, api);
      assert.equal(response.status, 404);
      assert.equal(await response.json(), 'API endpoint not found');
      assert.equal(await statusOf(token, api), 1);
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

  for (const [file, pages] of [
    ['delivery-note.pdf', 1],
    ['invoice.pdf', 3],
    ['catalogue.pdf', 12],
  ] as const) {
    it(`reports the ${pages} page(s) of ${file} while it prints them`, async () => {
      const { replies } = await client.follow({ Document: documentUrl(file) });
      assert.equal(replies.at(-1)?.status, 6);
      const messages = replies.filter(({ status }) => status === 8).map(({ message }) => message);
      assert.equal(messages.at(-1), `printing: ${pages}`);
      assert.ok(messages.every((message = '') => /^printing: \d+$/.test(message)));
    });
  }

  it('prints HTML from its content or its address', async () => {
    for (const body of [html, { ContentType: 1, Content: demo.address }]) {
      const { replies } = await client.follow(body, 'printHtml');
      const printing = replies.filter(({ status }) => status === 5);
      assert.equal(printing[0]?.message, 'printing: 1');
      assert.equal(replies.at(-1)?.status, 6);
    }
  });

  it('reports a failed job if the document is broken, missing or unreachable', async () => {
    for (const [Document, reason] of [
      [documentUrl('broken.pdf'), /not a PDF/],
      [documentUrl('missing.pdf'), /404/],
      ['http://127.0.0.1:1/', /cannot be downloaded/],
    ] as const) {
      const { replies } = await client.follow({ Document });
      assert.equal(replies.at(-1)?.status, -1);
      assert.match(replies.at(-1)?.message ?? '', reason);
    }
  });

  for (const [printerName, expected, file] of [
    ['Paused printer', [7, 6], 'invoice.pdf'],
    ['Printer short of paper', [7, 6], 'invoice.pdf'],
    ['Reception printer', [-2], 'invoice.pdf'],
    ['Printer with a faulty driver', [101], 'invoice.pdf'],
    ['Post room', [100], 'delivery-note.pdf'],
    ['Post room', [102], 'invoice.pdf'],
  ] as const) {
    it(`ends a job of the ${printerName} with ${expected.join(' and ')}`, async () => {
      const Document = documentUrl(file);
      const { replies } = await client.follow({ Document, Device: { printerName } });
      const statuses = replies.map(({ status }) => status);
      assert.deepEqual(
        statuses.filter((status) => status === 7 || finalStatuses.includes(status)),
        expected,
      );
    });
  }

  /**
   * Prints, and returns the statuses of all responses about the job, in the order of their first
   * appearance; 0 for a broken connection.
   */
  async function httpStatuses(printerName: string): Promise<number[]> {
    const Document = documentUrl('delivery-note.pdf');
    const response = await client.submit({ Document, Device: { printerName } });
    const { jobIdentifier } = await readReply(response);
    const seen = new Set<number>();
    for (;;) {
      const response = await client.status(jobIdentifier).catch(() => undefined);
      seen.add(response?.status ?? 0);
      if (response?.ok && (await readReply(response)).status === 6) return [...seen];
      await pause(20);
    }
  }

  it('responds with 503 temporarily for a printer behind a shaky service', async () => {
    assert.deepEqual(await httpStatuses('Printer behind a shaky service'), [202, 503]);
  });

  it('delays every response for a printer on a slow network', async () => {
    const device = { printerName: 'Printer on a slow network' };
    const response = await client.submit({ Document: 'data:,', Device: device });
    const { jobIdentifier } = await readReply(response);
    const start = performance.now();
    await client.status(jobIdentifier);
    assert.ok(performance.now() - start >= 2400);
  });

  for (const [api, body] of [
    ['printPdf', { printerName: 'Print to PDF file' }],
    ['printPdf', { printerName: 'Post room' }],
    ['printHtml', { printerName: 'Print to PDF file' }],
  ] as const) {
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
        assert.deepEqual(bytes, await readFile(`demo/documents/${file}`));
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
    const { jobIdentifier: unfinished } = await readReply(
      await client.submit({ Document, Device }),
    );
    while ((await client.statusOf(unfinished)) !== 8) await pause(20);
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
      const { jobIdentifier } = await readReply(await submit({ Document, Device }));
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
