// Installs the packed package into each app of demo/integrations, as a user would, and type-checks,
// builds and drives the app. Prints a table, and ends with the line "N passed, N failed".
//
//   npm run test:integrations                 all apps
//   npm run test:integrations -- vue solid    the apps in these folders
//   npm run test:integrations -- --write      all apps, and writes the table to the guide
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import express from 'express';
import prettier from 'prettier';
import { listen } from '../../demo/listen.js';
import { startSimulator } from '../../demo/simulator/start-simulator.js';
import { launchChromium } from '../../scripts/chromium.js';
import { npm } from '../../scripts/npm.mjs';
import { type App, apps, testedFolders, wordPressFolder } from './apps.js';
import { drive, driveTemplate } from './drive.js';
import { driveWordPress } from './wordpress.js';

process.chdir(fileURLToPath(new URL('../..', import.meta.url)));

const { values: options, positionals: folders } = parseArgs({
  allowPositionals: true,
  options: { write: { type: 'boolean', default: false } },
});
const isChosen = (folder: string): boolean => folders.length === 0 || folders.includes(folder);
const chosen = apps.filter(({ folder }) => isChosen(folder));

let passed = 0;
let failed = 0;
const work = await mkdtemp(join(tmpdir(), 'integrations-'));
const installed = join(work, 'apps/node_modules/scriptx-job-status');
const simulator = await startSimulator();
const browser = await launchChromium();
try {
  await install();
  const rows: string[][] = [];
  for (const app of chosen) rows.push(await rowOf(app));
  for (const folder of testedFolders.filter(isChosen)) {
    await step(`${folder}: tests`, () => runNpm(['test', '--prefix', join(work, 'apps', folder)]));
  }
  if (isChosen(wordPressFolder)) await step('wordpress: plugin', openWordPress);
  await report(rows);
} finally {
  await browser.close();
  await simulator.close();
  await rm(work, { recursive: true, force: true });
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

/** Copies the apps to a temporary folder, and installs their packages and this one as published. */
async function install(): Promise<void> {
  const { stdout } = await runNpm(['pack', '--silent', '--pack-destination', work]);
  const tarball = join(work, stdout.trim().split('\n').at(-1) ?? '');
  const root = join(work, 'apps');
  await cp('demo/integrations', root, {
    recursive: true,
    filter: (path) => !/node_modules|[\\/](dist|\.angular)$/.test(path),
  });
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  // Installed beside React 19, the package would use the types of that version.
  for (const folder of [root, join(root, 'react-18')]) {
    await runNpm(['ci', '--prefix', folder, ...quiet]);
    await runNpm(['install', '--prefix', folder, '--no-save', ...quiet, tarball]);
  }
}

/** Tries an app. Returns its row in the table. */
async function rowOf(app: App): Promise<string[]> {
  const { name, folder, framework, page, by, guide } = app;
  const path = join(work, 'apps', folder);
  const isBuilt = !page;
  const types = isBuilt
    ? await step(`${folder}: types`, () => runNpm(['run', 'check', '--prefix', path]))
    : '';
  if (isBuilt) await step(`${folder}: build`, () => runNpm(['run', 'build', '--prefix', path]));
  const driven = await step(`${folder}: ${page ?? 'driven'}`, () => driveApp(app, path));
  const version = framework ? ` ${await versionOf(framework, path)}` : '';
  const [first = '', ...rest] = name.split(',');
  return [
    `[${first}${version}${rest.map((part) => `,${part}`).join('')}](${guide})`,
    by,
    types,
    driven,
  ];
}

async function driveApp({ page: file, isOnDisk }: App, path: string): Promise<void> {
  if (file) await cp(join(installed, 'dist'), path, { recursive: true });
  const server = await serve(file ? path : join(path, 'dist'));
  const page = await browser.newPage();
  try {
    if (file?.endsWith('job.html')) await driveTemplate(page, simulator, join(path, file));
    else if (file && isOnDisk) await drive(page, simulator, pathToFileURL(join(path, file)).href);
    else await drive(page, simulator, `${server.address}${file ?? ''}`);
  } finally {
    await page.close();
    await server.close();
  }
}

async function openWordPress(): Promise<void> {
  const path = join(work, 'apps', wordPressFolder);
  await cp(join(installed, 'dist'), path, { recursive: true });
  const server = await serve(path);
  const page = await browser.newPage();
  try {
    await driveWordPress(page, simulator, path, server.address);
  } finally {
    await page.close();
    await server.close();
  }
}

/** Serves a folder. Renders its page on the server if it contains the code for that. */
async function serve(folder: string): Promise<{ address: string; close: () => Promise<void> }> {
  const app = express();
  const server = join(folder, 'server/server.js');
  if (existsSync(server)) {
    const index = await readFile(join(folder, 'index.html'), 'utf8');
    const { render } = (await import(pathToFileURL(server).href)) as {
      render: (query: URLSearchParams) => string;
    };
    app.get('/', ({ url }, response) => {
      const { searchParams } = new URL(url, 'http://localhost');
      response.type('html').send(index.replace('<!--app-->', () => render(searchParams)));
    });
  }
  app.use(express.static(folder));
  const { port, close } = await listen(app, 0, '127.0.0.1');
  return { address: `http://127.0.0.1:${port}/`, close };
}

/** Runs and counts a step. Returns its result, for the table. */
async function step(name: string, action: () => Promise<unknown>): Promise<string> {
  try {
    await action();
    passed++;
    console.log(`✔ ${name}`);
    return 'passed';
  } catch (error) {
    failed++;
    console.error(`✖ ${name}\n${error instanceof Error ? error.message : String(error)}`);
    return 'failed';
  }
}

/** Runs npm. Throws its output if it fails. */
async function runNpm(args: string[]): Promise<{ stdout: string }> {
  const { status, stdout } = await npm(args, ['ignore', 'pipe', 'inherit']);
  if (status !== 0) throw new Error(`npm ${args.join(' ')}\n${stdout}`);
  return { stdout };
}

async function versionOf(framework: string, path: string): Promise<string> {
  const { dependencies } = JSON.parse(await readFile(join(path, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  return String(dependencies[framework]);
}

async function report(rows: readonly string[][]): Promise<void> {
  const table = [
    ['', 'the element by', 'strict types', 'driven in Chromium'],
    rows[0]?.map(() => '---') ?? [],
    ...rows,
  ]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n');
  console.log(`\n${table}`);
  if (folders.length > 0) return;
  const path = 'docs/frameworks.md';
  const guide = await readFile(path, 'utf8');
  const [start, end] = ['<!-- integrations -->', '<!-- /integrations -->'] as const;
  const before = guide.slice(0, guide.indexOf(start) + start.length);
  const after = guide.slice(guide.indexOf(end));
  const config = await prettier.resolveConfig(path);
  const expected = await prettier.format(`${before}\n\n${table}\n\n${after}`, {
    ...config,
    parser: 'markdown',
  });
  if (options.write) await writeFile(path, expected);
  await step(`the table in ${path}`, async () => {
    if (expected !== (await readFile(path, 'utf8')))
      throw new Error('The table is stale. Use --write.');
  });
}
