import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import express from 'express';
import { listen } from '../../demo/listen.ts';
import { launchChromium } from '../../scripts/chromium.ts';
import { reaches, simulateJob, startServers } from './support/badge-page.ts';
import { startVendorService } from '../services/vendor-service.js';

/**
 * @typedef {object} Example
 * @property {string} name
 * @property {string} code
 * @property {boolean} isFile - Whether a file of the demo is shown, which has tests of its own
 */

const exampleToken = '8c72a9871ba64c4ba507b4392c1ce0b9';

const examples = await readExamples();
const files = examples.filter(({ isFile }) => isFile);
const scripts = examples.filter(({ code, isFile }) => !isFile && /<script\s/.test(code));
const [badges, loaders] = [true, false].map((hasBadge) =>
  scripts.filter(({ code }) => code.includes('<scriptx-job-status') === hasBadge),
);

/** @returns {Promise<Example[]>} The HTML in the README and in the guides */
async function readExamples() {
  const guides = (await readdir('docs')).filter((file) => file.endsWith('.md'));
  const all = ['README.md', ...guides.map((file) => join('docs', file))].map(async (path) => {
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
  /** @type {Awaited<ReturnType<typeof startServers>>} */
  let servers;
  /** @type {Awaited<ReturnType<typeof startVendorService>>} */
  let vendorService;
  /** @type {import('puppeteer-core').Browser} */
  let browser;
  /** @type {Awaited<ReturnType<typeof listen>>} */
  let site;
  let html = '';

  before(async () => {
    [servers, vendorService, browser] = await Promise.all([
      startServers(),
      startVendorService({ mode: 'windows-pc' }),
      launchChromium(),
    ]);
    const app = express();
    app.get('/', (_request, response) => response.type('html').send(html));
    app.use(express.static('dist'), express.static('node_modules/scriptxprint-html/dist'));
    site = await listen(app, 0, '127.0.0.1');
    await simulateJob(servers.simulator, { token: exampleToken, steps: [{ status: 6 }] });
  });

  after(() => Promise.all([browser.close(), servers.close(), vendorService.close(), site.close()]));

  /**
   * Opens a page with this project's files in place of those of a CDN, and a service of the tests.
   *
   * @param {string} code
   */
  async function open(code) {
    const service = code.includes('MeadCo')
      ? vendorService
      : { address: servers.simulator.address, license: '' };
    html = code
      .replaceAll(/https:\/\/cdn\.jsdelivr\.net\/npm\/[\w@.-]+\/dist\//g, '/')
      .replaceAll(/server="http[^"]*"/g, `server="${service.address}"`)
      .replaceAll(/xxxxxxxx-[x-]+/g, service.license);
    const page = await browser.newPage();
    /** @type {unknown[]} */
    const problems = [];
    page.on('pageerror', (error) => problems.push(error));
    page.on('response', (response) => {
      if (response.url().includes('.js') && response.status() >= 400) problems.push(response.url());
    });
    await page.goto(`http://127.0.0.1:${site.port}/`);
    return { page, problems };
  }

  for (const { name, code } of badges ?? []) {
    it(`shows a job: ${name}`, async () => {
      const { page, problems } = await open(code);
      await reaches(page, 'completed');
      assert.deepEqual(problems, []);
      await page.close();
    });
  }

  for (const { name, code } of loaders ?? []) {
    it(`loads its scripts: ${name}`, async () => {
      const { page, problems } = await open(code);
      assert.deepEqual(problems, []);
      await page.close();
    });
  }
});

describe('the links of the guides', () => {
  /** @param {string} text @returns {Set<string>} The anchors of its headings, as on GitHub */
  const anchorsOf = (text) =>
    new Set(
      [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
        heading
          .toLowerCase()
          .replace(/[^\p{L}\p{N} _-]/gu, '')
          .replaceAll(' ', '-'),
      ),
    );

  it('lead to a file, and to a heading in it', async () => {
    const paths = (await readdir('docs')).filter((file) => file.endsWith('.md'));
    for (const path of ['README.md', ...paths.map((file) => join('docs', file))]) {
      const text = (await readFile(path, 'utf8')).replace(/^ *```[^]*?^ *```/gm, '');
      for (const [, link = ''] of text.matchAll(/\]\((?!https?:)([^)]+)\)/g)) {
        const [file, anchor] = link.split('#');
        const target = file ? join(dirname(path), file) : path;
        const isText = target.endsWith('.md') || target.endsWith('.css');
        const content = await readFile(target, isText ? 'utf8' : 'latin1');
        if (anchor) assert.ok(anchorsOf(content).has(anchor), `${path}: ${link}`);
      }
    }
  });
});

it('finds the examples', () => {
  assert.ok(files.length > 5 && (badges ?? []).length > 2 && (loaders ?? []).length > 2);
});
