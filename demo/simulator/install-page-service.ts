import type { PageService } from './page-service.js';

/**
 * Gives a page's requests for a print service to a simulated one, those of MeadCo's client included.
 *
 * @param isForService - Whether an address is one of the service
 */
export function installPageService(
  service: PageService,
  isForService: (url: string) => boolean,
): void {
  const pageFetch = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    return isForService(url) ? service.fetch(input, init) : pageFetch(input, init);
  };
}
