import type { PageAddress } from '../protocol/status-request.js';
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

/** What relative addresses are resolved against, and where the licence may be sent over plain http. */
export function pageAddress(): PageAddress {
  const { document, location, origin } = platform;
  return {
    baseURI: document?.baseURI,
    // A page can overwrite `origin` with a global variable, but not `location.origin`. That one is
    // "null" in an `about:srcdoc` frame, which has the origin of the page around it.
    origin: location?.origin === 'null' ? origin : location?.origin,
  };
}
