import { chromeLauncher } from '@web/test-runner-chrome';
import type { BrowserLauncher } from '@web/test-runner-core';
import puppeteer, { type Page } from 'puppeteer-core';
import { findFirefox, findWebKit } from '../../scripts/browsers.mjs';
import { chromiumOptions } from '../../scripts/chromium.js';
import { WebKitLauncher } from './webkit-launcher.js';

/**
 * The browsers in which the tests run.
 *
 * @param names - Such as `chromium,firefox`. Default: all that are installed
 */
export function browsers(names: string | undefined): BrowserLauncher[] {
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

function chromium(): BrowserLauncher | undefined {
  if (!chromiumOptions.executablePath) return undefined;
  return chromeLauncher({ puppeteer, launchOptions: chromiumOptions });
}

function firefox(): BrowserLauncher | undefined {
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

/** Firefox 140 ESR sets the size, but does not support the orientation that Puppeteer sets with it. */
function ignoringOrientation(page: Page): Page {
  const setViewport = page.setViewport.bind(page);
  page.setViewport = (size) =>
    setViewport(size).catch((error: unknown) => {
      const isOrientation =
        error instanceof Error && error.message.includes('setScreenOrientationOverride');
      if (!isOrientation) throw error;
    });
  return page;
}

function webkit(): BrowserLauncher | undefined {
  const programs = findWebKit();
  if (!programs) return undefined;
  // Its type allows a coverage that is undefined, but that of the runner only a missing one.
  return new WebKitLauncher(programs) as BrowserLauncher;
}
