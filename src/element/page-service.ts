/** The service that a page names for MeadCo's client library. */
export interface PageService {
  server: string | undefined;
  license: string | undefined;
}

/**
 * Reads the service from the page's first `script` element with `data-meadco-server`. Other elements
 * are ignored, because content that users write may have data attributes.
 */
export function pageService(document: Document): PageService | undefined {
  for (const { dataset } of document.scripts) {
    const { meadcoServer: server, meadcoSubscription, meadcoLicense } = dataset;
    if (server !== undefined) return { server, license: meadcoSubscription ?? meadcoLicense };
  }
  return undefined;
}
