import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { build } from 'esbuild';
import type { Browser, FrameAddScriptTagOptions, Page } from 'puppeteer-core';
import { listen } from '../../demo/listen.js';
import type { JobRequest } from '../../demo/simulator/service/request-log.js';
import { startOrchestrator } from '../../demo/simulator/start-orchestrator.js';
import { demoLicense, startSimulator } from '../../demo/simulator/start-simulator.js';
import { launchChromium } from '../../scripts/chromium.js';
import { simulateJob } from './support/badge-page.js';
import { freePort } from './support/free-port.js';
import type { ClientLicense, ClientWindow } from './support/meadco-client.js';
import { type PageServer, startPageServer } from './support/page-server.js';

/** A page that loads the bundle of the simulated service. */
interface BundleWindow {
  readonly simulator: typeof import('../../demo/simulator/service/service.js');
}

let pages: PageServer;
let browser: Browser;

before(async () => {
  [pages, browser] = await Promise.all([startPageServer(), launchChromium()]);
});

after(() => Promise.all([pages, browser].map((each) => each.close())));

async function openPage(script?: FrameAddScriptTagOptions): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(pages.add('<!doctype html><html lang="en"><title>A page</title></html>'));
  if (script) await page.addScriptTag(script);
  return page;
}

describe('the simulated service in a page', { timeout: 30_000 }, () => {
  let bundle: string;

  before(async () => {
    const { outputFiles } = await build({
      entryPoints: ['demo/simulator/service/service.ts'],
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
      const { simulator } = globalThis as unknown as BundleWindow;
      const service = simulator.createService({ speed: 4 });
      const headers = { Authorization: `Basic ${btoa(`${license}:`)}` };
      const url = 'https://service.example/api/v1/printHtml';
      const body = JSON.stringify({ ContentType: 1, Content: 'data:text/html,<p>Hello</p>' });
      const print = new Request(`${url}/print`, { method: 'POST', headers, body });
      const printed = await service.fetch(print);
      const { jobIdentifier } = (await printed.json()) as { jobIdentifier: string };
      const statuses = new Set<number>();
      while (!statuses.has(6)) {
        const poll = new Request(`${url}/status/${jobIdentifier}`, { headers });
        const response = await service.fetch(poll);
        statuses.add(((await response.json()) as { status: number }).status);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      return [...statuses];
    }, demoLicense);
    assert.deepEqual(statuses, [1, 2, 3, 4, 5, 6]);
  });

  it('rejects like fetch() if a connection breaks or a signal is aborted', async () => {
    const page = await openPage({ content: bundle });
    const errors = await page.evaluate(async () => {
      const { simulator } = globalThis as unknown as BundleWindow;
      const service = simulator.createService();
      const token = 'job';
      const answers = [{ reset: true }, { cut: true }, { stall: true }, { delay: 60_000 }];
      const plan = { token, license: null, steps: [{ status: 8 }], answers };
      const url = 'https://service.example';
      const init = { method: 'POST', body: JSON.stringify(plan) };
      await service.fetch(new Request(`${url}/simulator/jobs`, init));
      const names: unknown[] = [];
      while (names.length < answers.length) {
        const signal = AbortSignal.timeout(100);
        const request = new Request(`${url}/api/v1/printPdf/status/${token}`, { signal });
        names.push(
          await service.fetch(request).then(
            () => 'response',
            (error: unknown) =>
              error instanceof Error && `${error instanceof TypeError} ${error.name}`,
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
        const methods = ((await log.json()) as JobRequest[]).map(({ method }) => method);
        assert.deepEqual(methods, ['OPTIONS', 'GET', 'GET']);
      }
    } finally {
      await simulator.close();
    }
  });

  /** Runs in the page. Resolves with the statuses of the job, or the names of the errors. */
  function pollAtOnce(url: string, count: number): Promise<unknown[]> {
    const poll = () =>
      fetch(url, { headers: { Authorization: 'Basic eDo=' } })
        .then((response) => response.json() as Promise<{ status: unknown }>)
        .then(
          ({ status }) => status,
          (error: unknown) => error instanceof Error && error.name,
        );
    return Promise.all(Array.from({ length: count }, poll));
  }
});

describe('MeadCo’s client', () => {
  const script = { url: 'meadco-scriptxservices.min.js' };

  /** Connects the client to a service, and returns the address that the client found. */
  async function connect(
    address: string,
    orchestrator?: { readonly port: number; readonly key: string },
  ): Promise<string> {
    const page = await openPage(script);
    return page.evaluate(
      async (address, license, orchestrator) => {
        const { MeadCo } = globalThis as unknown as ClientWindow;
        const { Print } = MeadCo.ScriptX;
        if (orchestrator) {
          Print.orchestrator = orchestrator.port;
          Print.orchestratorKey = orchestrator.key;
        }
        await new Promise<void>((resolve, reject) => {
          Print.PDF.connectAsync(address, license, resolve, reject);
        });
        return Print.serviceUrl;
      },
      address,
      demoLicense,
      orchestrator,
    );
  }

  /** A port whose next two are free. */
  async function firstOfThreePorts(): Promise<number> {
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
          const { MeadCo } = globalThis as unknown as ClientWindow;
          const { Licensing } = MeadCo.ScriptX.Print;
          Licensing.connectLite(address, license, 1, 'warehouse');
          const { company } = await new Promise<ClientLicense>((resolve, reject) => {
            Licensing.applyAsync(license, 1, 'warehouse', resolve, reject);
          });
          return company;
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
