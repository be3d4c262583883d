/**
 * Whether the document has fired its `load` event. Reads the getter of the prototype, because an
 * element with that name hides the document's own: `<img name="readyState">`.
 */
export function isLoaded(document: Document): boolean {
  return readyStateOf(document) === 'complete';
}

/** Whether the parser has not reached the end of the document. */
export function isParsing(document: Document): boolean {
  return readyStateOf(document) === 'loading';
}

function readyStateOf(document: Document): DocumentReadyState {
  return Reflect.get(Document.prototype, 'readyState', document);
}
