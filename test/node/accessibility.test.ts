import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page, SerializedAXNode } from 'puppeteer-core';
import { runAxe } from './support/axe.js';
import { type Gallery, specimen, startGallery } from './support/gallery.js';

let page: Page;
let open: Gallery['open'];
let close: Gallery['close'];

before(async () => {
  ({ page, open, close } = await startGallery());
});

after(() => close());

const setWidth = (width: number): Promise<void> => page.setViewport({ width, height: 800 });

// The themes differ only in colours, and gallery.test.ts measures the contrast in each of them. axe
// cannot do that with forced colours, because it gets the colours that they replace.
for (const [name, width, media, ignored] of [
  ['on a light page', 1200, { 'prefers-color-scheme': 'light' }, []],
  ['on a dark, narrow page', 320, { 'prefers-color-scheme': 'dark' }, []],
  ['with forced colours', 1200, { 'forced-colors': 'active' }, ['color-contrast']],
] as const) {
  test(`axe finds no violations and nothing to review ${name}`, async () => {
    await setWidth(width);
    await open('?theme=default', media);
    const rules = Object.fromEntries(ignored.map((rule) => [rule, { enabled: false }]));
    assert.deepEqual(await runAxe(page, { rules }), { violations: [], incomplete: [] });
  });
}

test('assistive technology gets a name, words and a live region in each state', async () => {
  await setWidth(1200);
  await open('?theme=default');
  const bars = (['printing', 'paused', 'reconnecting', 'completed'] as const).map(
    (state) => `:state(${state})[appearance=bar]` as const,
  );
  const others = [...bars, ':state(printing)[appearance=dot]'] as const;
  const selectors = (['[appearance=badge]', ...others] as const).map(
    (selector) => `#default ${specimen}${selector}` as const,
  );
  const trees: string[] = [];
  const badges = (await Promise.all(selectors.map((selector) => page.$$(selector)))).flat();
  for (const element of badges) {
    const root = await page.accessibility.snapshot({ root: element, interestingOnly: false });
    assert.ok(root);
    const heading = await element.evaluate(
      ({ state, appearance }) => `${state}${appearance === 'badge' ? '' : ` as a ${appearance}`}`,
    );
    trees.push(heading, ...outline(root).map((line) => `  ${line}`));
  }
  const allow = 'Your browser asks whether this page may reach the print service. Choose Allow.';
  const lost = 'The print service no longer has this job. It may be finished: look at the printer.';
  const blocked =
    'This page may not reach the print service. Allow it in the site settings of your browser; ' +
    'your job may still be printing.';
  assert.equal(
    trees.join('\n'),
    `connecting
  group "Print job"
    "Checking"
    progressbar "Print job"
  status
awaiting-permission
  group "Print job"
    "Waiting for permission ${allow}"
  status
not-started
  group "Print job"
    "Waiting to start"
    progressbar "Print job"
  status
queued
  group "Print job"
    "Queued"
    progressbar "Print job"
  status
starting
  group "Print job"
    "Starting"
    progressbar "Print job"
  status
downloading
  group "Print job"
    "Fetching document"
    progressbar "Print job"
  status
downloaded
  group "Print job"
    "Document fetched"
    progressbar "Print job"
  status
printing
  group "Print job"
    "Printing printing: 4"
    progressbar "Print job"
  status
paused
  group "Print job"
    "Paused Out of paper"
  status
completed
  group "Print job"
    "Completed"
  status
failed
  group "Print job"
    "Failed The document is damaged"
  status
abandoned
  group "Print job"
    "Cancelled"
  status
unknown
  group "Print job"
    "In progress Sent to \\\\print-server-02.warehouse.example.com\\Zebra-ZT411-300dpi-Despatch-Bay-7, which waits for its operator to put letterheads into tray 3 (A4, 120 g/m²)"
    progressbar "Print job"
  status
reconnecting
  group "Print job"
    "Reconnecting Last known status: Printing. Trying again."
  status
blocked
  group "Print job"
    "Blocked by the browser ${blocked}"
  status
lost
  group "Print job"
    "Status unavailable ${lost}"
  status
printing as a bar
  group "Print job"
    "Printing printing: 4"
    progressbar "Print job": 75
  status
paused as a bar
  group "Print job"
    "Paused Out of paper"
    progressbar "Print job": 75
  status
reconnecting as a bar
  group "Print job"
    "Reconnecting Last known status: Printing. Trying again."
    progressbar "Print job": 75
  status
completed as a bar
  group "Print job"
    "Completed"
    progressbar "Print job": 100
  status
printing as a dot
  group "Print job"
    "Printing printing: 4"
    progressbar "Print job"
  status`,
  );
});

/** The roles, names and texts of an accessibility tree, without generic nodes. */
function outline({ role, name = '', value = '', children = [] }: SerializedAXNode): string[] {
  const [first] = children;
  const inside =
    first?.role === 'StaticText'
      ? [`"${children.map((text) => text.name).join('')}"`]
      : children.flatMap(outline);
  if (role === 'none' || role === 'generic') return inside;
  const own = `${role}${name && ` "${name}"`}${value === '' ? '' : `: ${value}`}`;
  return [own, ...inside.map((line) => `  ${line}`)];
}

test('each state has its own words and icon, so that none is shown by colour alone', async () => {
  await open('?theme=default');
  const shown = await page.$$eval(`#default ${specimen}[appearance=badge]`, (specimens) =>
    specimens.map(({ shadowRoot }) => ({
      words: shadowRoot?.querySelector('[part=words]')?.textContent,
      path: shadowRoot?.querySelector('[part=icon] path')?.getAttribute('d'),
      isSeen: ['words', 'icon'].every((part) =>
        shadowRoot?.querySelector(`[part=${part}]`)?.checkVisibility(),
      ),
    })),
  );
  assert.ok(shown.every(({ words, path, isSeen }) => words && path && isSeen));
  assert.equal(new Set(shown.map(({ words }) => words)).size, 16);
  assert.equal(new Set(shown.map(({ path }) => path)).size, 16);
});

for (const [name, isMoving, motion] of [
  ['is animated while a job is in progress', true, 'no-preference'],
  ['is not animated if the system prefers reduced motion', false, 'reduce'],
] as const) {
  test(`the element ${name}`, async () => {
    await setWidth(600);
    await open('?states=printing', { 'prefers-reduced-motion': motion });
    const isRunning = await page.$$eval('.sheet >>> scriptx-job-status', (specimens) =>
      specimens.some(({ shadowRoot }) => shadowRoot?.getAnimations().length),
    );
    assert.equal(isRunning, isMoving);
    const sheet = await page.$('#default .sheet >>> table');
    const before = await sheet?.screenshot({ encoding: 'base64' });
    await new Promise((resolve) => setTimeout(resolve, 500));
    assert.equal(before !== (await sheet?.screenshot({ encoding: 'base64' })), isMoving);
  });
}

for (const [dir, isMirrored] of [
  ['ltr', false],
  ['rtl', true],
] as const) {
  test(`the icon is before the words, and a bar fills from the same side: ${dir}`, async () => {
    await setWidth(1200);
    await open(`?theme=default&dir=${dir}`);
    const wrong = await page.$$eval(
      `#default ${specimen}:not([appearance=dot])`,
      (specimens, isMirrored) =>
        specimens.filter(({ shadowRoot }) => {
          const [icon, words] = ['icon', 'words'].map((part) =>
            shadowRoot?.querySelector(`[part=${part}]`)?.getBoundingClientRect(),
          );
          const [first, second] = isMirrored ? [words, icon] : [icon, words];
          return !first || !second || first.right > second.left;
        }).length,
      isMirrored,
    );
    assert.equal(wrong, 0);
    const quarters = await quartersOf(`#default ${specimen}:state(queued)[appearance=bar]`);
    // The second one is the current stage, which is animated.
    const [first, , third, fourth] = isMirrored ? quarters.reverse() : quarters;
    assert.equal(third, fourth);
    assert.notEqual(first, fourth);
  });

  test(`no words are cut off at 320 px with text at 200 %: ${dir}`, async () => {
    await setWidth(320);
    await open(`?size=200&dir=${dir}`);
    const cut = await page.$$eval('.sheet >>> scriptx-job-status', (specimens) =>
      specimens.flatMap((element) => {
        const badge = element.shadowRoot?.querySelector('[part=badge]');
        const { left = -1, right = Infinity } = badge?.getBoundingClientRect() ?? {};
        const words = badge?.querySelector('[part=words]')?.parentElement;
        const isCut = words && words.clientWidth > 1 && words.scrollWidth > words.clientWidth;
        return isCut || left < 0 || right > innerWidth ? [element.state] : [];
      }),
    );
    assert.deepEqual(cut, []);
  });
}

/** A screenshot of one pixel in each quarter of a bar's progress. */
async function quartersOf(bar: string): Promise<string[]> {
  const progress = await page.$(`${bar} >>> [part=progress]`);
  const box = await progress?.boundingBox();
  assert.ok(box);
  const pixels: string[] = [];
  for (const part of [0.125, 0.375, 0.625, 0.875]) {
    const [x, y] = [box.x + box.width * part, box.y + box.height / 2].map(Math.floor);
    const clip = { x: x ?? 0, y: y ?? 0, width: 1, height: 1 };
    pixels.push(await page.screenshot({ clip, encoding: 'base64' }));
  }
  return pixels;
}

test('in print, words and icons have the text colour, with a contrast of 4.5:1 or more to white', async () => {
  await open('?theme=default', { type: 'print', 'prefers-color-scheme': 'light' });
  const colours = await page.$$eval(`#default ${specimen}`, (specimens) =>
    specimens.flatMap(({ shadowRoot }) =>
      ['words', 'message', 'icon'].map((part) => {
        const element = shadowRoot?.querySelector(`[part=${part}]`);
        return element ? getComputedStyle(element).color : '';
      }),
    ),
  );
  const ink = await page.$eval('body', (body) => getComputedStyle(body).color);
  assert.deepEqual([...new Set(colours)], [ink]);
  const [red = 0, green = 0, blue = 0] = (ink.match(/\d+/g) ?? []).map(
    (value) => (Number(value) / 255) ** 2.2,
  );
  assert.ok(1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05) >= 4.5, ink);
});
