import { comeBack, review } from './agenda.js';
import { platform } from './platform.js';

/** Whether the page is rendered ahead of its being seen, and may not ask yet. */
export function isPrerendered(): boolean {
  return Boolean(platform.document?.prerendering);
}

/** Whether the page is in a tab that nobody sees; in Node and in a worker there are no pages. */
export function isHidden(): boolean {
  return platform.document?.visibilityState === 'hidden';
}

/** Whether the page has lost its network. */
export function isOffline(): boolean {
  return Boolean(platform.document) && platform.navigator?.onLine === false;
}

/** Listens from now on; may be called again. */
export function listen(): void {
  for (const type of ['visibilitychange', 'online', 'offline', 'prerenderingchange']) {
    // Captured, for some of them are fired at the document and do not bubble.
    platform.addEventListener?.(type, onPageEvent, true);
  }
}

function onPageEvent(): void {
  if (isPrerendered() || isHidden() || isOffline()) review();
  else comeBack();
}
