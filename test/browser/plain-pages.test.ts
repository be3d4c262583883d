import { assert, waitUntil } from '@open-wc/testing';
import { inShort, type JobEvent, partOf } from './support/pages.js';
import {
  badgeOf,
  classicScript,
  completes,
  componentScripts,
  moduleScript,
  openPage,
} from './support/plain-page.js';
import { demo, simulator } from './support/services.js';
import { demoLicense, simulateJob } from './support/simulator.js';

for (const [kind, script] of componentScripts) {
  describe(`a plain page with ${kind}`, () => {
    it('shows a job by one script and one tag', async () => {
      const token = await simulateJob({ steps: [{ status: 1, ms: 300 }, { status: 6 }] });
      const page = await openPage(
        `${script}<scriptx-job-status server="${simulator}" token="${token}"></scriptx-job-status>`,
      );
      await completes(badgeOf(page));
    });

    it('finds the service further down the page', async () => {
      const token = await simulateJob({ license: demoLicense, steps: [{ status: 6 }] });
      const page = await openPage(
        `${script}<scriptx-job-status token="${token}"></scriptx-job-status>` +
          `<script type="text/plain" data-meadco-server="${simulator}" data-meadco-license="${demoLicense}"></script>`,
      );
      await completes(badgeOf(page));
    });

    it('says nothing of what it shows from the beginning', async () => {
      const token = await simulateJob({ steps: [{ status: 6 }] });
      const page = await openPage(
        `${script}<scriptx-job-status server="${simulator}" token="${token}"></scriptx-job-status>`,
      );
      const element = badgeOf(page);
      await completes(element);
      assert.equal(element.shadowRoot?.querySelector('[role=status]')?.textContent, '');
    });
  });
}

describe('a plain page with a strict Content-Security-Policy', () => {
  it('shows each look in its styles, and nothing is against the policy', async () => {
    const token = await simulateJob({ steps: [{ status: 8 }] });
    const badges = ['badge', 'bar', 'dot'].map(
      (look) =>
        `<scriptx-job-status appearance="${look}" server="${simulator}" token="${token}"></scriptx-job-status>`,
    );
    // In Firefox such a frame has no 'self'.
    const page = (await openPage(
      `<meta http-equiv="Content-Security-Policy" content="default-src ${location.origin}; connect-src *;
        require-trusted-types-for 'script'; trusted-types lit-html">
        <script type="module" src="/test/browser/support/note-violations.ts"></script>${moduleScript}${badges.join('')}`,
    )) as Window & { violations?: string[] };
    const shown = [...page.document.querySelectorAll('scriptx-job-status')];
    await waitUntil(() => shown.every(({ state }) => state === 'printing'), 'They print', {
      timeout: 8000,
    });
    const styles = shown.map((element) => {
      const [badge, text] = ['[part=badge]', '.text'].map((selector) =>
        page.getComputedStyle(partOf(element, selector)),
      );
      return `${badge?.display} ${text?.position}`;
    });
    assert.deepEqual(styles, ['inline-flex static', 'flex static', 'inline-flex absolute']);
    page.document.body.setAttribute('style', 'color: red');
    await waitUntil(() => page.violations?.length);
    assert.deepEqual(page.violations, ['style-src-attr'], 'the one of this test itself');
  });
});

describe('a plain page on which no script runs', () => {
  it('shows nothing of what is for the end, by the rule in the guide', async () => {
    const guide = await (await fetch('/docs/events.md')).text();
    const rule = /scriptx-job-status:not\(:defined\)[^}]*}/.exec(guide)?.[0] ?? '';
    const slots = ['completed', 'failed', 'abandoned', 'lost'].map(
      (name) => `<p slot="${name}">At the end</p>`,
    );
    const page = await openPage(
      `<style>${rule}</style><scriptx-job-status>${slots.join('')}</scriptx-job-status>`,
    );
    const { body } = page.document;
    assert.equal(body.innerText.trim(), '');
    page.document.querySelector('style')?.remove();
    assert.match(body.innerText, /At the end/);
  });
});

describe('the classic script', () => {
  it('has one global, which holds the exports', async () => {
    const empty = Object.keys(await openPage(''));
    const page = await openPage(classicScript);
    const added = Object.keys(page).filter(
      (name) => !empty.includes(name) && !/^lit|^react/.test(name),
    );
    assert.deepEqual(added, ['scriptxJobStatus']);
    const { scriptxJobStatus } = page as unknown as { scriptxJobStatus: object };
    assert.hasAllKeys(scriptxJobStatus, [
      'ScriptxJobStatus',
      'trackPrint',
      'watchJob',
      'JobStatusError',
      'JobStatusChangeEvent',
      'JobCompleteEvent',
      'JobFailedEvent',
      'JobErrorEvent',
    ]);
  });
});

describe('two copies of the package on one page', () => {
  /** Notes what the page's badges tell, and what the console is told. */
  const notes = `<script>
    var told = [], warnings = [];
    console.warn = (warning) => warnings.push(warning);
    for (const type of ['job-status-change', 'job-complete'])
      addEventListener(type, () => told.push(type));
  </script>`;

  it('leave the tag to the first, with one warning, and tell everything once', async () => {
    const token = await simulateJob({ steps: [{ status: 6 }] });
    const page = await openPage(
      `${notes}${classicScript}${moduleScript}${classicScript}
      <scriptx-job-status server="${simulator}" token="${token}"></scriptx-job-status>`,
    );
    await completes(badgeOf(page));
    const { told, warnings } = page as unknown as { told: string[]; warnings: string[] };
    assert.deepEqual(told, ['job-status-change', 'job-complete']);
    assert.lengthOf(warnings, 2, 'one for each copy that came too late');
    assert.include(warnings[0], '<scriptx-job-status>');
  });

  it('may each have a tag', async () => {
    const token = await simulateJob({ steps: [{ status: 6 }] });
    const page = await openPage(
      `${notes}${moduleScript}${classicScript}<script>
        scriptxJobStatus.ScriptxJobStatus.define('print-state');
      </script>
      <scriptx-job-status server="${simulator}" token="${token}"></scriptx-job-status>
      <print-state server="${simulator}" token="${token}"></print-state>`,
    );
    await completes(badgeOf(page));
    await completes(badgeOf(page, 'print-state'));
    const { told } = page as unknown as { told: string[] };
    assert.lengthOf(told, 4);
  });
});

describe('a class that an author has derived', () => {
  it('works under a tag of its own', async () => {
    const token = await simulateJob({ steps: [{ status: 6 }] });
    const page = await openPage(
      `${classicScript}<script>
        customElements.define('shop-job', class extends scriptxJobStatus.ScriptxJobStatus {
          connectedCallback() {
            this.server = '${simulator}';
            super.connectedCallback();
          }
        });
      </script><shop-job token="${token}"></shop-job>`,
    );
    await completes(badgeOf(page, 'shop-job'));
  });
});

describe("MeadCo's client", () => {
  it('submits a PDF, and the element follows it to its end', async () => {
    const page = await openPage(
      `<script src="/node_modules/scriptxprint-html/dist/meadco-scriptxservicesprint.min.js"
        data-meadco-server="${simulator}" data-meadco-subscription="${demoLicense}"
        data-meadco-syncinit="false" data-meadco-usefetch="true"></script>${moduleScript}`,
    );
    const { Print } = (page as unknown as { MeadCo: { ScriptX: { Print: Client } } }).MeadCo
      .ScriptX;
    await new Promise<void>((resolve, reject) => {
      Print.PDF.connectAsync(simulator, demoLicense, resolve, reject);
    });
    const token = await new Promise<string>((resolve) => {
      const onProgress = () => {
        const [job] = Print.queue;
        if (job) resolve(String(job.jobIdentifier));
      };
      Print.PDF.print(new URL('documents/invoice.pdf', demo).href, () => undefined, onProgress);
    });
    const element = page.document.createElement('scriptx-job-status');
    const events: JobEvent[] = [];
    for (const type of ['job-status-change', 'job-complete', 'job-failed', 'job-error'] as const) {
      element.addEventListener(type, (event) => events.push(event));
    }
    element.token = token;
    page.document.body.append(element);
    await completes(element);
    assert.deepEqual(inShort(events).slice(-2), ['completed', 'complete']);
    assert.includeMembers(inShort(events), ['printing']);
    assert.lengthOf(
      events.filter(({ type }) => type === 'job-complete'),
      1,
    );
  });
});

interface Client {
  readonly queue: { jobIdentifier: unknown }[];
  readonly PDF: {
    connectAsync(
      server: string,
      license: string,
      resolve: () => void,
      reject: (reason: unknown) => void,
    ): void;
    print(url: string, done: () => void, progress: () => void): void;
  };
}
