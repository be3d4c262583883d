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

/**
 * Maps an address from a file in docs to that of the same file on the site. Other addresses don't
 * change.
 *
 * @param url - Relative: `themes.png`, `../src/themes/solid.css`
 */
export function publishedUrl(url: string): string {
  if (/^[\w-]+\.(?:png|gif|webp)$/.test(url)) return `/images/${url}`;
  return url.replace(/^\.\.\/src\/(?=themes\/)/, '/dist/');
}
