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
 *
 * @returns {import('@web/test-runner-core').TestRunnerPlugin<Record<string, string>>}
 */
export function emulateFeaturesPlugin() {
  /** @type {WeakMap<import('puppeteer-core').Page, import('puppeteer-core').CDPSession>} */
  const sessions = new WeakMap();

  return {
    name: 'emulate-features',

    async executeCommand({ command, payload = {}, session }) {
      const { browser, id } = session;
      if (command !== 'emulate-features' || browser.name !== 'Chromium') return undefined;
      const chromium = /** @type {import('@web/test-runner-chrome').ChromeLauncher} */ (browser);
      const page = chromium.getPage(id);
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
