import { startDemo } from '../../../demo/server.ts';
import { launchChromium } from '../../../scripts/chromium.ts';

/** A selector for the badges in the table of a theme, one for each state and style. */
export const specimen = '.sheet >>> td scriptx-job-status';

/**
 * @typedef {object} Gallery
 * @property {import('puppeteer-core').Page} page
 * @property {(query?: string, media?: Record<string, string>) => Promise<import('puppeteer-core').HTTPResponse | null>} open
 *   opens it with media features such as `{ 'forced-colors': 'active' }`, or with the `type` of the
 *   media. What is omitted is reset
 * @property {() => Promise<void>} close
 */

/**
 * Starts the demo, and a browser for its gallery.
 *
 * @returns {Promise<Gallery>}
 */
export async function startGallery() {
  const demo = await startDemo({ port: 0, simulatorPort: 0 });
  const browser = await launchChromium();
  const page = await browser.newPage();
  // Puppeteer itself does not support forced colours.
  const session = await page.createCDPSession();
  return {
    page,
    async open(query = '', { type = '', ...media } = {}) {
      const features = Object.entries(media).map(([name, value]) => ({ name, value }));
      await session.send('Emulation.setEmulatedMedia', { media: type, features });
      const response = await page.goto(`${demo.address}gallery${query}`);
      await page.waitForSelector('#gallery:not([aria-busy])');
      return response;
    },
    async close() {
      await browser.close();
      await demo.close();
    },
  };
}
