/**
 * Finds an element that must exist.
 *
 * @throws {Error} If no element of this type matches
 */
export function find<T extends Element>(root: ParentNode, selector: string, type: new () => T): T {
  const element = root.querySelector(selector);
  if (!(element instanceof type)) throw new Error(`Missing element: ${selector}`);
  return element;
}
