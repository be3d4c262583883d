import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import Eleventy from '@11ty/eleventy';
import { bundle } from './bundle.js';
import { toRunningPage } from './running-page.js';
import { writeTexts } from './texts.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The bundles that pages load from `/assets`. */
const scripts = {
  site: 'demo/site/scripts/site.ts',
  'example-service': 'demo/site/scripts/example-service.ts',
  home: 'demo/home/main.ts',
  demo: 'demo/print-demo/main.ts',
  gallery: 'demo/gallery/main.ts',
  playground: 'demo/playground/main.ts',
};

/** The folders and files that are copied, by their paths on the site. */
const copies = {
  dist: 'dist',
  documents: 'demo/documents',
  'favicon.svg': 'demo/favicon.svg',
  'assets/base.css': 'demo/site/styles/base.css',
  'assets/site.css': 'demo/site/styles/site.css',
  'assets/code.css': 'demo/site/styles/code.css',
  'assets/text.css': 'demo/site/styles/text.css',
  'assets/home.css': 'demo/home/home.css',
  'assets/demo.css': 'demo/print-demo/demo.css',
  'assets/gallery.css': 'demo/gallery/gallery.css',
  'assets/playground.css': 'demo/playground/playground.css',
  'vendor/meadco-scriptxservicesprint.min.js':
    'node_modules/scriptxprint-html/dist/meadco-scriptxservicesprint.min.js',
  'vendor/LICENSE': 'node_modules/scriptxprint-html/LICENSE',
};

/**
 * Builds the site as static files. All addresses in it are relative, so that it works under any path.
 *
 * @param output - The folder of the files, which is replaced
 */
export async function buildSite(output: string): Promise<void> {
  await rm(output, { recursive: true, force: true });
  // Eleventy finds the texts from the current folder, which is that of the project.
  const options = { quietMode: true, configPath: 'demo/site/eleventy.ts' };
  const eleventy = new Eleventy('.', relative('.', output), options);
  await eleventy.write();
  await Promise.all([
    copyFiles(output),
    writeScripts(output),
    writeExamples(output),
    writeTexts(output),
  ]);
}

async function copyFiles(output: string): Promise<void> {
  for (const [to, from] of Object.entries(copies)) {
    await cp(join(root, from), join(output, to), { recursive: true, filter: isForPages });
  }
}

/** Whether a file is of use in a page. Type declarations are not. */
function isForPages(path: string): boolean {
  return !/\.d\.ts(?:\.map)?$/.test(path);
}

async function writeScripts(output: string): Promise<void> {
  for (const { path, contents } of await bundle(root, scripts)) {
    const file = join(output, 'assets', path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, contents);
  }
}

/** Writes the examples as pages that run without a print service. */
async function writeExamples(output: string): Promise<void> {
  const folder = join(root, 'demo/examples');
  await mkdir(join(output, 'examples'), { recursive: true });
  for (const file of await readdir(folder)) {
    const code = await readFile(join(folder, file), 'utf8');
    await writeFile(join(output, 'examples', file), toRunningPage(code));
  }
}
