import { setTimeout as delay } from 'node:timers/promises';
import { startPages } from './calm-pages.mjs';

/** @typedef {import('puppeteer-core').Page} Page */

const busyCount = 300;
const finishedCount = 1_000;
const removedCount = 2_000;

/** How long a busy page is measured, in milliseconds. */
const span = 10_000;

/** Number of changes to an unrelated text. */
const changes = 30;

/**
 * Measures what badges cost the main thread of a page, compared with alternatives.
 *
 * @param {(rows: (string | number)[][]) => string} table
 */
export async function calmTables(table) {
  const pages = await startPages();
  try {
    const badge = (/** @type {string} */ appearance) => (/** @type {number} */ index) =>
      `<scriptx-job-status appearance="${appearance}" server="${pages.service}" token="${appearance}-${index}"></scriptx-job-status>`;
    const busy = [];
    for (const [name, script, markup] of /** @type {const} */ ([
      ['Shoelace spinners', 'shoelace', () => '<sl-spinner></sl-spinner>'],
      ['Web Awesome spinners', 'webawesome', () => '<wa-spinner></wa-spinner>'],
      ['badges', 'element', badge('badge')],
      ['bars', 'element', badge('bar')],
      ['dots', 'element', badge('dot')],
    ])) {
      for (const inLines of [true, false]) {
        const row = await pages.open(script, (page) => measureBusy(page, markup, inLines));
        busy.push([`${busyCount} ${name}, ${inLines ? 'one a line' : 'side by side'}`, ...row]);
      }
    }
    const { service } = pages;
    /** @type {number[]} */
    const plain = await pages.open('element', (page) => measureMoves(page, 'plain-badge', service));
    /** @type {number[]} */
    const badges = await pages.open('element', (page) =>
      measureMoves(page, 'scriptx-job-status', service),
    );
    const inMs = (/** @type {number[]} */ times) => times.map((time) => `${time.toFixed(1)} ms`);
    return {
      busy: table([
        ['', 'all shown within', 'main thread busy', 'style time of a change beside them'],
        ...busy,
      ]),
      moves: table([
        ['', `remove ${removedCount} nodes`, `reverse ${finishedCount} elements`],
        ['beside plain custom elements', ...inMs(plain)],
        ['beside finished badges', ...inMs(badges)],
        ['ratio', ...badges.map((time, index) => (time / (plain[index] ?? NaN)).toFixed(1))],
      ]),
    };
  } finally {
    await pages.close();
  }
}

/**
 * @param {Page} page
 * @param {(index: number) => string} markup
 * @param {boolean} inLines - Whether each is on its own line. If not, nearly all are in view
 * @returns {Promise<string[]>}
 */
async function measureBusy(page, markup, inLines) {
  const items = Array.from({ length: busyCount }, (_, index) => markup(index));
  const html = inLines ? items.map((item) => `<div>${item}</div>`).join('') : items.join(' ');
  const start = Date.now();
  await page.$eval('div', (list, html) => void (list.innerHTML = html), html);
  await page.waitForFunction(
    () =>
      [...document.querySelectorAll('scriptx-job-status')].every(
        (badge) => Reflect.get(badge, 'state') === 'printing',
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
  /** @typedef {'Timestamp' | 'TaskDuration' | 'RecalcStyleDuration'} Metric */
  const between = (
    /** @type {typeof before} */ from,
    /** @type {typeof before} */ to,
    /** @type {Metric} */ name,
  ) => (to[name] ?? NaN) - (from[name] ?? NaN);
  const share = between(before, after, 'TaskDuration') / between(before, after, 'Timestamp');
  const style = (between(after, changed, 'RecalcStyleDuration') / changes) * 1000;
  return [
    `${(shown / 1000).toFixed(1)} s`,
    `${(share * 100).toFixed(0)} %`,
    `${style.toFixed(1)} ms`,
  ];
}

/**
 * Measures the removal of plain nodes, and the reversal of finished badges or of plain custom elements
 * with the same shadow DOM. Each result is the median of five, in milliseconds.
 *
 * @param {Page} page
 * @param {string} tag
 * @param {string} service
 */
function measureMoves(page, tag, service) {
  return page.evaluate(
    async (tag, service, finishedCount, removedCount) => {
      const settled = () => new Promise((resolve) => setTimeout(resolve, 300));
      const list = /** @type {HTMLElement} */ (document.querySelector('div'));
      const model = document.createElement('scriptx-job-status');
      Object.assign(model, { server: `${service}/done`, token: 'job', announce: 'off' });
      list.append(model);
      await Reflect.get(model, 'finished');
      await settled();
      const { innerHTML, adoptedStyleSheets } = /** @type {ShadowRoot} */ (model.shadowRoot);
      class PlainBadge extends HTMLElement {
        connectedCallback() {
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
      /** @type {number[][]} */
      const times = [[], []];
      for (let round = 0; round < 5; round++) {
        other.innerHTML = '<i></i>'.repeat(removedCount);
        await settled();
        let start = performance.now();
        for (const node of [...other.children]) node.remove();
        times[0]?.push(performance.now() - start);
        await settled();
        start = performance.now();
        list.append(...[...list.children].reverse());
        times[1]?.push(performance.now() - start);
        await settled();
      }
      return times.map((each) => each.sort((one, other) => one - other)[2] ?? NaN);
    },
    tag,
    service,
    finishedCount,
    removedCount,
  );
}
