import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { launchChromium } from '../../scripts/chromium.js';
import { type Servers, simulateJob, startServers } from './support/badge-page.js';

let servers: Servers;
let browser: Browser;

before(async () => {
  servers = await startServers();
  browser = await launchChromium();
});

after(async () => {
  await browser.close();
  await servers.close();
});

test('copying a table copies the visible words and no others', async () => {
  const { simulator, port } = servers;
  const token = await simulateJob(simulator, { steps: [{ status: 6 }] });
  const origin = `http://127.0.0.1:${port}`;
  await browser.defaultBrowserContext().setPermission(origin, {
    permission: { name: 'clipboard-read' },
    state: 'granted',
  });
  const page = await browser.newPage();
  await page.goto(origin);
  await page.waitForFunction(() => customElements.get('scriptx-job-status'));
  await page.bringToFront();
  const copied = await page.evaluate(
    async (server, token) => {
      const rows = ['badge', 'dot'].map(
        (appearance) =>
          `<tr><td>A ${appearance}</td><td><scriptx-job-status appearance="${appearance}" server="${server}"
            token="${token}"></scriptx-job-status></td></tr>`,
      );
      document.body.innerHTML = `<table>${rows.join('')}</table>`;
      const badges = [...document.querySelectorAll('scriptx-job-status')];
      await Promise.all(badges.map(({ finished }) => finished));
      await new Promise((resolve) => setTimeout(resolve, 100));
      const announced = badges.map(
        ({ shadowRoot }) => shadowRoot?.querySelector('[role=status]')?.textContent,
      );
      getSelection()?.selectAllChildren(document.body);
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- Nothing else copies the selection.
      document.execCommand('copy');
      return { announced, text: await navigator.clipboard.readText() };
    },
    simulator.address,
    token,
  );
  assert.deepEqual(copied.announced, ['Print job: Completed', '']);
  assert.equal(copied.text.replace(/\s+/g, ' ').trim(), 'A badge Completed A dot');
});
