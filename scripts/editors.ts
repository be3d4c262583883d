// Writes what editors complete for the element, from custom-elements.json: dist/web-types.json for
// JetBrains, dist/vscode.html-custom-data.json and dist/vscode.css-custom-data.json for VS Code.
import { readFile, writeFile } from 'node:fs/promises';
import { generateJetBrainsWebTypes } from 'custom-element-jet-brains-integration';
import type { Package } from 'custom-elements-manifest';
import { elementIn } from './element-in.js';
import { vscodeCssData, vscodeHtmlData } from './vscode-data.js';

type JetBrainsManifest = Parameters<typeof generateJetBrainsWebTypes>[0];

const manifest = JSON.parse(await readFile('custom-elements.json', 'utf8')) as Package;
const element = elementIn(manifest);

// By default, it also writes the file's name into package.json, and reformats it.
generateJetBrainsWebTypes(manifest as JetBrainsManifest, {
  outdir: 'dist',
  hideLogs: true,
  packageJson: false,
});
await writeJson('dist/vscode.html-custom-data.json', vscodeHtmlData(element));
await writeJson('dist/vscode.css-custom-data.json', vscodeCssData(element));

async function writeJson(file: string, data: unknown): Promise<void> {
  await writeFile(file, `${JSON.stringify(data, null, 2)}\n`);
}
