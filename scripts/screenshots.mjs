// Makes the README's pictures, in docs/, from the demo's gallery. They show the fonts of the machine:
// those that are there now were made with Inter, Noto Serif and Noto Sans Arabic.
//
//   npm run screenshots                  all
//   npm run screenshots -- badges rtl    some
import { fileURLToPath } from 'node:url';
import { startDemo } from '../demo/server.mjs';
import { launchChromium } from './chromium.mjs';

/** @typedef {import('puppeteer-core').Page} Page */

/**
 * @typedef {object} Picture
 * @property {string} query of the gallery
 * @property {number} width of the window
 * @property {string[]} of what to show, from the first to the last
 * @property {string[]} [without] what to leave out
 * @property {number} [margin] how much of the page's ground to show; none: corners are transparent
 * @property {Record<string, string>} [media] what the system is to wish for
 */

const panels = '#default .sheet >>> .panels';
const darkPanel = '#default .sheet >>> .panel:last-child';

/** @type {Record<string, Picture>} */
const pictures = {
  badges: { query: 'theme=default&states=', width: 1000, of: [panels] },
  themes: {
    query: 'scheme=light&states=',
    width: 1000,
    of: ['#bootstrap', '#solid'],
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

/** Where all that moves is held: milliseconds after its start. */
const moment = 1100;

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

/**
 * @param {string} name
 * @param {Picture} picture
 */
async function take(name, { query, width, of, without = [], margin = 0, media = {} }) {
  const page = await browser.newPage();
  // High enough for all, because motion that is out of view is not drawn.
  await page.setViewport({ width, height: 3000, deviceScaleFactor: 2 });
  const features = Object.entries(media).map(([name, value]) => ({ name, value }));
  const session = await page.createCDPSession();
  await session.send('Emulation.setEmulatedMedia', { features });
  await page.goto(`${demo.address}gallery?${query}`);
  await page.waitForSelector('#gallery:not([aria-busy])');
  for (const selector of without) {
    await page.$$eval(selector, (elements) => elements.forEach((element) => element.remove()));
  }
  await page.$$eval(
    '.sheet >>> scriptx-job-status >>> [part=motion]',
    (elements, moment) => {
      for (const animation of elements.flatMap((element) => element.getAnimations())) {
        animation.pause();
        animation.currentTime = moment;
      }
    },
    moment,
  );
  const path = fileURLToPath(new URL(`../docs/${name}.png`, import.meta.url));
  if (!margin) await page.$eval('body', ({ style }) => (style.background = 'none'));
  await page.screenshot({ path, clip: await boxAround(page, of, margin), omitBackground: !margin });
  await page.close();
  console.log(`docs/${name}.png`);
}

/**
 * @param {Page} page
 * @param {string[]} selectors
 * @param {number} margin
 */
async function boxAround(page, selectors, margin) {
  const boxes = await Promise.all(
    selectors.map(async (selector) => {
      const box = await page
        .locator(selector)
        .waitHandle()
        .then((element) => element.boundingBox());
      if (!box) throw new Error(`There is no ${selector} to see`);
      return box;
    }),
  );
  const left = Math.min(...boxes.map(({ x }) => x)) - margin;
  const top = Math.min(...boxes.map(({ y }) => y)) - margin;
  const right = Math.max(...boxes.map(({ x, width }) => x + width)) + margin;
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height)) + margin;
  return { x: left, y: top, width: right - left, height: bottom - top };
}
