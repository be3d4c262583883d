import puppeteer from 'puppeteer-core';
import { findChromium } from './browsers.mjs';

/**
 * Starts Chromium; its sandbox does not work for root.
 *
 * @param {string[]} [args]
 * @returns {Promise<import('puppeteer-core').Browser>}
 */
export function launchChromium(args = []) {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return puppeteer.launch({ executablePath: findChromium() ?? '', args: [...args, ...sandbox] });
}
