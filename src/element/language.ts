/** The roots that an element is in, its own and those around it. */
function rootsOf(element: Element): Node[] {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? [root, ...rootsOf(root.host)] : [root];
}

/** The language of an element: that of the nearest `lang`, out of shadow roots too. Empty: none. */
export function languageOf(element: Element): string {
  const near = element.closest('[lang]');
  if (near) return near.getAttribute('lang') ?? '';
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? languageOf(root.host) : '';
}

/** Calls back when a `lang` changes somewhere around an element; returns how to end that. */
export function watchLanguage(element: Element, onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  for (const root of rootsOf(element)) {
    observer.observe(root, { attributeFilter: ['lang'], subtree: true });
  }
  return () => {
    observer.disconnect();
  };
}
