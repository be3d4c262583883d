/**
 * Makes an address relative, so that it is right under any path prefix.
 *
 * @param page - Path of the page from the root of the site: `/faq/`
 * @param url - Address in the page. Only those that start with one slash change.
 */
export function relativeUrl(page: string, url: string): string {
  if (!/^\/(?!\/)/.test(url)) return url;
  const depth = page.split('/').length - 2;
  return `${'../'.repeat(depth) || './'}${url.slice(1)}`;
}
