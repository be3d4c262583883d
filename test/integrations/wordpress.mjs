import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { reaches, simulateJob } from '../node/support/badge-page.ts';

/**
 * @typedef {import('puppeteer-core').Page} Page
 * @typedef {import('../../demo/simulator/start-simulator.ts').Simulator} Simulator
 */

/**
 * Runs the WordPress plugin in PHP, and shows a page with what it outputs.
 *
 * @param {Page} page
 * @param {Simulator} simulator
 * @param {string} folder - Of the plugin
 * @param {string} address - At which the folder is served
 */
export async function driveWordPress(page, simulator, folder, address) {
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

  /** @param {string} content */
  const show = async (content) => {
    await writeFile(
      join(folder, 'page.html'),
      `<!doctype html><html lang="en"><meta charset="utf-8"><title>A post</title>${head}${content}</html>`,
    );
    await page.goto(`${address}page.html`);
    await reaches(page, 'completed');
    return page.evaluate(() => document.body.innerText.replace(/\s+/g, ' ').trim());
  };
  assert.equal(await show(badge), 'In the tray: see the order');
  const label = await page.$eval('scriptx-job-status', (badge) => badge.getAttribute('label'));
  assert.equal(label, name);

  // What an author writes passes wpautop, and is shown only if each state has one wrapper on one line.
  const { autop } = await importFrom(
    join(folder, '../node_modules'),
    '@wordpress/autop/build/index.cjs',
  );
  const start = `<scriptx-job-status token="${token}">`;
  const link = '<a href="/orders/42">see the order</a>';
  const wrapper = `<span slot="completed">In the tray: ${link}</span>`;
  const paragraphs = `\n${wrapper}\n\n<span slot="failed">Print it again</span>\n`;
  assert.equal(
    await show(autop(`Before\n\n${start}${wrapper}</scriptx-job-status>`)),
    'Before In the tray: see the order',
  );
  assert.match(await show(autop(`${start}${paragraphs}</scriptx-job-status>`)), /Print it again/);
}

/**
 * @param {string} packages
 * @param {string} plugin
 * @param {Record<string, string>} attributes - Of the shortcode
 * @returns {Promise<{ head: string, badge: string, allowed: Record<string, object> }>}
 */
async function runPlugin(packages, plugin, attributes) {
  const { PHP, loadPHPRuntime } = await importFrom(packages, '@php-wasm/universal/index.js');
  const { getPHPLoaderModule } = await importFrom(packages, '@php-wasm/node-8-3/index.js');
  const php = new PHP(await loadPHPRuntime(await getPHPLoaderModule()));
  try {
    php.writeFile('/plugin.php', plugin);
    php.writeFile('/attributes.json', JSON.stringify(attributes));
    const file = fileURLToPath(new URL('wordpress.php', import.meta.url));
    const { errors, text } = await php.run({ code: await readFile(file, 'utf8') });
    assert.equal(errors, '');
    return JSON.parse(text);
  } finally {
    php.exit();
  }
}

/** @param {string} packages @param {string} file */
function importFrom(packages, file) {
  return import(pathToFileURL(join(packages, file)).href);
}
