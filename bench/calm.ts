import { setTimeout as delay } from 'node:timers/promises';
import type { Metrics, Page } from 'puppeteer-core';
// For the type of the element that document.createElement() returns.
import type {} from '../dist/index.js';
import { type Pages, type Script, startPages } from './calm-pages.js';
import { type Row, table } from './table.js';

const busyCount = 300;
const finishedCount = 1_000;
const removedCount = 2_000;

/** How long a busy page is measured, in milliseconds. */
const span = 10_000;

/** Number of changes to an unrelated text. */
const changes = 30;

/** The HTML of one of the components that a page shows. */
type Markup = (index: number) => string;

/** Measures what badges cost the main thread of a page, compared with alternatives. */
export async function calmTables(): Promise<{ busy: string; moves: string }> {
  const pages = await startPages();
  try {
    return { busy: await busyTable(pages), moves: await movesTable(pages) };
  } finally {
    await pages.close();
  }
}

async function busyTable(pages: Pages): Promise<string> {
  const badge =
    (appearance: string): Markup =>
    (index) =>
      `<scriptx-job-status appearance="${appearance}" server="${pages.service}" token="${appearance}-${index}"></scriptx-job-status>`;
  const components: readonly (readonly [name: string, script: Script, markup: Markup])[] = [
    ['Shoelace spinners', 'shoelace', () => '<sl-spinner></sl-spinner>'],
    ['Web Awesome spinners', 'webawesome', () => '<wa-spinner></wa-spinner>'],
    ['badges', 'element', badge('badge')],
    ['bars', 'element', badge('bar')],
    ['dots', 'element', badge('dot')],
  ];
  const rows: Row[] = [];
  for (const [name, script, markup] of components) {
    for (const inLines of [true, false]) {
      const cells = await pages.open(script, (page) => measureBusy(page, markup, inLines));
      rows.push([`${busyCount} ${name}, ${inLines ? 'one a line' : 'side by side'}`, ...cells]);
    }
  }
  return table([
    ['', 'all shown within', 'main thread busy', 'style time of a change beside them'],
    ...rows,
  ]);
}

async function movesTable({ open, service }: Pages): Promise<string> {
  const plain = await open('element', (page) => measureMoves(page, 'plain-badge', service));
  const badges = await open('element', (page) => measureMoves(page, 'scriptx-job-status', service));
  const inMs = (times: readonly number[]): string[] => times.map((time) => `${time.toFixed(1)} ms`);
  return table([
    ['', `remove ${removedCount} nodes`, `reverse ${finishedCount} elements`],
    ['beside plain custom elements', ...inMs(plain)],
    ['beside finished badges', ...inMs(badges)],
    ['ratio', ...badges.map((time, index) => (time / (plain[index] ?? NaN)).toFixed(1))],
  ]);
}

/**
 * Measures a page whose components are all busy.
 *
 * @param inLines - Whether each is on its own line. If not, nearly all are in view
 */
async function measureBusy(page: Page, markup: Markup, inLines: boolean): Promise<string[]> {
  const items = Array.from({ length: busyCount }, (_, index) => markup(index));
  const html = inLines ? items.map((item) => `<div>${item}</div>`).join('') : items.join(' ');
  const start = Date.now();
  await page.$eval('div', (list, html) => void (list.innerHTML = html), html);
  await page.waitForFunction(
    () =>
      [...document.querySelectorAll('scriptx-job-status')].every(
        ({ state }) => state === 'printing',
      ),
    { polling: 100, timeout: 60_000 },
  );
  const shown = Date.now() - start;
  const before = await page.metrics();
  await delay(span);
  const after = await page.metrics();
  await page.$eval(
    'p',
    async (text, changes) => {
      for (let index = 0; index < changes; index++) {
        text.textContent = `Text ${index}`;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    changes,
  );
  const changed = await page.metrics();
  const share = difference(before, after, 'TaskDuration') / difference(before, after, 'Timestamp');
  const style = (difference(after, changed, 'RecalcStyleDuration') / changes) * 1000;
  return [
    `${(shown / 1000).toFixed(1)} s`,
    `${(share * 100).toFixed(0)} %`,
    `${style.toFixed(1)} ms`,
  ];
}

function difference(from: Metrics, to: Metrics, name: keyof Metrics): number {
  return (to[name] ?? NaN) - (from[name] ?? NaN);
}

/**
 * Measures the removal of plain nodes, and the reversal of finished badges or of plain custom elements
 * with the same shadow DOM. Each result is the median of five, in milliseconds.
 */
function measureMoves(
  page: Page,
  tag: 'scriptx-job-status' | 'plain-badge',
  service: string,
): Promise<number[]> {
  return page.evaluate(
    async (tag, service, finishedCount, removedCount) => {
      const settled = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, 300));
      const list = document.querySelector('div');
      const model = document.createElement('scriptx-job-status');
      Object.assign(model, { server: `${service}/done`, token: 'job', announce: 'off' });
      if (!list) throw new Error('The page has no <div>.');
      list.append(model);
      await model.finished;
      await settled();
      const { shadowRoot } = model;
      if (!shadowRoot) throw new Error('The badge has no shadow root.');
      const { innerHTML, adoptedStyleSheets } = shadowRoot;
      class PlainBadge extends HTMLElement {
        connectedCallback(): void {
          if (this.shadowRoot) return;
          const root = this.attachShadow({ mode: 'open' });
          Object.assign(root, { innerHTML, adoptedStyleSheets });
        }
      }
      customElements.define('plain-badge', PlainBadge);
      const badge = `<${tag} server="${service}/done" token="job" announce="off"></${tag}> `;
      list.innerHTML = badge.repeat(finishedCount);
      const other = document.createElement('section');
      document.body.append(other);
      await settled();
      const removals: number[] = [];
      const reversals: number[] = [];
      for (let round = 0; round < 5; round++) {
        other.innerHTML = '<i></i>'.repeat(removedCount);
        await settled();
        let start = performance.now();
        for (const node of [...other.children]) node.remove();
        removals.push(performance.now() - start);
        await settled();
        start = performance.now();
        list.append(...[...list.children].reverse());
        reversals.push(performance.now() - start);
        await settled();
      }
      return [removals, reversals].map(
        (times) => times.sort((one, other) => one - other)[2] ?? NaN,
      );
    },
    tag,
    service,
    finishedCount,
    removedCount,
  );
}
