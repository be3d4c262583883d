import { find } from '../site/scripts/find.js';

/**
 * @param selector - Of a template
 * @returns A copy of its content
 */
export function copyOf(selector: string): DocumentFragment {
  return document.importNode(find(document, selector, HTMLTemplateElement).content, true);
}
