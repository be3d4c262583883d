/** The service that a page names for MeadCo's client library. */
export interface PageService {
  server: string;
  license: string | undefined;
}

const html = 'http://www.w3.org/1999/xhtml';

/** What was found for the elements of the current task, of which a page may have hundreds. */
let latest: { document: Document; service: PageService | undefined } | undefined;

/**
 * Reads the service from the page's first `script` element with `data-meadco-server`. Other elements
 * are ignored, because content that users write may have data attributes.
 */
export function pageService(document: Document): PageService | undefined {
  if (latest?.document !== document) {
    latest = { document, service: findService(document) };
    queueMicrotask(() => {
      latest = undefined;
    });
  }
  return latest.service;
}

function findService(document: Document): PageService | undefined {
  // Not `document.scripts`, which an element with that name hides: `<img name="scripts">`.
  const scripts = Document.prototype.getElementsByTagNameNS.call(document, html, 'script');
  for (const { dataset } of scripts as HTMLCollectionOf<HTMLScriptElement>) {
    const { meadcoServer: server, meadcoSubscription, meadcoLicense } = dataset;
    if (server !== undefined) return { server, license: meadcoSubscription ?? meadcoLicense };
  }
  return undefined;
}
