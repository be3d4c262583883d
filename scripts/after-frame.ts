import type { Page } from 'puppeteer-core';

/**
 * Resolves after a page has drawn a frame. Only then does the browser know what is in view, and so which
 * badges it animates.
 */
export async function afterFrame(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
}
