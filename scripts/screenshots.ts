// Takes the README's pictures, in docs, from the demo's gallery. They show the fonts of the machine:
// the committed ones were taken with Inter, Noto Serif and Noto Sans Arabic.
//
//   npm run screenshots                  all pictures
//   npm run screenshots -- badges rtl    these pictures
import { fileURLToPath } from 'node:url';
import type { Page, ScreenshotClip } from 'puppeteer-core';
import { startDemo } from '../demo/server.js';
import { launchChromium } from './chromium.js';

interface Picture {
  /** The gallery's query string. */
  readonly query: string;
  /** The width of the window, in CSS pixels. */
  readonly width: number;
  /** Selectors of what the picture shows. It is cut to their common box. */
  readonly of: readonly string[];
  /** Selectors of what to remove first. */
  readonly without?: readonly string[];
  /** How much of the page's background to show around the box. 0, the default, makes it transparent. */
  readonly margin?: number;
  /** The media features to emulate. */
  readonly media?: Readonly<Record<string, string>>;
}

const panels = '#default .sheet >>> .panels';
const darkPanel = '#default .sheet >>> .panel:last-child';

const pictures: Readonly<Record<string, Picture>> = {
  badges: { query: 'theme=default&states=', width: 1000, of: [panels] },
  themes: {
    query: 'scheme=light&states=',
    width: 1000,
    of: ['#bootstrap', '#webawesome'],
    without: ['.sheet >>> .dots', '.sheet >>> .bars > :last-child'],
    margin: 24,
  },
  'forced-colors': {
    query: 'theme=default&states=',
    width: 400,
    of: [panels],
    without: [darkPanel],
    media: { 'forced-colors': 'active', 'prefers-color-scheme': 'dark' },
  },
  rtl: {
    query: 'theme=default&states=&lang=ar',
    width: 400,
    of: [panels],
    without: [darkPanel],
  },
  narrow: {
    query: 'theme=default&states=&size=200',
    width: 320,
    of: [panels],
    without: [darkPanel, '#default .sheet >>> .dots'],
  },
};

/** The time at which animations are paused, in milliseconds after their start. */
const pausedAt = 1100;

const names = process.argv.slice(2);
const demo = await startDemo({ port: 0, simulatorPort: 0 });
const browser = await launchChromium();
try {
  for (const [name, picture] of Object.entries(pictures)) {
    if (names.length === 0 || names.includes(name)) await take(name, picture);
  }
} finally {
  await browser.close();
  await demo.close();
}

async function take(name: string, picture: Picture): Promise<void> {
  const { query, width, of, without = [], margin = 0, media = {} } = picture;
  const page = await browser.newPage();
  // High enough to show everything, because animations that are out of view are not drawn.
  await page.setViewport({ width, height: 3000, deviceScaleFactor: 2 });
  const features = Object.entries(media).map(([name, value]) => ({ name, value }));
  const session = await page.createCDPSession();
  await session.send('Emulation.setEmulatedMedia', { features });
  await page.goto(`${demo.address}gallery/?${query}`);
  await page.waitForSelector('#gallery:not([aria-busy])');
  for (const selector of without) {
    await page.$$eval(selector, (elements) => elements.forEach((element) => element.remove()));
  }
  await page.$$eval(
    '.sheet >>> scriptx-job-status >>> [part=motion]',
    (elements, pausedAt) => {
      for (const animation of elements.flatMap((element) => element.getAnimations())) {
        animation.pause();
        animation.currentTime = pausedAt;
      }
    },
    pausedAt,
  );
  const path = fileURLToPath(new URL(`../docs/${name}.png`, import.meta.url));
  if (!margin) await page.$eval('body', ({ style }) => (style.background = 'none'));
  await page.screenshot({ path, clip: await boxAround(page, of, margin), omitBackground: !margin });
  await page.close();
  console.log(`docs/${name}.png`);
}

/** The smallest box that contains the first element of each selector, with a margin. */
async function boxAround(
  page: Page,
  selectors: readonly string[],
  margin: number,
): Promise<ScreenshotClip> {
  const boxes = await Promise.all(
    selectors.map(async (selector) => {
      const box = await page
        .locator(selector)
        .waitHandle()
        .then((element) => element.boundingBox());
      if (!box) throw new Error(`${selector} is not visible.`);
      return box;
    }),
  );
  const left = Math.min(...boxes.map(({ x }) => x)) - margin;
  const top = Math.min(...boxes.map(({ y }) => y)) - margin;
  const right = Math.max(...boxes.map(({ x, width }) => x + width)) + margin;
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height)) + margin;
  return { x: left, y: top, width: right - left, height: bottom - top };
}
