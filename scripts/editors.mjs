// Writes what editors know of the tag, from custom-elements.json: dist/web-types.json for JetBrains',
// dist/vscode.html-custom-data.json and dist/vscode.css-custom-data.json for VS Code.
import { readFile } from 'node:fs/promises';
import { generateJetBrainsWebTypes } from 'custom-element-jet-brains-integration';
import { generateVsCodeCustomElementData } from 'custom-element-vs-code-integration';

const manifest = JSON.parse(await readFile('custom-elements.json', 'utf8'));
const options = { outdir: 'dist', hideLogs: true };

generateVsCodeCustomElementData(manifest, options);
// The tool would write the name of its file into package.json, in its own style.
generateJetBrainsWebTypes(manifest, { ...options, packageJson: false });
