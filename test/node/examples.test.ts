import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { launchChromium } from '../../scripts/chromium.js';
import { startVendorService, type VendorService } from '../services/vendor-service.js';
import { reaches, simulateJob, startServers } from './support/badge-page.js';
import { type PageServer, startPageServer } from './support/page-server.js';

interface Example {
  readonly name: string;
  readonly code: string;
  /** Whether a file of the demo is shown, which has tests of its own. */
  readonly isFile: boolean;
}

const exampleToken = '8c72a9871ba64c4ba507b4392c1ce0b9';

const examples = await readExamples();
const files = examples.filter(({ isFile }) => isFile);
const scripts = examples.filter(({ code, isFile }) => !isFile && /<script\s/.test(code));
const badges = scripts.filter(({ code }) => code.includes('<scriptx-job-status'));
const loaders = scripts.filter((script) => !badges.includes(script));

/** The README and the guides. */
async function guidePaths(): Promise<string[]> {
  const guides = (await readdir('docs')).filter((file) => file.endsWith('.md'));
  return ['README.md', ...guides.map((file) => join('docs', file))];
}

/** The HTML in the README and in the guides. */
async function readExamples(): Promise<Example[]> {
  const all = (await guidePaths()).map(async (path) => {
    const text = await readFile(path, 'utf8');
    const blocks = [...text.matchAll(/(<!-- file: .+ -->\n\n)?^ *```html\n([^]*?)^ *```/gm)];
    return blocks.map(([, file, code = ''], index) => ({
      name: `example ${index + 1} of ${path}`,
      code,
      isFile: !!file,
    }));
  });
  return (await Promise.all(all)).flat();
}

describe('an example that is a whole file', () => {
  for (const { name, code } of files) {
    if (!code.startsWith('<!doctype html>')) continue;
    it(`is a whole page: ${name}`, () => {
      for (const part of ['<html lang="', '<meta charset="utf-8" />', '<title>', '</html>']) {
        assert.ok(code.includes(part), part);
      }
    });
  }
});

describe('an example that is pasted into an empty page', () => {
  let servers: Awaited<ReturnType<typeof startServers>>;
  let vendorService: VendorService;
  let browser: Browser;
  let pages: PageServer;

  before(async () => {
    [servers, vendorService, browser, pages] = await Promise.all([
      startServers(),
      startVendorService({ mode: 'windows-pc' }),
      launchChromium(),
      startPageServer(),
    ]);
    await simulateJob(servers.simulator, { token: exampleToken, steps: [{ status: 6 }] });
  });

  after(() => Promise.all([browser, servers, vendorService, pages].map((each) => each.close())));

  /** Opens a page with this project's files in place of those of a CDN, and a service of the tests. */
  async function open(code: string) {
    const service = code.includes('MeadCo')
      ? vendorService
      : { address: servers.simulator.address, license: '' };
    const html = code
      .replaceAll(/https?:\/\/(cdn\.jsdelivr\.net\/npm\/[\w@.-]+|localhost:8000)\/dist\//g, '/')
      .replaceAll(/server="http[^"]*"/g, `server="${service.address}"`)
      .replaceAll(/xxxxxxxx-[x-]+/g, service.license);
    const page = await browser.newPage();
    const problems: unknown[] = [];
    page.on('pageerror', (error) => problems.push(error));
    page.on('response', (response) => {
      if (response.url().includes('.js') && response.status() >= 400) problems.push(response.url());
    });
    await page.goto(pages.add(html));
    return { page, problems };
  }

  for (const { name, code } of badges) {
    it(`shows a job: ${name}`, async () => {
      const { page, problems } = await open(code);
      await reaches(page, 'completed');
      assert.deepEqual(problems, []);
      await page.close();
    });
  }

  for (const { name, code } of loaders) {
    it(`loads its scripts: ${name}`, async () => {
      const { page, problems } = await open(code);
      assert.deepEqual(problems, []);
      await page.close();
    });
  }
});

describe('the links of the README and the guides', () => {
  /** The anchors of the headings of a text, as on GitHub. */
  const anchorsOf = (text: string): ReadonlySet<string> =>
    new Set(
      [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
        heading
          .toLowerCase()
          .replace(/[^\p{L}\p{N} _-]/gu, '')
          .replaceAll(' ', '-'),
      ),
    );

  /** Whether a link of a text leads nowhere. */
  async function isBroken(path: string, link: string): Promise<boolean> {
    const [file, anchor] = link.split('#');
    const target = file ? join(dirname(path), file) : path;
    if (!existsSync(target)) return true;
    return !!anchor && !anchorsOf(await readFile(target, 'utf8')).has(anchor);
  }

  it('lead to a file, and to a heading in it', async () => {
    const others = ['CONTRIBUTING.md', 'CHANGELOG.md', 'BENCHMARKS.md'];
    const broken: string[] = [];
    for (const path of [...(await guidePaths()), ...others]) {
      const text = (await readFile(path, 'utf8')).replace(/^ *```[^]*?^ *```/gm, '');
      for (const [, link = ''] of text.matchAll(/\]\((?!https?:)([^)]+)\)/g)) {
        if (await isBroken(path, link)) broken.push(`${path}: ${link}`);
      }
    }
    assert.deepEqual(broken, []);
  });

  it('lead from the README to each guide', async () => {
    const [readme, ...guides] = await guidePaths();
    const text = await readFile(readme ?? '', 'utf8');
    const missing = guides.filter((path) => !text.includes(`(${path})`));
    assert.deepEqual(missing, []);
  });
});

it('finds the examples', () => {
  assert.ok(files.length > 5 && badges.length > 2 && loaders.length > 2);
});
