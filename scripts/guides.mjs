// Puts the files that the guides in docs name into them, as they are. With --check it only says which
// guides are stale.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

/** The names of the languages that are not those of the files' endings. */
const languages = new Map([
  ['.aspx', 'html'],
  ['.conf', 'nginx'],
  ['.mjs', 'js'],
]);

/** A comment that names a file, and the file as it was put there last. */
const inclusion = /<!-- file: (.+?) -->\n(?:\n```\w+\n[^]*?\n```\n)?/g;

for (const name of await readdir('docs')) {
  if (extname(name) !== '.md') continue;
  const path = join('docs', name);
  const guide = await readFile(path, 'utf8');
  const files = [...guide.matchAll(inclusion)].map(([, file = '']) => file);
  const code = new Map(
    await Promise.all(
      files.map(async (file) => /** @type {const} */ ([file, await readFile(file, 'utf8')])),
    ),
  );
  const wanted = guide.replace(inclusion, (_, file) => {
    const language = languages.get(extname(file)) ?? extname(file).slice(1);
    return `<!-- file: ${file} -->\n\n\`\`\`${language}\n${code.get(file)?.trimEnd()}\n\`\`\`\n`;
  });
  if (wanted === guide) continue;
  if (!process.argv.includes('--check')) {
    await writeFile(path, wanted);
    continue;
  }
  console.error(`${path} is stale: run "npm run guides" and commit it.`);
  process.exitCode = 1;
}
