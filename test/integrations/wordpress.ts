import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Page } from 'puppeteer-core';
import type { Simulator } from '../../demo/simulator/start-simulator.js';
import { reaches, simulateJob } from '../node/support/badge-page.js';

/** What wordpress.php prints. */
interface PluginOutput {
  readonly head: string;
  readonly badge: string;
  /** The elements that a post can contain, and their attributes. */
  readonly allowed: Readonly<Record<string, object>>;
}

/** The parts of PHP for WebAssembly that run the plugin. The apps install it, this package doesn't. */
interface PhpUniversal {
  readonly PHP: new (runtime: number) => Php;
  readonly loadPHPRuntime: (loader: object) => Promise<number>;
}

interface Php {
  writeFile(path: string, data: string): void;
  run(request: { code: string }): Promise<{ readonly errors: string; readonly text: string }>;
  exit(): void;
}

/**
 * Runs the WordPress plugin in PHP, and shows a page with what it outputs.
 *
 * @param folder - Of the plugin
 * @param address - At which the folder is served
 */
export async function driveWordPress(
  page: Page,
  simulator: Simulator,
  folder: string,
  address: string,
): Promise<void> {
  const token = await simulateJob(simulator, { steps: [{ status: 6 }] });
  const name = '"Invoice" <42>';
  const plugin = await readFile(join(folder, 'print-job-status.php'), 'utf8');
  const { head, badge, allowed } = await runPlugin(
    join(folder, '../node_modules'),
    plugin.replace('http://127.0.0.1:41191', simulator.address),
    { token, name, order: '4/2', server: 'https://other.example' },
  );
  assert.match(badge, /href="https:\/\/shop.example\/orders\/4%2F2\/print"/);
  assert.doesNotMatch(badge, /other/);
  const attributes = allowed['scriptx-job-status'] ?? {};
  assert.ok('token' in attributes && !('server' in attributes) && !('license' in attributes));

  const show = async (content: string): Promise<string> => {
    await writeFile(
      join(folder, 'page.html'),
      `<!doctype html><html lang="en"><meta charset="utf-8"><title>A post</title>${head}${content}</html>`,
    );
    await page.goto(`${address}page.html`);
    await reaches(page, 'completed');
    return page.evaluate(() => document.body.innerText.replace(/\s+/g, ' ').trim());
  };
  assert.equal(await show(badge), 'At the printer: see the order');
  const label = await page.$eval('scriptx-job-status', (badge) => badge.getAttribute('label'));
  assert.equal(label, name);

  // What an author writes passes wpautop, and is shown only if each state has one wrapper on one line.
  const { autop } = (await importFrom(
    join(folder, '../node_modules'),
    '@wordpress/autop/build/index.cjs',
  )) as { autop: (text: string) => string };
  const start = `<scriptx-job-status token="${token}">`;
  const link = '<a href="/orders/42">see the order</a>';
  const wrapper = `<span slot="completed">At the printer: ${link}</span>`;
  const paragraphs = `\n${wrapper}\n\n<span slot="failed">Print it again</span>\n`;
  assert.equal(
    await show(autop(`Before\n\n${start}${wrapper}</scriptx-job-status>`)),
    'Before At the printer: see the order',
  );
  assert.match(await show(autop(`${start}${paragraphs}</scriptx-job-status>`)), /Print it again/);
}

/** @param attributes - Of the shortcode */
async function runPlugin(
  packages: string,
  plugin: string,
  attributes: Readonly<Record<string, string>>,
): Promise<PluginOutput> {
  const { PHP, loadPHPRuntime } = (await importFrom(
    packages,
    '@php-wasm/universal/index.js',
  )) as PhpUniversal;
  const { getPHPLoaderModule } = (await importFrom(packages, '@php-wasm/node-8-3/index.js')) as {
    getPHPLoaderModule: () => Promise<object>;
  };
  const php = new PHP(await loadPHPRuntime(await getPHPLoaderModule()));
  try {
    php.writeFile('/plugin.php', plugin);
    php.writeFile('/attributes.json', JSON.stringify(attributes));
    const file = fileURLToPath(new URL('wordpress.php', import.meta.url));
    const { errors, text } = await php.run({ code: await readFile(file, 'utf8') });
    assert.equal(errors, '');
    return JSON.parse(text) as PluginOutput;
  } finally {
    php.exit();
  }
}

function importFrom(packages: string, file: string): Promise<unknown> {
  return import(pathToFileURL(join(packages, file)).href);
}
