import { HTTPException } from 'hono/http-exception';
import { htmlDocument, loadHtml, loadPdf, type PrintDocument } from './document.js';
import type { Api } from './job.js';
import { fieldOf } from './json.js';
import { findPrinter, type Printer } from './printers.js';
import { SoftError } from './soft-error.js';

/** A valid print request. */
export interface PrintRequest {
  readonly printer: Printer;
  readonly load: (closing: AbortSignal) => Promise<PrintDocument>;
}

type DocumentLoader = PrintRequest['load'];

/** The kinds of content of a request to print HTML. */
const ContentType = { Url: 1, Html: 2, InnerHtml: 4 } as const;

/**
 * @throws {HTTPException}
 * @throws {SoftError}
 */
export function parsePrintRequest(
  api: Api,
  body: unknown,
  printers: readonly Printer[],
): PrintRequest {
  const load = api === 'printPdf' ? pdfLoader(body) : htmlLoader(body);
  const name = fieldOf(fieldOf(body, 'Device'), 'printerName');
  const printer = findPrinter(printers, name);
  if (!printer) throw new SoftError(`Printer not available: ${String(name)}`);
  if (printer.error !== undefined) throw new HTTPException(500, { message: printer.error });
  if (printer.softError !== undefined) throw new SoftError(printer.softError, '');
  return { printer, load };
}

/** What a print request asks to print, whether it is valid or not. */
export function contentIn(body: unknown): string | undefined {
  const content = fieldOf(body, 'Document') ?? fieldOf(body, 'Content');
  return typeof content === 'string' ? content : undefined;
}

function pdfLoader(body: unknown): DocumentLoader {
  const url = urlIn(body, 'Document');
  return (closing) => loadPdf(url, closing);
}

function htmlLoader(body: unknown): DocumentLoader {
  const type = fieldOf(body, 'ContentType');
  if (type === ContentType.Url) {
    const url = urlIn(body, 'Content');
    return (closing) => loadHtml(url, closing);
  }
  if (type !== ContentType.Html && type !== ContentType.InnerHtml) {
    throw new SoftError(`Content type not supported: ${String(type)}`);
  }
  const html = textIn(body, 'Content');
  return () => Promise.resolve(htmlDocument(html));
}

function textIn(body: unknown, field: string): string {
  const text = fieldOf(body, field);
  if (typeof text !== 'string' || text === '') throw badRequest(`${field} is missing`);
  return text;
}

function urlIn(body: unknown, field: string): string {
  const url = textIn(body, field);
  if (!URL.canParse(url) || !/^(?:https?|data):$/.test(new URL(url).protocol)) {
    throw badRequest(`${field} must be an http, https or data URL`);
  }
  return url;
}

function badRequest(message: string): HTTPException {
  return new HTTPException(400, { message });
}
