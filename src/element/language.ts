import { registry } from './locales.js';

/** The language of an element: the nearest `lang` attribute, outside of shadow roots too. */
export function languageOf(element: Element): string {
  const nearest = element.closest('[lang]');
  if (nearest) return nearest.getAttribute('lang') ?? '';
  const host = hostOf(element.getRootNode());
  return host ? languageOf(host) : '';
}

/** The host of a shadow root. Not `instanceof`, which knows only the roots of this window. */
function hostOf(root: Node): Element | undefined {
  return (root as Partial<ShadowRoot>).host;
}

interface ObservedRoot {
  readonly observer: MutationObserver;
  elementCount: number;
}

/** The roots that contain observing elements. One observer serves all elements of a root. */
const observedRoots = new Map<Node, ObservedRoot>();

const callbacks = new Set<() => void>();

/**
 * Calls back when a `lang` attribute changes in a root that contains the element, or when a language
 * is loaded. Returns a function that ends this.
 */
export function observeLanguage(element: Element, callback: () => void): () => void {
  const roots = rootsOf(element);
  roots.forEach(observeRoot);
  if (callbacks.size === 0) registry.addEventListener('change', callBackAll);
  callbacks.add(callback);
  return () => {
    roots.forEach(unobserveRoot);
    callbacks.delete(callback);
    if (callbacks.size === 0) registry.removeEventListener('change', callBackAll);
  };
}

function callBackAll(): void {
  for (const callback of callbacks) callback();
}

/** The element's own root, and those around it. */
function rootsOf(element: Element): Node[] {
  const root = element.getRootNode();
  const host = hostOf(root);
  return host ? [root, ...rootsOf(host)] : [root];
}

function observeRoot(root: Node): void {
  let observed = observedRoots.get(root);
  if (!observed) {
    observed = { observer: new MutationObserver(callBackAll), elementCount: 0 };
    observed.observer.observe(root, { attributeFilter: ['lang'], subtree: true });
    observedRoots.set(root, observed);
  }
  observed.elementCount++;
}

function unobserveRoot(root: Node): void {
  const observed = observedRoots.get(root);
  if (!observed || --observed.elementCount > 0) return;
  observed.observer.disconnect();
  observedRoots.delete(root);
}
