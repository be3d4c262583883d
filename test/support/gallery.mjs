import { startDemo } from '../../demo/server.mjs';
import { launchChromium } from '../../scripts/chromium.mjs';

/** Finds the specimens of a theme's table, one for each state and look. */
export const specimen = '.sheet >>> td scriptx-job-status';

/**
 * @typedef {object} Gallery
 * @property {import('puppeteer-core').Page} page
 * @property {(query?: string, media?: Record<string, string>) => Promise<import('puppeteer-core').HTTPResponse | null>} open
 *   shows it; with media features such as `{ 'forced-colors': 'active' }`, or the `type` of the media.
 *   What is left out is as it was at first
 * @property {() => Promise<void>} close
 */

/**
 * Starts the demo, and a browser to look at its gallery.
 *
 * @returns {Promise<Gallery>}
 */
export async function startGallery() {
  const demo = await startDemo({ port: 0, simulatorPort: 0 });
  const browser = await launchChromium();
  const page = await browser.newPage();
  // Puppeteer itself does not know forced colours.
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
