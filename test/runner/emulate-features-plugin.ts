import { ChromeLauncher } from '@web/test-runner-chrome';
import type { TestRunnerPlugin } from '@web/test-runner-core';
import type { CDPSession, Page } from 'puppeteer-core';

/** The media features that a test can set. Those that it omits are as in the system. */
const features = {
  colorScheme: 'prefers-color-scheme',
  contrast: 'prefers-contrast',
  forcedColors: 'forced-colors',
  reducedMotion: 'prefers-reduced-motion',
};

/**
 * Adds the command `emulate-features`, which has an effect only in Chromium. The runner's own
 * `emulateMedia` does not support forced colours and contrast there.
 */
export function emulateFeaturesPlugin(): TestRunnerPlugin<Record<string, string>> {
  const sessions = new WeakMap<Page, CDPSession>();

  return {
    name: 'emulate-features',

    async executeCommand({ command, payload = {}, session }) {
      const { browser, id } = session;
      if (command !== 'emulate-features') return undefined;
      if (!(browser instanceof ChromeLauncher) || browser.name !== 'Chromium') return undefined;
      const page = browser.getPage(id);
      const cdp = sessions.get(page) ?? (await page.createCDPSession());
      sessions.set(page, cdp);
      await cdp.send('Emulation.setEmulatedMedia', {
        features: Object.entries(features).map(([key, name]) => ({
          name,
          value: payload[key] ?? '',
        })),
      });
      return true;
    },
  };
}
