import { readDocument } from '../document-access.js';

/** Whether the document has fired its `load` event. */
export function isLoaded(document: Document): boolean {
  return readDocument(document, 'readyState') === 'complete';
}

/** Whether the parser has not reached the end of the document. */
export function isParsing(document: Document): boolean {
  return readDocument(document, 'readyState') === 'loading';
}
