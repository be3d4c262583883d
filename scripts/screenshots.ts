// Takes the pictures of the README and the guides, in docs. They show the fonts of the machine: the
// committed ones were taken with Inter, Noto Sans, Noto Serif and Noto Sans Arabic.
//
//   npm run screenshots                  all pictures
//   npm run screenshots -- badges job    these pictures
import { writeFile } from 'node:fs/promises';
import type { Page } from 'puppeteer-core';
import { startDemo } from '../demo/server.js';
import { afterFrame } from './after-frame.js';
import { launchChromium } from './chromium.js';
import { compressPng } from './compress-png.js';
import { emulateMedia } from './emulate-media.js';
import { takeJob, takeStillJob } from './job-picture.js';

/** A picture of the gallery's themes. */
interface Picture {
  /** The gallery's query string. */
  readonly query: string;
  /** The width of the picture, in CSS pixels. */
  readonly width: number;
  /** Selectors of what to remove first. */
  readonly without: readonly string[];
  /** How much of the page's background to show around the themes. 0, the default, makes it transparent. */
  readonly margin?: number;
  /** The media features to emulate. */
  readonly media?: Readonly<Record<string, string>>;
}

/** The parts of the page that are on no picture. */
const surroundings = ['body > :not(main)', '.intro', '#settings', '.legend', '.theme > p'];
const heading = '.theme > h2';
const darkPanel = '.sheet >>> .panel:last-child';
const dots = '.sheet >>> .dots';

const pictures: Readonly<Record<string, Picture>> = {
  badges: { query: 'theme=default&states=', width: 936, without: [heading] },
  themes: {
    query: 'scheme=light&states=',
    width: 984,
    without: ['#default', dots, '.sheet >>> .bars > :last-child'],
    margin: 24,
  },
  'forced-colors': {
    query: 'theme=default&states=',
    width: 368,
    without: [heading, darkPanel],
    media: { 'forced-colors': 'active', 'prefers-color-scheme': 'dark' },
  },
  rtl: {
    query: 'theme=default&states=&lang=ar',
    width: 368,
    without: [heading, darkPanel],
  },
  narrow: {
    query: 'theme=default&states=&size=200',
    width: 320,
    without: [heading, darkPanel, dots, '.sheet >>> .bars > :last-child'],
  },
};

/** The time at which animations are paused, in milliseconds after their start. */
const pausedAt = 1100;

const names = process.argv.slice(2);
const isWanted = (name: string): boolean => names.length === 0 || names.includes(name);
const demo = await startDemo({ port: 0, simulatorPort: 0 });
const browser = await launchChromium();
try {
  for (const [name, picture] of Object.entries(pictures)) {
    if (isWanted(name)) await write(`${name}.png`, await take(picture));
  }
  if (isWanted('job')) {
    for (const scheme of ['light', 'dark'] as const) {
      await write(`job-${scheme}.webp`, await takeJob(browser, scheme));
      await write(`job-${scheme}.png`, await takeStillJob(browser, scheme));
    }
  }
} finally {
  await browser.close();
  await demo.close();
}

async function write(file: string, picture: Buffer): Promise<void> {
  await writeFile(new URL(`../docs/${file}`, import.meta.url), picture);
  console.log(`docs/${file}: ${Math.ceil(picture.length / 1000)} kB`);
}

async function take({ query, width, without, margin = 0, media }: Picture): Promise<Buffer> {
  const page = await browser.newPage();
  // High enough to show everything, because animations that are out of view are not drawn.
  await page.setViewport({ width, height: 3000, deviceScaleFactor: 2 });
  await emulateMedia(page, { 'prefers-reduced-motion': 'no-preference', ...media });
  await page.goto(`${demo.address}gallery/?${query}`);
  await page.waitForSelector('#gallery:not([aria-busy])');
  for (const selector of [...surroundings, ...without]) {
    await page.$$eval(selector, (elements) => elements.forEach((element) => element.remove()));
  }
  await page.$eval('main', ({ style }, margin) => (style.padding = `${margin}px`), margin);
  await page.$$eval(heading, (headings) => {
    for (const { style } of headings as HTMLElement[]) style.marginBlockEnd = '0.75rem';
  });
  if (!margin) await page.$eval('body', ({ style }) => (style.background = 'none'));
  await pauseAnimations(page);
  const main = await page.$('main');
  if (!main) throw new Error('The gallery has no main element.');
  const png = await main.screenshot({ omitBackground: !margin });
  await page.close();
  return compressPng(png);
}

async function pauseAnimations(page: Page): Promise<void> {
  await afterFrame(page);
  await page.$$eval(
    '.sheet >>> scriptx-job-status >>> [part=motion]',
    async (elements, pausedAt) => {
      const animations = elements.flatMap((element) => element.getAnimations());
      for (const animation of animations) {
        animation.pause();
        animation.currentTime = pausedAt;
      }
      await Promise.all(animations.map(({ ready }) => ready));
    },
    pausedAt,
  );
}
