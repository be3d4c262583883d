import puppeteer from 'puppeteer-core';
import { findChromium } from './browsers.mjs';

/** Parts of a window that nobody sees here, and that take longer to start than a page. */
const unseen = ['PreloadTopChromeWebUI', 'WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'];

/**
 * How to start Chromium: without a graphics card a badge that moves keeps a processor busy, so it
 * stands still unless a page is told otherwise. The sandbox does not work for root.
 */
export const chromiumOptions = {
  executablePath: findChromium() ?? '',
  args: [
    '--force-prefers-reduced-motion',
    `--disable-features=${unseen.join()}`,
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ],
};

/**
 * Starts Chromium.
 *
 * @param {string[]} [args]
 * @returns {Promise<import('puppeteer-core').Browser>}
 */
export function launchChromium(args = []) {
  return puppeteer.launch({ ...chromiumOptions, args: [...chromiumOptions.args, ...args] });
}
