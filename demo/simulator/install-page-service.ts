import type { PageService } from './page-service.js';

/** Passes the page's requests for a simulated service to it, those of MeadCo's client included. */
export function installPageService(service: PageService): void {
  const pageFetch = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    return url.startsWith(service.server) ? service.fetch(input, init) : pageFetch(input, init);
  };
}
