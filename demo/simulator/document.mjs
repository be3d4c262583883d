import { PDFDocument } from 'pdf-lib';

const mostBytes = 20_000_000;
const longest = 15_000;
const lettersPerPage = 3000;

/** @typedef {import('./printing.mjs').PrintDocument} PrintDocument */

/** Why a document cannot be printed, in words for whoever wants to print it. */
export class DocumentError extends Error {}

/**
 * @param {string} url
 * @param {AbortSignal} closing
 * @returns {Promise<PrintDocument>}
 */
export async function fetchPdf(url, closing) {
  const bytes = await download(url, closing);
  return { bytes, pages: await countPages(bytes) };
}

/**
 * @param {string} url
 * @param {AbortSignal} closing
 * @returns {Promise<PrintDocument>}
 */
export async function fetchHtml(url, closing) {
  return readHtml(await download(url, closing));
}

/**
 * How many pages HTML fills is for a browser to say; its length tells roughly.
 *
 * @param {Uint8Array} bytes
 * @returns {PrintDocument}
 */
export function readHtml(bytes) {
  return { bytes, pages: Math.ceil(bytes.length / lettersPerPage) || 1 };
}

/**
 * @param {string} url
 * @param {AbortSignal} closing
 * @returns {Promise<Uint8Array>}
 */
async function download(url, closing) {
  try {
    const signal = AbortSignal.any([closing, AbortSignal.timeout(longest)]);
    const response = await fetch(url, { signal });
    if (!response.ok) {
      const { status, statusText } = response;
      throw new DocumentError(
        `The document cannot be fetched: ${`${status} ${statusText}`.trim()}`,
      );
    }
    return await bytesOf(response);
  } catch (error) {
    if (error instanceof DocumentError) throw error;
    const isLate = error instanceof DOMException && error.name === 'TimeoutError';
    const why = isLate ? 'its server took too long' : 'its server does not answer';
    throw new DocumentError(`The document cannot be fetched: ${why}`, { cause: error });
  }
}

/** @param {Response} response */
async function bytesOf(response) {
  const chunks = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > mostBytes) throw new DocumentError('The document is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * @param {Uint8Array} bytes
 * @returns {Promise<number>}
 */
async function countPages(bytes) {
  const pages = await PDFDocument.load(bytes, {
    ignoreEncryption: true,
    throwOnInvalidObject: true,
    updateMetadata: false,
  })
    // Reading the pages finds out more of what may be wrong than loading does.
    .then((loaded) => loaded.getPages())
    .catch((cause) => {
      throw new DocumentError('The document is not a PDF file, or it is damaged', { cause });
    });
  if (pages.length === 0) throw new DocumentError('The document has no pages');
  return pages.length;
}
