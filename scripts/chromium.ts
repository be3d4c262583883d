import puppeteer, { type Browser } from 'puppeteer-core';
import { findChromium } from './browsers.mjs';

/** Parts of Chromium's window that nobody sees here, and that take longer to start than a page. */
const unseenFeatures = ['PreloadTopChromeWebUI', 'WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'];

/**
 * How to start Chromium. Motion is reduced unless a page emulates the opposite, because an animated
 * badge keeps a processor busy without a graphics card. The sandbox doesn't work for root.
 */
export const chromiumOptions = {
  executablePath: findChromium() ?? '',
  args: [
    '--force-prefers-reduced-motion',
    `--disable-features=${unseenFeatures.join()}`,
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ],
};

/**
 * tsx keeps the names of functions and classes with a helper, `__name`, that pages don't have. A
 * function passed to `page.evaluate()` would call it for each named function that it contains.
 */
const nameHelper = 'globalThis.__name = (target) => target;';

/** Starts Chromium. Its pages can run functions of TypeScript modules. */
export async function launchChromium(args: readonly string[] = []): Promise<Browser> {
  const browser = await puppeteer.launch({
    ...chromiumOptions,
    args: [...chromiumOptions.args, ...args],
  });
  const newPage = browser.newPage.bind(browser);
  browser.newPage = async (options) => {
    const page = await newPage(options);
    await page.evaluateOnNewDocument(nameHelper);
    await page.evaluate(nameHelper);
    return page;
  };
  return browser;
}
