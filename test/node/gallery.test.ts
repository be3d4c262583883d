import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'puppeteer-core';
import { type Gallery, specimen, startGallery } from './support/gallery.js';

const themes = ['default', 'bootstrap', 'paper', 'solid', 'webawesome'];

let page: Page;
let open: Gallery['open'];
let close: Gallery['close'];
const problems: string[] = [];

before(async () => {
  ({ page, open, close } = await startGallery());
  // The console also reports what a Content-Security-Policy forbids.
  page.on('console', (message) => problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('requestfailed', (request) => problems.push(request.url()));
});

after(() => close());

/** The settings of the page, as far as they are visible in the specimens. */
async function visibleSettings() {
  const shown = await page.$$eval('.theme:not([hidden])', (all) => all.map(({ id }) => id));
  const badge = await page.$eval(
    '#solid .sheet >>> [role=row]:has(th[scope=row]) scriptx-job-status[appearance=badge]',
    (element) => {
      const root = element.shadowRoot;
      const motion = root?.querySelector('[part=motion]');
      return {
        direction: getComputedStyle(element).direction,
        words: root?.querySelector('[part=words]')?.textContent ?? '',
        animation: motion && getComputedStyle(motion).animationName,
      };
    },
  );
  const [background, size] = await page.$eval('body', (body) => [
    getComputedStyle(body).backgroundColor,
    getComputedStyle(body).fontSize,
  ]);
  return { shown, ...badge, background, size };
}

const light = 'rgb(255, 255, 255)';
const dark = 'rgb(16, 21, 26)';

test('the gallery shows each state in each appearance and theme', async () => {
  await open();
  const policy = await page.$eval(
    '[http-equiv=Content-Security-Policy]',
    (meta) => meta.getAttribute('content') ?? '',
  );
  assert.match(policy, /default-src 'self'/);
  assert.match(policy, /require-trusted-types-for 'script'; trusted-types lit-html /);
  for (const theme of themes) {
    const shown = await page.$$eval(`#${theme} ${specimen}`, (specimens) =>
      specimens.map((specimen) => {
        const { state, appearance } = specimen;
        const badge = specimen.shadowRoot?.querySelector('[part=badge]');
        const isSeen = (badge?.getBoundingClientRect().width ?? 0) > 0;
        const isIn = specimen.matches(`:defined:state(${state})`);
        return isSeen && isIn && `${state} ${appearance}`;
      }),
    );
    assert.equal(shown.length, 16 * 3);
    assert.ok(shown.every(Boolean), theme);
    assert.equal(new Set(shown).size, 16 * 3, `${theme}: all different`);
  }
});

/** The greatest difference between two pictures, in base64, in the colour of a pixel, of 255. */
function greatestDifference(pictures: readonly string[]): Promise<number> {
  return page.evaluate(async (pictures) => {
    const pixels = pictures.map(async (picture) => {
      const bytes = Uint8Array.from(atob(picture), (character) => character.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes]));
      const { width, height } = bitmap;
      const context = new OffscreenCanvas(width, height).getContext('2d');
      context?.drawImage(bitmap, 0, 0);
      return [...(context?.getImageData(0, 0, width, height).data ?? [])];
    });
    const [first = [], second = []] = await Promise.all(pixels);
    return Math.max(...first.map((value, index) => Math.abs(value - (second[index] ?? 0))));
  }, pictures);
}

test('each theme draws the dots of the icons', async () => {
  await open('?states=connecting&motion=reduced');
  for (const theme of themes) {
    const icon = await page.waitForSelector(
      `#${theme} ${specimen}[appearance=badge] >>> [part=icon]`,
    );
    // The icon consists of dots alone.
    const drawn = await icon?.screenshot({ encoding: 'base64' });
    await icon?.evaluate((icon) => icon.querySelector('path')?.remove());
    const empty = await icon?.screenshot({ encoding: 'base64' });
    const difference = await greatestDifference([drawn ?? '', empty ?? '']);
    assert.ok(difference > 80, `${theme}: ${difference}`);
  }
});

test('the legend shows a dot of each group, in this order', async () => {
  await open();
  const shown = await page.$$eval('#legend li', (items) =>
    items.map((item) => {
      const dot = item.querySelector('scriptx-job-status');
      return `${item.textContent.trim()}: ${dot?.appearance} ${dot?.state}`;
    }),
  );
  assert.deepEqual(shown, [
    'Waiting: dot queued',
    'Working: dot printing',
    'Needs attention: dot paused',
    'Completed: dot completed',
    'Failed: dot failed',
    'Cancelled: dot abandoned',
  ]);
});

test('each theme changes its own section and no other', async () => {
  await open();
  const looks = await Promise.all(
    themes.map((theme) =>
      page.$eval(`#${theme} ${specimen}:state(completed)`, (element) => {
        const badge = element.shadowRoot?.querySelector('.badge') ?? element;
        const { color, borderRadius, fontFamily } = getComputedStyle(badge);
        return [color, borderRadius, fontFamily].join();
      }),
    ),
  );
  assert.equal(new Set(looks).size, themes.length);
});

test('the controls change what is shown, and the URL', async () => {
  await open('?theme=nonsense&lang=xx', {
    'prefers-color-scheme': 'light',
    'prefers-reduced-motion': 'no-preference',
  });
  assert.deepEqual(await visibleSettings(), {
    shown: themes,
    direction: 'ltr',
    words: 'Checking',
    animation: 'pass',
    background: light,
    size: '16px',
  });
  const choices = { theme: 'solid', scheme: 'dark', lang: 'de', dir: 'rtl' };
  for (const [name, value] of Object.entries({ ...choices, motion: 'reduced', size: '200' })) {
    await page.select(`#${name}`, value);
  }
  const settings = {
    shown: ['solid'],
    direction: 'rtl',
    words: 'Wird geprüft',
    animation: 'none',
    background: dark,
    size: '32px',
  };
  await page.waitForFunction(() => location.search.includes('size=200'));
  await page.waitForNetworkIdle({ idleTime: 100 });
  assert.deepEqual(await visibleSettings(), settings);
  const { search } = new URL(page.url());
  assert.equal(search, '?theme=solid&scheme=dark&lang=de&dir=rtl&motion=reduced&size=200');
  await open(search);
  assert.deepEqual(await visibleSettings(), settings, 'the same from the URL');
  assert.equal(await page.$eval('#lang', (select) => (select as HTMLSelectElement).value), 'de');
  await page.select('#scheme', 'auto');
  assert.ok(!page.url().includes('scheme'), 'the URL contains no default');
});

test('every language can be chosen, and Arabic is right to left by default', async () => {
  const languages = await page.$$eval('#lang option', (all) => all.map((each) => each.value));
  assert.equal(languages.length, 10);
  const seen = new Set<string>();
  await open('?states=connecting');
  for (const lang of languages) {
    await page.select('#lang', lang);
    let shown = await visibleSettings();
    while (seen.has(shown.words)) shown = await visibleSettings();
    const { words, direction } = shown;
    seen.add(words);
    assert.equal(direction, lang === 'ar' ? 'rtl' : 'ltr');
  }
  assert.equal(seen.size, languages.length);
});

test('nothing scrolls sideways at 320 px, even with text at 200 %', async () => {
  await page.setViewport({ width: 320, height: 640 });
  for (const query of ['', '?size=200', '?lang=ar&size=200']) {
    await open(query);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.equal(width, 320, query);
  }
});

test('the browser reported no problem in the tests above', () => {
  assert.deepEqual(problems, []);
});

for (const scheme of ['light', 'dark']) {
  for (const forced of ['none', 'active']) {
    test(`the themes have enough contrast: ${scheme}, forced colours ${forced}`, async () => {
      await page.setViewport({ width: 1200, height: 800 });
      await open('?motion=reduced', { 'forced-colors': forced, 'prefers-color-scheme': scheme });
      for (const theme of themes) {
        assert.deepEqual(await lowContrastParts(theme), [], theme);
      }
    });
  }
}

/** The parts of a theme's specimens that have too little contrast to their background. */
function lowContrastParts(theme: string): Promise<string[]> {
  return page.$$eval(`#${theme} ${specimen}`, (specimens) => {
    const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
    if (!canvas) throw new Error('There is no canvas');

    /** Of layers of colours, the lowest first. */
    const luminance = (...layers: readonly string[]): number => {
      for (const layer of layers) {
        canvas.fillStyle = layer;
        canvas.fillRect(0, 0, 1, 1);
      }
      const [red = 0, green = 0, blue = 0] = [...canvas.getImageData(0, 0, 1, 1).data].map(
        (value) => (value > 10 ? ((value / 255 + 0.055) / 1.055) ** 2.4 : value / 255 / 12.92),
      );
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };

    const page = getComputedStyle(specimens[0]?.closest('table') ?? document.body).backgroundColor;
    return specimens.flatMap((specimen) => {
      const styleOf = (part: string): CSSStyleDeclaration | null => {
        const element = specimen.shadowRoot?.querySelector(`[part=${part}]`);
        return element && element.getClientRects().length > 0 ? getComputedStyle(element) : null;
      };
      const { state, appearance } = specimen;
      const background = styleOf('badge')?.backgroundColor ?? '';
      // The words of a dot are not visible.
      const textOf = (part: string) => (appearance === 'dot' ? '' : styleOf(part)?.color);
      const parts = [
        ['words', textOf('words'), 4.5],
        ['message', textOf('message'), 4.5],
        ['icon', styleOf('icon')?.color, 3],
        ['progress', styleOf('progress')?.color, 3],
      ] as const;
      return parts.flatMap(([part, colour, needed]) => {
        if (!colour) return [];
        // A theme may have a block of colour behind the icon, and so below the ring of a dot.
        const isOnBlock = part === 'icon' || (part === 'progress' && appearance === 'dot');
        const block = isOnBlock ? styleOf('icon')?.backgroundColor : undefined;
        const behind = luminance(page, background, block ?? 'transparent');
        canvas.globalAlpha = Number(styleOf(part)?.opacity);
        const front = luminance(colour);
        canvas.globalAlpha = 1;
        const contrast = (Math.max(front, behind) + 0.05) / (Math.min(front, behind) + 0.05);
        return contrast < needed ? [`${state} ${appearance} ${part} ${contrast.toFixed(2)}`] : [];
      });
    });
  });
}
