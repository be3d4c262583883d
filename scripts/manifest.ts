// Writes custom-elements.json and docs/api.md from the source. With --check, it only reports which of
// them are stale.
import { readFile } from 'node:fs/promises';
import { cli } from '@custom-elements-manifest/analyzer/cli.js';
import { format, resolveConfig } from 'prettier';
import { apiReference } from './api-reference.js';
import { elementIn } from './element-in.js';
import { type ExportedDeclaration, exportedDeclarations } from './exported-declarations.js';
import { updateFile } from './update-file.js';

/** The lists of a declaration, and the kinds of their items. */
const kinds = [
  ['attributes', 'attribute'],
  ['members', 'member'],
  ['parameters', 'parameter'],
  ['events', 'event'],
  ['slots', 'slot'],
  ['cssParts', 'part'],
  ['cssProperties', 'custom property'],
  ['cssStates', 'custom state'],
] as const;

/** What is checked of a declaration, or of one of its items. */
interface Described extends Partial<Record<(typeof kinds)[number][0], readonly Described[]>> {
  readonly name: string;
  readonly description?: string;
}

/** What is read of package.json. A path without types has only the name of its file. */
interface Description {
  readonly exports: Readonly<Record<string, string | { readonly types: string }>>;
}

const manifest = await cli({ argv: ['analyze'], noWrite: true });
const declarations = manifest.modules.flatMap((module) => module.declarations ?? []);

const { exports } = JSON.parse(await readFile('package.json', 'utf8')) as Description;
const exported = declarationsOf(exports);

// The manifest has no types.
const types = exported.filter(({ kind }) => kind === 'type');
const undescribed = [...declarations, ...types].flatMap((it) => undescribedIn(it));
if (undescribed.length > 0) {
  console.error(`Describe these in the source:\n  ${undescribed.join('\n  ')}`);
  process.exitCode = 1;
}

const reference = apiReference({
  element: elementIn(manifest),
  declarations: exported,
  paths: Object.keys(exports),
});
const style = await resolveConfig('docs/api.md');
await updateFile('custom-elements.json', `${JSON.stringify(manifest, null, 2)}\n`, 'manifest');
await updateFile(
  'docs/api.md',
  await format(reference, { ...style, parser: 'markdown' }),
  'manifest',
);

/** What the package exports, with the paths of package.json that export it. */
function declarationsOf(exports: Description['exports']): ExportedDeclaration[] {
  const paths = new Map<string, string>();
  for (const [path, target] of Object.entries(exports)) {
    // Wildcards stand for modules that export nothing. The component for React has a guide.
    if (typeof target === 'string' || path.includes('*') || path === './react.js') continue;
    const source = target.types.replace('./dist/', 'src/').replace('.d.ts', '.ts');
    if (!paths.has(source)) paths.set(source, path);
  }
  return exportedDeclarations([...paths.keys()]).map((declaration) => ({
    ...declaration,
    modules: declaration.modules.map((source) => paths.get(source) ?? source),
  }));
}

/** What lacks a description, such as `ScriptxJobStatus: attribute server`. */
function undescribedIn(item: Described, path = item.name): string[] {
  const found = item.description ? [] : [path];
  for (const [list, kind] of kinds) {
    for (const inner of item[list] ?? []) {
      found.push(...undescribedIn(inner, `${path}: ${kind} ${inner.name}`));
    }
  }
  return found;
}
