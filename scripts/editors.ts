// Writes what editors complete for the element, from custom-elements.json: dist/web-types.json for
// JetBrains, dist/vscode.html-custom-data.json and dist/vscode.css-custom-data.json for VS Code.
import { readFile } from 'node:fs/promises';
import { generateJetBrainsWebTypes } from 'custom-element-jet-brains-integration';
import { generateVsCodeCustomElementData } from 'custom-element-vs-code-integration';

/** Neither package exports the type, which is the same in both. */
type Manifest = Parameters<typeof generateVsCodeCustomElementData>[0];

const manifest = JSON.parse(await readFile('custom-elements.json', 'utf8')) as Manifest;
const options = { outdir: 'dist', hideLogs: true };

generateVsCodeCustomElementData(manifest, options);
// By default, it also writes the file's name into package.json, and reformats it.
generateJetBrainsWebTypes(manifest, { ...options, packageJson: false });
