import { find } from '../site/scripts/find.js';

/**
 * Copies the content of a template.
 *
 * @param selector - Of the template
 */
export function copyOf(selector: string): DocumentFragment {
  return document.importNode(find(document, selector, HTMLTemplateElement).content, true);
}
