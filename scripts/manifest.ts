// Writes custom-elements.json from the source. With --check, it only reports whether the file is stale.
import { readFile, writeFile } from 'node:fs/promises';
import { cli } from '@custom-elements-manifest/analyzer/cli.js';

/** The lists of a declaration, and the kinds of their items. */
const kinds = [
  ['attributes', 'attribute'],
  ['members', 'member'],
  ['events', 'event'],
  ['slots', 'slot'],
  ['cssParts', 'part'],
  ['cssProperties', 'custom property'],
  ['cssStates', 'custom state'],
] as const;

interface Item {
  readonly name: string;
  readonly description?: string;
}

/** What is checked of a declaration in the manifest. */
interface Declaration extends Item, Partial<Record<(typeof kinds)[number][0], readonly Item[]>> {
  readonly customElement?: boolean;
  readonly tagName?: string;
}

const file = 'custom-elements.json';
const manifest = await cli({ argv: ['analyze'], noWrite: true });

const undescribed = manifest.modules.flatMap(({ declarations = [] }) =>
  declarations.flatMap(undescribedIn),
);
if (undescribed.length > 0) {
  console.error(`Describe these in the source:\n  ${undescribed.join('\n  ')}`);
  process.exitCode = 1;
}

const text = `${JSON.stringify(manifest, null, 2)}\n`;
if (!process.argv.includes('--check')) {
  await writeFile(file, text);
} else if (text !== (await readFile(file, 'utf8').catch(() => ''))) {
  console.error(`${file} is stale: run "npm run manifest" and commit it.`);
  process.exitCode = 1;
}

/** What lacks a description or a tag, such as `ScriptxJobStatus: attribute server`. */
function undescribedIn(declaration: Declaration): string[] {
  const found = declaration.description ? [] : [declaration.name];
  if (declaration.customElement && !declaration.tagName) found.push(`${declaration.name}: @tag`);
  for (const [list, kind] of kinds) {
    for (const { name, description } of declaration[list] ?? []) {
      if (!description) found.push(`${declaration.name}: ${kind} ${name}`);
    }
  }
  return found;
}
