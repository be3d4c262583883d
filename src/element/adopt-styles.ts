import { adoptStyles, type CSSResultOrNative } from 'lit';

/** The style sheets of other documents, by their text. */
const foreignSheets = new WeakMap<Document, Map<string, CSSStyleSheet>>();

/**
 * Applies styles to a shadow root in any document. A constructed style sheet works only in the
 * document whose window constructed it, so elements in an iframe or a pop-up need sheets of theirs.
 */
export function adoptStylesIn(root: ShadowRoot, styles: CSSResultOrNative[]): void {
  if (root.ownerDocument === globalThis.document) adoptStyles(root, styles);
  else root.adoptedStyleSheets = styles.flatMap((style) => foreignSheet(style, root.ownerDocument));
}

function foreignSheet(style: CSSResultOrNative, document: Document): CSSStyleSheet | [] {
  // A document without a window shows nothing.
  const { defaultView } = document;
  if (!defaultView) return [];
  const text = 'cssText' in style ? style.cssText : textOf(style);
  const sheets = foreignSheets.get(document) ?? new Map<string, CSSStyleSheet>();
  foreignSheets.set(document, sheets);
  let sheet = sheets.get(text);
  if (!sheet) {
    sheet = new defaultView.CSSStyleSheet();
    sheet.replaceSync(text);
    sheets.set(text, sheet);
  }
  return sheet;
}

function textOf({ cssRules }: CSSStyleSheet): string {
  return [...cssRules].map((rule) => rule.cssText).join('\n');
}
