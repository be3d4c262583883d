import { chromeLauncher } from '@web/test-runner-chrome';
import puppeteer from 'puppeteer-core';
import { findFirefox, findWebKit } from '../../scripts/browsers.mjs';
import { chromiumOptions } from '../../scripts/chromium.ts';
import { WebKitLauncher } from './webkit-launcher.mjs';

/** @typedef {import('@web/test-runner-core').BrowserLauncher} BrowserLauncher */

/**
 * The browsers in which the tests run.
 *
 * @param {string | undefined} names - Such as `chromium,firefox`. Default: all that are installed
 * @returns {BrowserLauncher[]}
 */
export function browsers(names) {
  const installed = new Map([
    ['chromium', chromium()],
    ['firefox', firefox()],
    ['webkit', webkit()],
  ]);
  const chosen = names ? names.split(',') : [...installed.keys()];
  const missing = chosen.filter((name) => !installed.get(name));
  if (names && missing.length > 0) throw new Error(`Not installed: ${missing.join(', ')}`);
  return chosen.map((name) => installed.get(name)).filter((launcher) => launcher !== undefined);
}

/** @returns {BrowserLauncher | undefined} */
function chromium() {
  if (!chromiumOptions.executablePath) return undefined;
  return chromeLauncher({ puppeteer, launchOptions: chromiumOptions });
}

/** @returns {BrowserLauncher | undefined} */
function firefox() {
  const executablePath = findFirefox();
  if (!executablePath) return undefined;
  return chromeLauncher({
    puppeteer,
    launchOptions: {
      browser: 'firefox',
      executablePath,
      // As in Chromium, see scripts/chromium.ts.
      extraPrefsFirefox: { 'ui.prefersReducedMotion': 1 },
    },
    createPage: async ({ context }) => ignoringOrientation(await context.newPage()),
  });
}

/**
 * Firefox 140 ESR sets the size, but does not support the orientation that Puppeteer sets with it.
 *
 * @param {import('puppeteer-core').Page} page
 */
function ignoringOrientation(page) {
  const setViewport = page.setViewport.bind(page);
  page.setViewport = (size) =>
    setViewport(size).catch((/** @type {Error} */ error) => {
      if (!error.message.includes('setScreenOrientationOverride')) throw error;
    });
  return page;
}

/** @returns {BrowserLauncher | undefined} */
function webkit() {
  const programs = findWebKit();
  return programs && new WebKitLauncher(programs);
}
