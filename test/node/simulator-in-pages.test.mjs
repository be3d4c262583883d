import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { listen } from '../../demo/listen.ts';
import { startOrchestrator } from '../../demo/simulator/start-orchestrator.ts';
import { demoLicense, startSimulator } from '../../demo/simulator/start-simulator.ts';
import { launchChromium } from '../../scripts/chromium.ts';
import { simulateJob } from './support/badge-page.ts';
import { freePort } from './support/free-port.ts';

/**
 * @typedef {{ simulator: typeof import('../../demo/simulator/service/service.ts') }} Bundle
 *
 * @typedef {object} Print
 * @property {string} serviceUrl
 * @property {number} orchestrator
 * @property {string} orchestratorKey
 * @property {{ connectAsync: Connect }} PDF
 * @property {{ connectLite: ApplyLicense, applyAsync: ApplyLicense }} Licensing
 *
 * @typedef {(address: string, license: string, resolve: () => void, reject: Reject) => void} Connect
 * @typedef {(...args: unknown[]) => void} ApplyLicense
 * @typedef {(reason: string) => void} Reject
 * @typedef {{ MeadCo: { ScriptX: { Print: Print } } }} Client
 */

/** @param {string} path from the project */
const inProject = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** @type {import('../../demo/listen.ts').Listening} */
let server;
/** @type {import('puppeteer-core').Browser} */
let browser;

before(async () => {
  const title = '<!doctype html><html lang="en"><title>A page</title></html>';
  server = await listen(
    (_request, response) => response.setHeader('Content-Type', 'text/html').end(title),
    0,
    '127.0.0.1',
  );
  browser = await launchChromium();
});

after(async () => {
  await browser.close();
  await server.close();
});

/** @param {import('puppeteer-core').FrameAddScriptTagOptions} [script] */
async function openPage(script) {
  const page = await browser.newPage();
  await page.goto(`http://localhost:${server.port}`);
  if (script) await page.addScriptTag(script);
  return page;
}

describe('the simulated service in a page', { timeout: 30_000 }, () => {
  /** @type {string} */
  let bundle;

  before(async () => {
    const { outputFiles } = await build({
      entryPoints: [inProject('demo/simulator/service/service.ts')],
      bundle: true,
      platform: 'browser',
      format: 'iife',
      globalName: 'simulator',
      target: 'es2022',
      write: false,
    });
    bundle = outputFiles[0]?.text ?? '';
  });

  it('takes a job from the queue to its end', async () => {
    const page = await openPage({ content: bundle });
    const statuses = await page.evaluate(async (license) => {
      const { simulator } = /** @type {Bundle} */ (/** @type {unknown} */ (globalThis));
      const service = simulator.createService({ speed: 10 });
      const headers = { Authorization: `Basic ${btoa(`${license}:`)}` };
      const url = 'https://service.example/api/v1/printHtml';
      const body = JSON.stringify({ ContentType: 1, Content: 'data:text/html,<p>Hello</p>' });
      const print = new Request(`${url}/print`, { method: 'POST', headers, body });
      const { jobIdentifier } = await (await service.fetch(print)).json();
      const statuses = new Set();
      while (!statuses.has(6)) {
        const poll = new Request(`${url}/status/${jobIdentifier}`, { headers });
        statuses.add((await (await service.fetch(poll)).json()).status);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      return [...statuses];
    }, demoLicense);
    assert.deepEqual(statuses, [1, 2, 3, 4, 5, 6]);
  });

  it('rejects like fetch() if a connection breaks or a signal is aborted', async () => {
    const page = await openPage({ content: bundle });
    const errors = await page.evaluate(async () => {
      const { simulator } = /** @type {Bundle} */ (/** @type {unknown} */ (globalThis));
      const service = simulator.createService();
      const token = 'job';
      const answers = [{ reset: true }, { cut: true }, { stall: true }, { delay: 60_000 }];
      const plan = { token, license: null, steps: [{ status: 8 }], answers };
      const url = 'https://service.example';
      const init = { method: 'POST', body: JSON.stringify(plan) };
      await service.fetch(new Request(`${url}/simulator/jobs`, init));
      const names = [];
      for (let poll = 0; poll < answers.length; poll++) {
        const signal = AbortSignal.timeout(100);
        const request = new Request(`${url}/api/v1/printPdf/status/${token}`, { signal });
        names.push(
          await service.fetch(request).then(
            () => 'response',
            (error) => [error instanceof TypeError, error.name].join(' '),
          ),
        );
      }
      return names;
    });
    assert.deepEqual(errors, [
      'true TypeError',
      'true TypeError',
      'false TimeoutError',
      'false TimeoutError',
    ]);
  });
});

describe('a broken connection', () => {
  it('meets one request of a page, even if the page has open connections', async () => {
    const simulator = await startSimulator();
    try {
      const page = await openPage();
      for (const failure of [{ reset: true }, { cut: true }]) {
        const working = await simulateJob(simulator);
        await page.evaluate(
          pollAtOnce,
          `${simulator.address}/api/v1/printPdf/status/${working}`,
          4,
        );
        const token = await simulateJob(simulator, { steps: [{ status: 8 }], answers: [failure] });
        const url = `${simulator.address}/api/v1/printPdf/status/${token}`;
        assert.deepEqual(await page.evaluate(pollAtOnce, url, 1), ['TypeError']);
        assert.deepEqual(await page.evaluate(pollAtOnce, url, 1), [8]);
        const log = await fetch(`${simulator.address}/simulator/jobs/${token}/log`);
        const methods = (await log.json()).map(
          (/** @type {{ method: string }} */ { method }) => method,
        );
        assert.deepEqual(methods, ['OPTIONS', 'GET', 'GET']);
      }
    } finally {
      await simulator.close();
    }
  });

  /** @param {string} url @param {number} count */
  function pollAtOnce(url, count) {
    const poll = () =>
      fetch(url, { headers: { Authorization: 'Basic eDo=' } })
        .then((response) => response.json())
        .then(
          ({ status }) => status,
          (error) => error.name,
        );
    return Promise.all(Array.from({ length: count }, poll));
  }
});

describe('MeadCo’s client', () => {
  const script = {
    path: inProject('node_modules/scriptxprint-html/dist/meadco-scriptxservices.min.js'),
  };

  /**
   * Connects the client to a service.
   *
   * @param {string} address
   * @param {{ port: number, key: string }} [orchestrator]
   * @returns {Promise<string>} the address that the client found
   */
  async function connect(address, orchestrator) {
    const page = await openPage(script);
    return page.evaluate(
      async (address, license, orchestrator) => {
        const { MeadCo } = /** @type {Client} */ (/** @type {unknown} */ (globalThis));
        const { Print } = MeadCo.ScriptX;
        if (orchestrator) {
          Print.orchestrator = orchestrator.port;
          Print.orchestratorKey = orchestrator.key;
        }
        await new Promise((resolve, reject) => {
          Print.PDF.connectAsync(address, license, () => resolve(undefined), reject);
        });
        return Print.serviceUrl;
      },
      address,
      demoLicense,
      orchestrator,
    );
  }

  /** A port whose next two are free. */
  async function firstOfThreePorts() {
    for (;;) {
      const port = await freePort();
      const servers = [port + 1, port + 2].map((next) => createServer().listen(next, '127.0.0.1'));
      try {
        await Promise.all(servers.map((server) => once(server, 'listening')));
        return port;
      } catch {
        // One of the ports is in use.
      } finally {
        for (const server of servers) server.close();
      }
    }
  }

  it('finds the service two ports further if there is nothing at the named port', async () => {
    const port = await firstOfThreePorts();
    const simulator = await startSimulator({ port: port + 2 });
    try {
      assert.equal(await connect(`http://127.0.0.1:${port}`), `${simulator.address}/`);
    } finally {
      await simulator.close();
    }
  });

  it('finds the service two ports further if there is something else at the named port', async () => {
    const port = await firstOfThreePorts();
    const other = await listen((_request, response) => response.end('Hello'), port, '127.0.0.1');
    const simulator = await startSimulator({ port: port + 2 });
    try {
      assert.equal(await connect(`http://127.0.0.1:${port}`), `${simulator.address}/`);
    } finally {
      await Promise.all([other.close(), simulator.close()]);
    }
  });

  for (const key of ['', 'user']) {
    it(`gets the port of the service from an orchestrator ${key ? 'with' : 'without'} a key`, async () => {
      const simulator = await startSimulator();
      const orchestrator = await startOrchestrator({ httpPort: simulator.port });
      try {
        const found = await connect('http://127.0.0.1:9', { port: orchestrator.port, key });
        assert.equal(found, `${simulator.address}/`);
      } finally {
        await Promise.all([orchestrator.close(), simulator.close()]);
      }
    });
  }

  it('applies a licence', async () => {
    const simulator = await startSimulator();
    try {
      const page = await openPage(script);
      const company = await page.evaluate(
        async (address, license) => {
          const { MeadCo } = /** @type {Client} */ (/** @type {unknown} */ (globalThis));
          const { Licensing } = MeadCo.ScriptX.Print;
          Licensing.connectLite(address, license, 1, 'warehouse');
          const applied = await new Promise((resolve, reject) => {
            Licensing.applyAsync(license, 1, 'warehouse', resolve, reject);
          });
          return applied.company;
        },
        simulator.address,
        demoLicense,
      );
      assert.equal(company, 'The demo of scriptx-job-status');
    } finally {
      await simulator.close();
    }
  });
});
