// Copies the files that the guides in docs name into them. With --check, it only reports which guides
// are stale.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

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
  if (updated === guide) continue;
  if (!process.argv.includes('--check')) {
    await writeFile(path, updated);
    continue;
  }
  console.error(`${path} is stale: run "npm run guides" and commit it.`);
  process.exitCode = 1;
}

/** The comment that names a file, and the file in a code block. */
async function copyOf(file: string): Promise<string> {
  const code = (await readFile(file, 'utf8')).trimEnd();
  const language = languages.get(extname(file)) ?? extname(file).slice(1);
  return `<!-- file: ${file} -->\n\n\`\`\`${language}\n${code}\n\`\`\`\n`;
}
