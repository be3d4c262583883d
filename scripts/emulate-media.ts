import type { Page } from 'puppeteer-core';

/**
 * Emulates media features. Unlike Puppeteer's own function, it takes forced colours.
 *
 * @param media - The features and their values: `{ 'forced-colors': 'active' }`
 */
export async function emulateMedia(
  page: Page,
  media: Readonly<Record<string, string>>,
): Promise<void> {
  const session = await page.createCDPSession();
  const features = Object.entries(media).map(([name, value]) => ({ name, value }));
  await session.send('Emulation.setEmulatedMedia', { features });
}
