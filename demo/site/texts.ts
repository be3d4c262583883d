import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { llmsFullTxt, llmsTxt, publishedMarkdown } from './llms.js';
import { home, navigation, type SitePage } from './navigation.js';

/** The Markdown files outside of docs that are pages of the site, by the addresses of the pages. */
export const otherTexts: Readonly<Record<string, string>> = {
  '/changelog/': 'CHANGELOG.md',
  '/benchmarks/': 'BENCHMARKS.md',
  '/contributing/': 'CONTRIBUTING.md',
};

/** Publishes the texts in Markdown too, and lists them for assistants. */
export async function writeTexts(output: string): Promise<void> {
  const pages = navigation.flatMap((section) => section.pages);
  /** The paths on the site, by those in the project. */
  const published = new Map<string, string>();
  for (const page of pages) {
    const source = sourceOf(page);
    if (source) published.set(source, markdownPathOf(page));
  }

  const texts = await Promise.all(
    [...published].map(async ([source, path]) => {
      const text = publishedMarkdown(await readFile(source, 'utf8'), source, published);
      await writeFile(join(output, path), text);
      return text;
    }),
  );
  const sections = navigation.map(({ title, pages }) => ({
    title,
    pages: pages.map((page) => ({
      ...page,
      path: sourceOf(page) ? markdownPathOf(page) : page.url.slice(1),
    })),
  }));
  await writeFile(join(output, 'llms.txt'), llmsTxt(home, sections));
  await writeFile(join(output, 'llms-full.txt'), llmsFullTxt(texts));
}

/** The Markdown file from which a page is made. Undefined for pages that are made from a template. */
function sourceOf({ url }: SitePage): string | undefined {
  const path = otherTexts[url] ?? `docs${url.slice(0, -1)}.md`;
  return existsSync(path) ? path : undefined;
}

/** Where the Markdown of a page is on the site: `faq.md`. */
function markdownPathOf({ url }: SitePage): string {
  return `${url.slice(1, -1)}.md`;
}
