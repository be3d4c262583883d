/**
 * @template {Element} T
 * @param {ParentNode} root
 * @param {string} selector
 * @param {new () => T} type
 * @returns {T}
 */
export function find(root, selector, type) {
  const element = root.querySelector(selector);
  if (!(element instanceof type)) throw new Error(`The page has no ${selector}`);
  return element;
}

/**
 * @param {string} selector of a template
 * @returns {HTMLLIElement} a copy of the list item in it
 */
export function itemFrom(selector) {
  const { content } = find(document, selector, HTMLTemplateElement);
  return document.importNode(find(content, 'li', HTMLLIElement), true);
}

const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

/**
 * Writes the present time into the `time` element of an item.
 *
 * @param {Element} item
 */
export function stamp(item) {
  const now = new Date();
  const time = find(item, 'time', HTMLTimeElement);
  time.dateTime = now.toISOString();
  time.textContent = clock.format(now);
}
