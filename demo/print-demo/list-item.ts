import { find } from '../site/scripts/find.js';

/**
 * Copies the list item in a template.
 *
 * @param selector - Of the template
 */
export function copyOfItem(selector: string): HTMLLIElement {
  const { content } = find(document, selector, HTMLTemplateElement);
  return document.importNode(find(content, 'li', HTMLLIElement), true);
}

const timeFormat = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

/** Writes the current time to the `time` element of an item. */
export function writeTime(item: Element): void {
  const now = new Date();
  const time = find(item, 'time', HTMLTimeElement);
  time.dateTime = now.toISOString();
  time.textContent = timeFormat.format(now);
}
