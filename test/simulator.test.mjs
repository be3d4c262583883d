import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { catalogue } from '../demo/paper/catalogue.mjs';
import { deliveryNote } from '../demo/paper/delivery-note.mjs';
import { invoice } from '../demo/paper/invoice.mjs';
import { startDemo } from '../demo/server.mjs';
import { demoLicense, startSimulator } from '../demo/simulator/start-simulator.ts';

/** @typedef {Awaited<ReturnType<typeof startDemo>>} Demo */
/** @typedef {Awaited<ReturnType<typeof startSimulator>>} Simulator */

/** @param {string} license */
const authorization = (license) => `Basic ${btoa(`${license}:`)}`;

const licensed = { Authorization: authorization(demoLicense) };
const json = { 'Content-Type': 'application/json' };

/** @param {string} path from the project */
const inProject = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** @param {Simulator} simulator */
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

  /** @param {object} body @param {string} [api] */
  const submit = (body, api = 'printPdf') =>
    request(`/api/v1/${api}/print`, {
      method: 'POST',
      headers: { ...json, ...licensed },
      body: JSON.stringify(body),
    });

  /** @param {string} token @param {string} [api] */
  const status = (token, api = 'printPdf') => request(`/api/v1/${api}/status/${token}`);

  /** @param {object} body @param {string} [api] @returns every changed response, up to the final one */
  async function follow(body, api) {
    const { jobIdentifier } = await (await submit(body, api)).json();
    const responses = [];
    for (;;) {
      const response = await status(jobIdentifier, api);
      const { status: number, message } = await response.json();
      const last = responses.at(-1);
      if (last?.status !== number || last?.message !== message) {
        responses.push({ http: response.status, status: number, message });
      }
      if (response.status === 200) return { jobIdentifier, responses };
      await pause(20);
    }
  }

  return { request, job, submit, status, follow };
}

describe('the simulated service', { concurrency: true }, () => {
  /** @type {Demo} */
  let demo;
  /** @type {Simulator} */
  let simulator;
  /** @type {ReturnType<typeof clientOf>} */
  let client;

  before(async () => {
    demo = await startDemo({ port: 0, simulatorPort: 0 });
    simulator = await startSimulator({ speed: 2 });
    client = clientOf(simulator);
  });

  after(() => Promise.all([demo.close(), simulator.close()]));

  it('describes itself, its licence and its printers', async () => {
    const service = await (await client.request('/api/')).json();
    assert.equal(service.currentAPIVersion, 'v1');
    assert.equal(service.printPDF, true);
    const license = await (await client.request('/api/v1/licensing')).json();
    assert.equal(license.guid, demoLicense);
    const defaults = await (await client.request('/api/v1/printHtml/htmlPrintDefaults')).json();
    assert.deepEqual(defaults.availablePrinters, service.availablePrinters);
    assert.equal(defaults.device.isDefault, true);
    for (const name of ['systemdefault', ...defaults.availablePrinters]) {
      const path = `/api/v1/printHtml/deviceinfo/${encodeURIComponent(name)}/0`;
      const device = await (await client.request(path)).json();
      assert.ok(defaults.availablePrinters.includes(device.printerName));
    }
  });

  it('responds to a ping without a licence, and refuses other requests', async () => {
    /** @type {Record<string, string>[]} */
    const others = [{}, { Authorization: authorization('another') }];
    const init = { headers: {} };
    assert.equal((await client.request('/api/v1/licensing/ping', init)).status, 200);
    for (const path of ['licensing', 'printHtml/htmlPrintDefaults', 'printPdf/status/none']) {
      for (const headers of others) {
        const response = await client.request(`/api/v1/${path}`, { headers });
        assert.equal(response.status, 401, path);
        assert.equal(typeof (await response.json()), 'string');
      }
    }
    const print = await client.request('/api/v1/printPdf/print', { method: 'POST', headers: {} });
    assert.equal(print.status, 401);
  });

  it('responds with 404 for an unknown job', async () => {
    const response = await client.status('none');
    assert.equal(response.status, 404);
    assert.equal(await response.json(), 'Job not found');
  });

  it('rejects an invalid print request with the reason', async () => {
    const Device = { printerName: 'No such printer' };
    for (const body of [
      {},
      { Document: 'file:///etc/hosts' },
      { Document: demo.address, Device },
    ]) {
      const response = await client.submit(body);
      assert.equal(response.status, 400);
      assert.match(await response.json(), /missing|http|printer/);
    }
    assert.equal((await client.submit({ ContentType: 2 }, 'printHtml')).status, 400);
  });

  for (const [file, pages] of /** @type {const} */ ([
    ['delivery-note.pdf', 1],
    ['invoice.pdf', 3],
    ['catalogue.pdf', 12],
  ])) {
    it(`prints the ${pages} page(s) of ${file}`, async () => {
      const { responses } = await client.follow({ Document: `${demo.address}documents/${file}` });
      const last = responses.at(-1);
      assert.deepEqual([last?.status, last?.http], [6, 200]);
      const printing = responses.filter(({ status }) => status === 8);
      assert.ok(printing.every(({ message }) => message.endsWith(` of ${pages}`)));
      assert.ok(printing.length > 0 && printing.every(({ http }) => http === 202));
    });
  }

  it('reports a failed job if the document is broken, missing or unreachable', async () => {
    for (const [url, reason] of /** @type {const} */ ([
      [`${demo.address}documents/broken.pdf`, /not a PDF/],
      [`${demo.address}documents/missing.pdf`, /404/],
      ['http://127.0.0.1:1/', /cannot be fetched/],
    ])) {
      const { responses } = await client.follow({ Document: url });
      assert.equal(responses.at(-1)?.status, -1);
      assert.match(responses.at(-1)?.message, reason);
    }
  });

  for (const [printerName, expected] of /** @type {const} */ ([
    ['Paused printer', [7, 6]],
    ['Printer short of paper', [7, 6]],
    ['Reception printer', [-2]],
    ['Printer with a faulty driver', [101]],
  ])) {
    it(`reports the problem of this printer: ${printerName}`, async () => {
      const Document = `${demo.address}documents/invoice.pdf`;
      const { responses } = await client.follow({ Document, Device: { printerName } });
      const statuses = responses.map(({ status }) => status);
      assert.deepEqual(
        statuses.filter((status) => [7, 6, -2, 101].includes(status)),
        expected,
      );
    });
  }

  it('can be unavailable temporarily, and continues to print meanwhile', async () => {
    const Document = `${demo.address}documents/delivery-note.pdf`;
    const Device = { printerName: 'Printer behind a shaky service' };
    const { jobIdentifier } = await (await client.submit({ Document, Device })).json();
    const seen = new Set();
    do {
      await pause(20);
      seen.add((await client.status(jobIdentifier)).status);
    } while (!seen.has(200));
    assert.deepEqual([...seen], [202, 503, 200]);
  });

  it('prints to a file, which can be downloaded without a licence', async () => {
    const file = 'documents/delivery-note.pdf';
    const Device = { printerName: 'Print to PDF file' };
    const submitted = await client.submit({ Document: `${demo.address}${file}`, Device });
    assert.equal((await submitted.json()).status, 2);
    const { jobIdentifier } = await client.follow({ Document: `${demo.address}${file}`, Device });
    const path = `/api/v1/printPdf/download/${jobIdentifier}`;
    const response = await client.request(`${path}/note.pdf`, { headers: {} });
    assert.match(
      response.headers.get('Content-Disposition') ?? '',
      /^attachment; filename="?note.pdf/,
    );
    const bytes = Buffer.from(await response.arrayBuffer());
    assert.deepEqual(bytes, await readFile(inProject(`demo/${file}`)));
    assert.equal((await client.request('/api/v1/printPdf/download/none')).status, 404);
  });

  it('cancels a job', async () => {
    const token = await client.job({ steps: [{ status: 1 }] });
    await client.request(`/api/v1/printPdf/canceljob/${token}`, { method: 'PUT' });
    assert.equal((await (await client.status(token)).json()).status, -2);
  });

  it('prints HTML, and forgets the job once it has reported its final status', async () => {
    const body = { ContentType: 2, Content: '<p>Hello</p>' };
    const { jobIdentifier, responses } = await client.follow(body, 'printHtml');
    assert.equal(responses.at(-1)?.status, 6);
    assert.ok(responses.some(({ status }) => status === 5));
    assert.equal((await client.status(jobIdentifier, 'printHtml')).status, 404);
  });

  it('keeps the jobs of the two endpoints separate', async () => {
    const token = await client.job({ api: 'printHtml', steps: [{ status: 1 }] });
    assert.equal((await client.status(token, 'printPdf')).status, 404);
    assert.equal((await client.status(token, 'printHtml')).status, 202);
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
    assert.equal((await client.status(token)).status, 200);
    await assert.rejects(client.status(token));
    await assert.rejects(client.status(token).then((response) => response.text()));
    const path = `/api/v1/printPdf/status/${token}`;
    const elsewhere = await client.request(path, { headers: licensed, redirect: 'manual' });
    assert.equal(elsewhere.headers.get('Location'), 'http://127.0.0.1:1/');
    assert.equal((await client.status(token)).status, 200);
  });

  it('delays a response, or never sends it', async () => {
    const answers = [{ delay: 80 }, { stall: true }];
    const token = await client.job({ steps: [{ status: 6 }], answers });
    const start = performance.now();
    assert.equal((await client.status(token)).status, 200);
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
        'server.mjs',
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
      assert.ok(written.equals(await draw()), `${file}: run node demo/make-documents.mjs`);
    }
  });

  /** @param {Record<string, string>} [ports] */
  function start(ports) {
    const env = { ...process.env, PORT: '0', SIMULATOR_PORT: '0', ...ports };
    return spawn(process.execPath, [inProject('demo/start.mjs')], { env });
  }

  it('starts with one command, prints its addresses, and ends with Ctrl-C', async () => {
    const child = start();
    let output = '';
    for await (const text of child.stdout) {
      output += text;
      if (output.includes('Ctrl-C')) break;
    }
    const addresses = output.match(/http:\/\/\S+/g) ?? [];
    assert.equal(addresses.length, 2);
    for (const address of addresses) await fetch(address);
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
