import { readdir, readFile, writeFile } from 'node:fs/promises';
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
  const inDocs = new Set(await readdir('docs'));
  const fileOf = ({ url }: SitePage): string | undefined => {
    const file = `${url.slice(1, -1)}.md`;
    return otherTexts[url] ?? (inDocs.has(file) ? `docs/${file}` : undefined);
  };
  const published = new Map<string, string>();
  const sections = navigation.map(({ title, pages }) => ({
    title,
    pages: pages.map((page) => {
      const file = fileOf(page);
      const name = `${page.url.slice(1, -1)}.md`;
      if (file) published.set(file, name);
      return { ...page, path: file ? name : page.url.slice(1) };
    }),
  }));
  const texts = await Promise.all(
    [...published].map(async ([file, name]) => {
      const text = publishedMarkdown(await readFile(file, 'utf8'), file, published);
      await writeFile(join(output, name), text);
      return text;
    }),
  );
  await writeFile(join(output, 'llms.txt'), llmsTxt(home, sections));
  await writeFile(join(output, 'llms-full.txt'), llmsFullTxt(texts));
}
