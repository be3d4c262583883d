import { registry } from './locales.js';
import { callEach } from '../report-exception.js';

/** The language of an element: the nearest `lang` attribute, outside of shadow roots too. */
export function languageOf(element: Element): string {
  const nearest = element.closest('[lang]');
  if (nearest) return nearest.getAttribute('lang') ?? '';
  const host = hostOf(element.getRootNode());
  return host ? languageOf(host) : '';
}

/** The host of a shadow root. Not `instanceof ShadowRoot`, which is false for other windows. */
function hostOf(root: Node): Element | undefined {
  const isFragment = root.nodeType === root.DOCUMENT_FRAGMENT_NODE;
  return isFragment ? (root as Partial<ShadowRoot>).host : undefined;
}

/**
 * Calls back when a `lang` attribute changes in a root that contains the element, or when a language
 * is loaded. Returns a function that ends this.
 */
export function observeLanguage(element: Element, callback: () => void): () => void {
  const roots = rootsOf(element).map(observedRoot);
  for (const root of roots) root.add(callback);
  return () => {
    for (const root of roots) root.delete(callback);
  };
}

/** The element's own root, and those around it. */
function rootsOf(element: Element): Node[] {
  const root = element.getRootNode();
  const host = hostOf(root);
  return host ? [root, ...rootsOf(host)] : [root];
}

/** Roots die with the document of a removed iframe, whose elements are never disconnected. */
const observedRoots = new WeakMap<Node, ObservedRoot>();

function observedRoot(root: Node): ObservedRoot {
  let observed = observedRoots.get(root);
  if (!observed) {
    observed = new ObservedRoot(root);
    observedRoots.set(root, observed);
  }
  return observed;
}

/**
 * A root with elements that follow its language. One observer serves all of them, because each
 * observer of a root makes every removal of nodes in it slower.
 */
class ObservedRoot {
  readonly #root: Node;
  readonly #callbacks = new Set<() => void>();
  readonly #observer = new MutationObserver(() => {
    this.callBack();
  });
  readonly #onLoaded = weakCallback(this);

  constructor(root: Node) {
    this.#root = root;
  }

  callBack(): void {
    callEach(this.#callbacks);
  }

  add(callback: () => void): void {
    this.#callbacks.add(callback);
    if (this.#callbacks.size > 1) return;
    this.#observer.observe(this.#root, { attributeFilter: ['lang'], subtree: true });
    registry.addEventListener('change', this.#onLoaded);
  }

  delete(callback: () => void): void {
    this.#callbacks.delete(callback);
    if (this.#callbacks.size > 0) return;
    this.#observer.disconnect();
    registry.removeEventListener('change', this.#onLoaded);
  }
}

/** A listener that keeps neither the root nor its document alive. */
function weakCallback(root: ObservedRoot): () => void {
  const reference = new WeakRef(root);
  return () => reference.deref()?.callBack();
}
