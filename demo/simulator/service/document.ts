const maxBytes = 20_000_000;
const downloadTimeout = 15_000;
const charactersPerPage = 3000;

/** Loaded for the first document, because it is larger than all else that runs in a page. */
const pdfLib = (): Promise<typeof import('pdf-lib')> => import('pdf-lib');

/** A document that can be printed. */
export interface PrintDocument {
  readonly pages: number;
  /** Makes the file that printing to a file results in. */
  readonly toPdf: () => Promise<Uint8Array<ArrayBuffer>>;
}

/** The reason why a document cannot be printed, in words for the user. */
export class DocumentError extends Error {}

/** @throws {DocumentError} */
export async function loadPdf(url: string, closing: AbortSignal): Promise<PrintDocument> {
  const bytes = await download(url, closing);
  return { pages: await countPages(bytes), toPdf: () => Promise.resolve(bytes) };
}

/** @throws {DocumentError} */
export async function loadHtml(url: string, closing: AbortSignal): Promise<PrintDocument> {
  const bytes = await download(url, closing);
  return htmlDocument(new TextDecoder().decode(bytes));
}

/** Only a browser can lay out HTML. Its length gives a rough number of pages, which stay blank. */
export function htmlDocument(html: string): PrintDocument {
  const pages = Math.ceil(html.length / charactersPerPage) || 1;
  return { pages, toPdf: () => blankPdf(pages) };
}

async function download(url: string, closing: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  const timeout = AbortSignal.timeout(downloadTimeout);
  let bytes;
  try {
    const response = await fetch(url, { signal: AbortSignal.any([closing, timeout]) });
    if (!response.ok) {
      const { status, statusText } = response;
      throw new DocumentError(
        `The document cannot be downloaded: ${`${status} ${statusText}`.trim()}`,
      );
    }
    bytes = new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    if (error instanceof DocumentError) throw error;
    const reason = timeout.aborted ? 'its server took too long' : 'its server does not respond';
    throw new DocumentError(`The document cannot be downloaded: ${reason}`, { cause: error });
  }
  if (bytes.length > maxBytes) throw new DocumentError('The document is too large');
  return bytes;
}

async function countPages(bytes: Uint8Array): Promise<number> {
  const { PDFDocument } = await pdfLib();
  let pages;
  try {
    const pdf = await PDFDocument.load(bytes, {
      ignoreEncryption: true,
      throwOnInvalidObject: true,
      updateMetadata: false,
    });
    // Reading the pages detects more damage than loading does.
    pages = pdf.getPages().length;
  } catch (cause) {
    throw new DocumentError('The document is not a PDF file, or it is damaged', { cause });
  }
  if (pages === 0) throw new DocumentError('The document has no pages');
  return pages;
}

async function blankPdf(pages: number): Promise<Uint8Array<ArrayBuffer>> {
  const { PDFDocument } = await pdfLib();
  const pdf = await PDFDocument.create();
  for (let page = 0; page < pages; page += 1) pdf.addPage();
  return new Uint8Array(await pdf.save());
}
