/** @throws {Error} If there is no such element */
export function find<T extends Element>(root: ParentNode, selector: string, type: new () => T): T {
  const element = root.querySelector(selector);
  if (!(element instanceof type)) throw new Error(`Missing element: ${selector}`);
  return element;
}

/**
 * @param selector - Of a template
 * @returns A copy of the list item in it
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
