/** The service of a page that uses the vendor's client, as its script tag names it. */
export interface PageDefaults {
  server: string | undefined;
  license: string | undefined;
}

/**
 * What the page's first element with `data-meadco-server` says: the habit of pages that use
 * MeadCo's own client library.
 */
export function pageDefaults(document: Document): PageDefaults {
  const { meadcoServer, meadcoSubscription, meadcoLicense } =
    document.querySelector<HTMLElement>('[data-meadco-server]')?.dataset ?? {};
  return { server: meadcoServer, license: meadcoSubscription ?? meadcoLicense };
}
