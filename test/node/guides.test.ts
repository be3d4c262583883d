import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it, type TestContext } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import express from 'express';
import type { Browser, Page } from 'puppeteer-core';
import { launchChromium } from '../../scripts/chromium.js';
import { pollsOf, reaches, simulateJob, startServers } from './support/badge-page.js';
import { type AppFolder, copyToApp } from './support/app-folder.js';
import { renderAspx } from './support/aspx.js';
import { filled, type GuideSite, serveGuide, type SiteOptions } from './support/guide-site.js';

// The guides in docs show the files of demo/integrations. These tests use the same files.

let servers: Awaited<ReturnType<typeof startServers>>;
let browser: Browser;

before(async () => {
  [servers, browser] = await Promise.all([startServers(), launchChromium()]);
});

after(() => Promise.all([browser.close(), servers.close()]));

/** Serves a folder of demo/integrations until the test ends, with a job, and opens a page for it. */
async function serve(
  test: TestContext,
  folder: string,
  token: string,
  options: SiteOptions = {},
): Promise<GuideSite & { readonly page: Page }> {
  const values = { server: servers.simulator.address, token, ...options.values };
  const site = await serveGuide(folder, { ...options, values });
  // A window of its own, because a page behind another one counts as hidden.
  const context = await browser.createBrowserContext();
  test.after(async () => {
    await context.close();
    await site.close();
  });
  return { ...site, page: await context.newPage() };
}

/** A job that ends after a number of polls. */
function endingJob(asks = 1): Promise<string> {
  return simulateJob(servers.simulator, {
    steps: [{ status: 8, asks }, { status: 6 }],
  });
}

/** A job that has ended before the page opens. */
function endedJob(): Promise<string> {
  return simulateJob(servers.simulator, { steps: [{ status: 6 }] });
}

function failedJob(): Promise<string> {
  const steps = [{ status: -1, message: 'The PDF is broken' }];
  return simulateJob(servers.simulator, { steps });
}

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (condition()) return;
    await delay(50);
  }
  assert.fail(`Timed out waiting for ${String(condition)}`);
}

/** A loop would send many more requests in this time. */
const loopTime = 600;

describe('the page of a guide', { concurrency: 5 }, () => {
  for (const version of ['htmx.org', 'htmx-2']) {
    describe(`a list that ${version} loads again when a job has ended`, () => {
      const serveList = (test: TestContext, token: string, edit?: SiteOptions['edit']) =>
        serve(test, 'htmx', token, {
          edit,
          files: { '/htmx.min.js': `node_modules/${version}/dist/htmx.min.js` },
          routes(app) {
            let loads = 0;
            app.get('/jobs', async (_request, response) => {
              const list = await readFile('demo/integrations/htmx/jobs.html', 'utf8');
              const { address: server } = servers.simulator;
              response.send(filled(list, { server, token, printed: `${loads++}` }));
            });
          },
        });

      it('is loaded once more when its job ends, and the summary is announced', async (test) => {
        const { address, page, requestsOf } = await serveList(test, await endingJob());
        await page.goto(`${address}page.html`);
        await reaches(page, 'completed');
        await until(() => requestsOf('/jobs') > 1);
        await delay(loopTime);
        assert.equal(requestsOf('/jobs'), 2);
        const summaries = await page.$$eval('[role=status]', (all) =>
          all.map((p) => p.textContent),
        );
        assert.deepEqual(summaries, ['1 of 1 printed']);
      });

      it('is not loaded again for a job that had ended before', async (test) => {
        const { address, page, requestsOf } = await serveList(test, await endedJob());
        await page.goto(`${address}page.html`);
        await reaches(page, 'completed');
        await delay(loopTime);
        assert.equal(requestsOf('/jobs'), 1);
      });

      it('would be loaded forever without the filter', async (test) => {
        const edit = (_file: string, text: string) => text.replaceAll('[!!detail.previous]', '');
        const { address, page, requestsOf } = await serveList(test, await endedJob(), edit);
        await page.goto(`${address}page.html`);
        await until(() => requestsOf('/jobs') > 5);
      });
    });
  }

  describe('a page that reloads itself when its job has ended', () => {
    it('is reloaded once', async (test) => {
      const { address, page, requestsOf } = await serve(test, 'reload', await endingJob());
      await page.goto(`${address}page.html`);
      await until(() => requestsOf('/page.html') > 1);
      await reaches(page, 'completed');
      await delay(loopTime);
      assert.equal(requestsOf('/page.html'), 2);
    });

    it('is not reloaded for a job that had ended before', async (test) => {
      const { address, page, requestsOf } = await serve(test, 'reload', await endedJob());
      await page.goto(`${address}page.html`);
      await reaches(page, 'completed');
      await delay(loopTime);
      assert.equal(requestsOf('/page.html'), 1);
    });
  });

  describe('an UpdatePanel of ASP.NET Web Forms', () => {
    async function open(
      test: TestContext,
      jobs: readonly { readonly Name: string; readonly Token: string }[],
    ) {
      const rows = jobs.map((job) => ({ ...job, Server: servers.simulator.address }));
      const render = () => renderAspx('demo/integrations/updatepanel/Jobs.aspx', rows);
      const { address, page, requestsOf } = await serve(test, 'updatepanel', '', {
        routes(app) {
          app.get('/Jobs.aspx', async (_request, response) => {
            response.send((await render()).page);
          });
          app.get('/postback', async (_request, response) => {
            await delay(300);
            response.send((await render()).panel);
          });
          app.use('/Scripts', express.static('demo/integrations/updatepanel'));
          app.use('/Scripts', express.static('dist'));
        },
      });
      await page.goto(`${address}Jobs.aspx`);
      return { page, postbacks: () => requestsOf('/postback') };
    }

    const completed = (page: Page, count: number) =>
      page.waitForFunction(
        (count) =>
          document.querySelectorAll('scriptx-job-status:state(completed)').length === count,
        { timeout: 10_000, polling: 20 },
        count,
      );

    it('is updated once when a job ends', async (test) => {
      const { page, postbacks } = await open(test, [{ Name: 'Invoice', Token: await endingJob() }]);
      await until(() => postbacks() > 0);
      await completed(page, 1);
      await delay(loopTime);
      assert.equal(postbacks(), 1);
    });

    it('is not updated for a job that had ended before', async (test) => {
      const { page, postbacks } = await open(test, [{ Name: '"A" & B', Token: await endedJob() }]);
      await completed(page, 1);
      await delay(loopTime);
      assert.equal(postbacks(), 0);
    });

    it('is updated again after a postback in which another job ended', async (test) => {
      const { page, postbacks } = await open(test, [
        { Name: 'Invoice', Token: await simulateJob(servers.simulator) },
      ]);
      await reaches(page, 'printing');
      await page.evaluate(() => {
        for (const previous of ['printing', null, 'printing']) {
          const event = new CustomEvent('job-complete', { bubbles: true, detail: { previous } });
          document.querySelector('scriptx-job-status')?.dispatchEvent(event);
        }
      });
      await until(() => postbacks() === 2);
      await delay(loopTime);
      assert.equal(postbacks(), 2);
      assert.equal(await page.evaluate('cancelledPostbacks'), 0);
    });
  });

  describe('a service worker that answers from its cache first', () => {
    async function open(test: TestContext, edit?: SiteOptions['edit']) {
      const steps = [{ status: 1, asks: 2 }, { status: 6 }];
      const token = await simulateJob(servers.simulator, { steps });
      const { address, page } = await serve(test, 'service-worker', token, { edit });
      await page.goto(`${address}page.html`);
      await page.evaluate(async () => {
        await navigator.serviceWorker.ready;
      });
      await page.reload();
      assert.ok(await page.evaluate(() => !!navigator.serviceWorker.controller));
      return { page, token };
    }

    it('leaves the status requests to the browser', async (test) => {
      const { page } = await open(test);
      await reaches(page, 'completed');
    });

    it('would keep the job queued forever if it cached them', async (test) => {
      const { page, token } = await open(test, (_file, text) =>
        text.replace(' || statusAddress.test(request.url)', ''),
      );
      await reaches(page, 'queued');
      const polls = await pollsOf(servers.simulator, token);
      await delay(2500);
      assert.equal(await pollsOf(servers.simulator, token), polls, 'no poll reaches the service');
      await reaches(page, 'queued');
    });
  });

  describe('content of users that DOMPurify has sanitized', () => {
    async function open(test: TestContext, comment: string, edit?: SiteOptions['edit']) {
      const { address, page } = await serve(test, 'sanitizer', '', {
        edit,
        files: { '/purify.min.js': 'node_modules/dompurify/dist/purify.min.js' },
        routes: (app) => {
          app.get('/comment.html', (_request, response) => {
            response.send(comment);
          });
        },
      });
      await page.goto(`${address}page.html`);
      await page.waitForSelector('article > *');
      return page;
    }

    const textOf = async (page: Page) =>
      (await page.$eval('article', (article) => article.innerText)).replace(/\s+/g, ' ').trim();

    const comment = (token: string) =>
      `<scriptx-job-status token="${token}" label="Invoice"><span slot="completed">At the
      <a href="/orders/42">printer</a></span><span slot="failed">Ask us</span></scriptx-job-status>`;

    it('keeps the badge, and shows only the content for its end', async (test) => {
      const page = await open(test, comment(await endedJob()));
      await reaches(page, 'completed');
      assert.equal(await textOf(page), 'At the printer');
    });

    it('would lose the badge, and show the content for each end, with the defaults', async (test) => {
      const page = await open(test, comment(await endedJob()), (_file, text) =>
        text.replace(/sanitize\(html, {[^]*?\n {2}}\)/, 'sanitize(html)'),
      );
      assert.equal(await page.$('scriptx-job-status'), null);
      assert.equal(await textOf(page), 'At the printerAsk us');
    });

    it('never names the service or a licence', async (test) => {
      const page = await open(
        test,
        `<p data-meadco-server="https://other.example">Hello</p>
        <script data-meadco-server="https://other.example"></script>
        <scriptx-job-status token="x" server="https://other.example" license="mine" onclick="x">
        </scriptx-job-status><other-element></other-element>`,
      );
      const html = await page.$eval('article', (article) => article.innerHTML);
      assert.match(html, /<scriptx-job-status token="x">/);
      assert.doesNotMatch(html, /<script |license|onclick|other-element/);
    });
  });

  describe('a page around a frame of another origin', () => {
    const features = ['loopback-network', 'local-network'];

    /** A document in Chromium. */
    interface PolicyDocument {
      readonly featurePolicy: { allowsFeature(name: string): boolean };
    }

    it('passes the permission for local addresses on to the frame', async (test) => {
      const { address: frame } = await serve(test, 'frames', '');
      const values = { frame: `${frame.replace('127.0.0.1', 'localhost')}order.html` };
      const { address, page } = await serve(test, 'frames', '', { values });
      await page.goto(`${address}page.html`);
      const inner = await page.waitForFrame((frame) => frame.url().endsWith('order.html'));
      const allowed = await inner.evaluate(
        (features) =>
          features.filter((name) =>
            (document as unknown as PolicyDocument).featurePolicy.allowsFeature(name),
          ),
        features,
      );
      assert.deepEqual(allowed, features);
    });
  });

  describe('a badge in a sandboxed frame', () => {
    it('follows a job of a service that allows any origin', async (test) => {
      const { address, page } = await serve(test, 'frames', await endedJob());
      await page.goto(`${address}sandboxed.html`);
      const frame = await page.waitForFrame((frame) => frame.url().endsWith('order.html'));
      await reaches(frame, 'completed');
      assert.equal(await frame.evaluate(() => origin), 'null');
    });

    it('follows a job by a path of the site, if the site allows the origin `null`', async (test) => {
      const { address, page } = await serve(test, 'frames', 'job', {
        values: { server: '/print' },
        routes: (app) =>
          app.use('/print', ({ headers }, response) => {
            response.set('Access-Control-Allow-Origin', headers.origin).json({ status: 6 });
          }),
      });
      await page.goto(`${address}sandboxed.html`);
      const frame = await page.waitForFrame((frame) => frame.url().endsWith('order.html'));
      await reaches(frame, 'completed');
    });
  });

  /** The window that a click on the page's button opens. */
  async function popupOf(page: Page): Promise<Page> {
    const popup = new Promise<Page | null>((resolve) => page.once('popup', resolve));
    await page.click('button');
    const opened = await popup;
    assert.ok(opened);
    return opened;
  }

  describe('a badge that is moved to a window of its own', () => {
    it('continues there in its styles, and returns when the window is closed', async (test) => {
      const { address, page } = await serve(test, 'frames', await endingJob(2));
      await page.goto(`${address}popup.html`);
      await reaches(page, 'printing');
      const popup = await popupOf(page);
      await reaches(popup, 'completed');
      const display = await popup.$eval('scriptx-job-status', ({ shadowRoot }) => {
        const badge = shadowRoot?.querySelector('[part=badge]');
        return badge && getComputedStyle(badge).display;
      });
      assert.equal(display, 'inline-flex');
      await popup.close();
      await page.waitForSelector('p > scriptx-job-status');
      await reaches(page, 'completed');
    });
  });

  describe('a window that is filled with document.write()', () => {
    it('shows the badge of its own markup', async (test) => {
      const { address, page } = await serve(test, 'frames', await endedJob());
      await page.goto(`${address}preview.html`);
      await reaches(await popupOf(page), 'completed');
    });
  });

  describe('a service of another origin', () => {
    /** Polls a service that is busy at first, and then has a job that ends at the fourth poll. */
    async function watch(test: TestContext, headers: ReadonlyMap<string, string>) {
      const requests: { readonly method: string; readonly at: number }[] = [];
      const { address } = await serve(test, 'frames', '', {
        routes: (app) =>
          app.use('/api', ({ method }, response) => {
            requests.push({ method, at: Date.now() });
            const polls = requests.filter(({ method }) => method === 'GET').length;
            response.set(Object.fromEntries(headers)).set('Access-Control-Allow-Origin', '*');
            if (method === 'GET' && polls === 1) response.set('Retry-After', '2').status(503);
            response.json({ status: polls < 4 ? 8 : 6 });
          }),
      });
      const { address: site, page } = await serve(test, 'frames', 'job', {
        values: { server: address },
        edit: (_file, text) => text.replace('token=', 'license="demo" token='),
      });
      await page.goto(`${site}order.html`);
      await reaches(page, 'completed');
      const [first, second] = requests.filter(({ method }) => method === 'GET');
      const preflights = requests.length - 4;
      return { preflights, pause: (second?.at ?? 0) - (first?.at ?? 0) };
    }

    async function headersOfGuide(): Promise<Map<string, string>> {
      const guide = await readFile('docs/administrators.md', 'utf8');
      const [, block = ''] = /<!-- headers -->\n\n```\n([^]*?)\n```/.exec(guide) ?? [];
      const headers = [...block.matchAll(/^(.+?): (.+)$/gm)];
      assert.equal(headers.length, 5);
      return new Map(headers.map(([, name = '', value = '']) => [name, value]));
    }

    it('is polled after `Retry-After`, with preflights for the first two polls only', async (test) => {
      const { preflights, pause } = await watch(test, await headersOfGuide());
      assert.equal(preflights, 2);
      assert.ok(pause >= 1950, `${pause} ms`);
    });

    it('would be polled sooner if it did not expose `Retry-After`', async (test) => {
      const headers = await headersOfGuide();
      headers.delete('Access-Control-Expose-Headers');
      const { pause } = await watch(test, headers);
      assert.ok(pause < 1500, `${pause} ms`);
    });
  });

  describe('a page that is printed', () => {
    it('has no badge and no links for its end on paper', async (test) => {
      const { address, page } = await serve(test, 'frames', await endedJob());
      await page.goto(`${address}order.html`);
      await reaches(page, 'completed');
      await page.addStyleTag({ path: 'demo/integrations/frames/print.css' });
      const isShown = () => page.$eval('scriptx-job-status', (badge) => badge.checkVisibility());
      assert.equal(await isShown(), true);
      await page.emulateMediaType('print');
      assert.equal(await isShown(), false);
    });
  });

  describe('watchJob()', () => {
    const shows = (page: Page, { source }: RegExp) =>
      page.waitForFunction(
        (source) => new RegExp(source).test(document.querySelector('output')?.value ?? ''),
        { timeout: 10_000, polling: 20 },
        source,
      );

    it('follows a job in a page', async (test) => {
      const { address, page } = await serve(test, 'watch-job', await endingJob());
      await page.goto(`${address}page.html`);
      await shows(page, /^printing/);
      await shows(page, /^completed/);
    });

    it('is stopped by the signal', async (test) => {
      const token = await simulateJob(servers.simulator);
      const { address, page } = await serve(test, 'watch-job', token);
      await page.goto(`${address}page.html`);
      await shows(page, /^printing/);
      await page.click('button');
      await shows(page, /^Stopped/);
      const polls = await pollsOf(servers.simulator, token);
      await delay(1200);
      assert.equal(await pollsOf(servers.simulator, token), polls);
    });

    it('reports an outage to onError', async (test) => {
      const token = await simulateJob(servers.simulator, {
        steps: [{ status: 6 }],
        answers: Array.from({ length: 3 }, () => ({ http: 503 })),
      });
      const { address, page } = await serve(test, 'watch-job', token);
      await page.goto(`${address}page.html`);
      await shows(page, /^No status at present: unreachable/);
    });

    it('throws the error of a failed job', async (test) => {
      const { address, page } = await serve(test, 'watch-job', await failedJob());
      await page.goto(`${address}page.html`);
      await shows(page, /^failed: .*The PDF is broken/);
    });

    it('follows a job in a worker, which sends plain objects to the page', async (test) => {
      const { address, page } = await serve(test, 'watch-job', await endingJob());
      await page.goto(`${address}worker.html`);
      await shows(page, /^printing/);
      await shows(page, /^completed/);
    });

    it('sends the code of a failure from a worker', async (test) => {
      const { address, page } = await serve(test, 'watch-job', await failedJob());
      await page.goto(`${address}worker.html`);
      await shows(page, /^failed$/);
    });

    let app: AppFolder;

    before(async () => {
      app = await copyToApp('demo/integrations/node/watch.mjs');
    });

    after(() => app.close());

    const watchInNode = (token: string) =>
      promisify(execFile)(process.execPath, [app.path, token], {
        env: { ...process.env, SERVICE: servers.simulator.address },
        timeout: 20_000,
      });

    it('follows a job in Node', async () => {
      const { stdout } = await watchInNode(await endingJob());
      assert.deepEqual(stdout.trim().split(/\s+/), ['printing', 'completed']);
    });

    it('ends a program in Node with the reason of a failure', async () => {
      await assert.rejects(watchInNode(await failedJob()), {
        code: 1,
        stderr: /The PDF is broken/,
      });
    });
  });
});
