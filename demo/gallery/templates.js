import { find } from '../page/elements.js';

/**
 * @param {string} selector of a template
 * @returns {DocumentFragment} a copy of what is in it
 */
export function copyOf(selector) {
  return document.importNode(find(document, selector, HTMLTemplateElement).content, true);
}
