import { readDocument } from '../document-access.js';
import type { PageAddress } from '../protocol/status-request.js';
import { platform, type PlatformDocument, type PlatformWindow } from './platform.js';

/** Events after which a page may poll sooner than before. */
export const pageEvents = ['visibilitychange', 'online', 'prerenderingchange'];

/** Whether the page is prerendered, and must not poll yet. */
export function isPrerendering(): boolean {
  return read(platform().document, 'prerendering') ?? false;
}

/** Whether a document is in a hidden tab. In Node and in workers nothing is hidden. */
export function isHidden(document = platform().document): boolean {
  return read(document, 'visibilityState') === 'hidden';
}

/** Whether the page has lost its network. */
export function isOffline(): boolean {
  const { document, navigator } = platform();
  return !!document && navigator?.onLine === false;
}

/** Whether the page's frame may ask its user for a permission. */
export function isFeatureAllowed(name: string): boolean {
  return read(platform().document, 'featurePolicy')?.allowsFeature(name) ?? true;
}

/** What relative addresses are resolved against, and where the licence may be sent over plain http. */
export function pageAddress(): PageAddress {
  return { baseURI: read(platform().document, 'baseURI'), origin: originOf(platform()) };
}

/** The origin of a window. A page can overwrite its `origin` with a global variable, but not `location`. */
function originOf({ frameElement, location, origin }: PlatformWindow): string | undefined {
  if (location?.origin !== 'null') return location?.origin;
  // An `about:srcdoc` frame has the origin of the page around it.
  const parent = frameElement?.ownerDocument.defaultView;
  return parent ? originOf(parent) : origin;
}

/** Reads a property of a document; undefined if there is none. */
function read<Name extends keyof PlatformDocument>(
  document: PlatformDocument | undefined,
  name: Name,
): PlatformDocument[Name] | undefined {
  return document && readDocument(document, name);
}
