import { adoptStyles, type CSSResultOrNative } from 'lit';

/** The style sheets constructed for other documents. */
const foreignSheets = new WeakMap<Document, Map<CSSResultOrNative, CSSStyleSheet>>();

/**
 * Applies styles to a shadow root that has none. Does in any document what Lit does in its own: a
 * constructed style sheet works only in the document whose window constructed it, so elements in an
 * iframe or a pop-up need other ones.
 */
export function adoptStylesIn(root: ShadowRoot, styles: CSSResultOrNative[]): void {
  // Where Lit finds no constructed style sheets, as in some test environments, it adds a style element.
  if ((root as Partial<ShadowRoot>).adoptedStyleSheets?.length !== 0) return;
  if (root.querySelector('style')) return;
  const { ownerDocument } = root;
  if (ownerDocument === globalThis.document) adoptStyles(root, styles);
  else root.adoptedStyleSheets = styles.flatMap((style) => foreignSheet(style, ownerDocument));
}

function foreignSheet(style: CSSResultOrNative, document: Document): CSSStyleSheet | [] {
  // A document without a window shows nothing.
  const { defaultView } = document;
  if (!defaultView) return [];
  const sheets = foreignSheets.get(document) ?? new Map<CSSResultOrNative, CSSStyleSheet>();
  foreignSheets.set(document, sheets);
  let sheet = sheets.get(style);
  if (!sheet) {
    sheet = new defaultView.CSSStyleSheet();
    sheet.replaceSync('cssText' in style ? style.cssText : textOf(style));
    sheets.set(style, sheet);
  }
  return sheet;
}

/** The text of a native style sheet, which a subclass may have. */
function textOf({ cssRules }: CSSStyleSheet): string {
  return [...cssRules].map(({ cssText }) => cssText).join('\n');
}
