// Writes custom-elements.json from the source. With --check it only says whether the file is stale.
import { readFile, writeFile } from 'node:fs/promises';
// @ts-expect-error It has no types.
import { cli } from '@custom-elements-manifest/analyzer/cli.js';

/**
 * @typedef {{ name: string, description?: string }} Item
 * @typedef {keyof typeof kinds} List
 * @typedef {{ customElement?: boolean, tagName?: string }} Tag
 * @typedef {Item & Tag & Partial<Record<List, Item[]>>} Declaration
 */

const file = 'custom-elements.json';

/** The lists of a declaration, and what their items are. */
const kinds = {
  attributes: 'attribute',
  members: 'member',
  events: 'event',
  slots: 'slot',
  cssParts: 'part',
  cssProperties: 'custom property',
  cssStates: 'custom state',
};

/** @type {{ modules: { declarations: Declaration[] }[] }} */
const manifest = await cli({ argv: ['analyze'], noWrite: true });

const undescribed = manifest.modules.flatMap((module) =>
  module.declarations.flatMap(whatLacksDescription),
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

/**
 * @param {Declaration} declaration
 * @returns {string[]} Such as `ScriptxJobStatus: attribute server`
 */
function whatLacksDescription(declaration) {
  const found = declaration.description ? [] : [declaration.name];
  if (declaration.customElement && !declaration.tagName) found.push(`${declaration.name}: @tag`);
  for (const [list, kind] of Object.entries(kinds)) {
    for (const { name, description } of declaration[/** @type {List} */ (list)] ?? []) {
      if (!description) found.push(`${declaration.name}: ${kind} ${name}`);
    }
  }
  return found;
}
