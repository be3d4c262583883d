import { readDocument } from '../document-access.js';

/** The service that a page names for MeadCo's client library. */
export interface PageService {
  server: string;
  license: string | undefined;
}

/** What was found for the elements of the current task, of which a page may have hundreds. */
let latest: { document: Document; service: PageService | undefined } | undefined;

/**
 * Reads the service from the page's first `script` element with `data-meadco-server`. Other elements
 * are ignored, because content that users write may have data attributes.
 */
export function pageService(document: Document): PageService | undefined {
  if (latest?.document !== document) {
    latest = { document, service: findService(document) };
    void Promise.resolve().then(() => {
      latest = undefined;
    });
  }
  return latest.service;
}

function findService(document: Document): PageService | undefined {
  const querySelector = readDocument(document, 'querySelector');
  const script = querySelector.call<Document, [string], HTMLScriptElement | null>(
    document,
    'script[data-meadco-server]',
  );
  const { meadcoServer: server, meadcoSubscription, meadcoLicense } = script?.dataset ?? {};
  if (server === undefined) return undefined;
  return { server, license: meadcoSubscription ?? meadcoLicense };
}
