// Copies the files that the guides in docs name into them, and lists the guides in llms.txt, which is in
// the package. With --check, it only reports which files are stale.
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { llmsTxt } from '../demo/site/llms.js';
import { home, navigation, type SitePage } from '../demo/site/navigation.js';
import { updateFile } from './update-file.js';

/** The languages of code blocks whose names differ from the file extension. */
const languages: ReadonlyMap<string, string> = new Map([
  ['.aspx', 'html'],
  ['.conf', 'nginx'],
  ['.mjs', 'js'],
]);

/** A comment that names a file, and the copy of the file if there is one. */
const inclusion = /<!-- file: (.+?) -->\n(?:\n```\w+\n[^]*?\n```\n)?/g;

for (const name of await readdir('docs')) {
  if (extname(name) !== '.md') continue;
  const path = join('docs', name);
  const guide = await readFile(path, 'utf8');
  const files = [...guide.matchAll(inclusion)].map(([, file = '']) => file);
  const copies = new Map(
    await Promise.all(files.map(async (file) => [file, await copyOf(file)] as const)),
  );
  const updated = guide.replace(inclusion, (old, file: string) => copies.get(file) ?? old);
  await updateFile(path, updated, 'guides');
}

const sections = navigation.map(({ title, pages }) => ({
  title,
  pages: pages.map((page) => ({ ...page, path: fileOf(page) })).filter(hasFile),
}));
await updateFile('llms.txt', llmsTxt(home, sections), 'guides');

/** The file in the package from which a page of the site is made, if it is made from one. */
function fileOf({ url }: SitePage): string {
  return url === '/changelog/' ? 'CHANGELOG.md' : `docs${url.slice(0, -1)}.md`;
}

function hasFile({ path }: { readonly path: string }): boolean {
  return existsSync(path);
}

/** The comment that names a file, and the file in a code block. */
async function copyOf(file: string): Promise<string> {
  const code = (await readFile(file, 'utf8')).trimEnd();
  const language = languages.get(extname(file)) ?? extname(file).slice(1);
  return `<!-- file: ${file} -->\n\n\`\`\`${language}\n${code}\n\`\`\`\n`;
}
