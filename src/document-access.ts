/**
 * Reads a property of a document. An element in content that users write can take its place, such as
 * `<img name="baseURI">`; the document's class still has it. That class is not `Document`, in whose
 * place MooTools puts its own.
 */
export function readDocument<Doc extends object, Name extends keyof Doc>(
  document: Doc,
  name: Name,
): Doc[Name] {
  const value = document[name];
  if (typeof value !== 'object') return value;
  return Reflect.get(Object.getPrototypeOf(document) as Doc, name, document);
}

/** Adds an event listener to a document, also if an element hides the document's own method. */
export function listenToDocument(
  document: EventTarget,
  type: string,
  listener: (event: Event) => void,
  options?: AddEventListenerOptions,
): void {
  EventTarget.prototype.addEventListener.call(document, type, listener, options);
}
