import { platform } from './platform.js';

/** What happens to a page when it may ask more than before. */
export const pageEvents = ['visibilitychange', 'online', 'prerenderingchange'];

/** Whether the page is rendered ahead of its being seen, and may not ask yet. */
export function isPrerendered(): boolean {
  return !!platform.document?.prerendering;
}

/** Whether the page is in a tab that nobody sees; in Node and in a worker there are no pages. */
export function isHidden(): boolean {
  return platform.document?.visibilityState === 'hidden';
}

/** Whether the page has lost its network. */
export function isOffline(): boolean {
  return !!platform.document && platform.navigator?.onLine === false;
}
