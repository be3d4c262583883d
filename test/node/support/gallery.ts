import type { HTTPResponse, Page } from 'puppeteer-core';
import { startDemo } from '../../../demo/server.js';
import { launchChromium } from '../../../scripts/chromium.js';

/** A selector for the badges in the table of a theme, one for each state and style. */
export const specimen = '.sheet >>> td scriptx-job-status';

export interface Gallery {
  readonly page: Page;
  /**
   * Opens it with media features such as `{ 'forced-colors': 'active' }`, or with the `type` of the
   * media. What is omitted is reset.
   */
  readonly open: (
    query?: string,
    media?: Readonly<Record<string, string>>,
  ) => Promise<HTTPResponse | null>;
  readonly close: () => Promise<void>;
}

/** Starts the demo, and a browser for its gallery. */
export async function startGallery(): Promise<Gallery> {
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
      const response = await page.goto(`${demo.address}gallery/${query}`);
      await page.waitForSelector('#gallery:not([aria-busy])');
      return response;
    },
    async close() {
      await browser.close();
      await demo.close();
    },
  };
}
