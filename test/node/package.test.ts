import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { npm } from '../../scripts/npm.mjs';

/** What npm prints about a package that it packs. */
interface Pack {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
  readonly size: number;
  readonly unpackedSize: number;
}

/** What is tested of package.json. */
interface Description {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta: Readonly<Record<string, { readonly optional?: boolean }>>;
}

/** What is tested of a source map. */
interface SourceMap {
  readonly sources: readonly string[];
  readonly sourcesContent: readonly (string | null)[];
}

describe('the package', () => {
  let folder: string;
  let pack: Pack;
  let description: Description;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'package-'));
    description = JSON.parse(await readFile('package.json', 'utf8')) as Description;
    // Other tests use the build at the same time, so it must not be built again.
    const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
    const { stdout } = await npm(args, ['ignore', 'pipe', 'inherit']);
    [pack] = JSON.parse(stdout) as [Pack];
  });

  after(() => rm(folder, { recursive: true }));

  it('contains the build, its source, the guides and metadata, and nothing else', () => {
    const paths = pack.files.map(({ path }) => path);
    const modules = paths
      .filter((path) => /^src\/.+\.ts$/.test(path))
      .map((path) => path.slice('src/'.length, -'.ts'.length));
    const known =
      /^themes\/\w+\.css$|^scriptx-job-status\.(iife\.)?min\.js$|^(web-types|vscode\.(html|css)-custom-data)\.json$/;
    const others = paths.filter((path) => {
      if (/^src\/.+\.ts$|^docs\/.+\.md$/.test(path)) return false;
      const [, file = ''] = /^dist\/(.+?)(?:\.map)?$/.exec(path) ?? [];
      return !known.test(file) && !modules.includes(file.replace(/(\.d\.ts|\.js)$/, ''));
    });
    const expected = [
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'custom-elements.json',
      'llms.txt',
      'package.json',
    ];
    assert.deepEqual(others.sort(), expected);
    assert.ok(pack.size < 600_000, `${pack.size} bytes`);
    assert.ok(pack.unpackedSize < 2_200_000, `${pack.unpackedSize} bytes unpacked`);
  });

  it('depends on Lit, and requires no framework', () => {
    assert.deepEqual(Object.keys(description.dependencies), ['lit']);
    for (const peer of Object.keys(description.peerDependencies)) {
      assert.equal(description.peerDependenciesMeta[peer]?.optional, true, peer);
    }
  });

  it('passes publint', async () => {
    const { messages, pkg } = await publint({ strict: true, pack: { tarball: await tarball() } });
    assert.deepEqual(
      messages.map((message) => formatMessage(message, pkg, { color: false })),
      [],
    );
  });

  it('has types for each kind of module resolution', () => {
    const cli = 'node_modules/@arethetypeswrong/cli/dist/index.js';
    const args = [cli, join(folder, pack.filename), '--profile', 'esm-only'];
    // A classic script is not imported.
    args.push('--exclude-entrypoints', './scriptx-job-status.iife.min.js');
    const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    assert.equal(status, 0, stdout);
  });

  it('contains each theme as a style sheet that can be imported', async () => {
    const themes = await readdir('src/themes');
    assert.ok(themes.length > 0);
    for (const theme of themes) {
      const path = fileURLToPath(import.meta.resolve(`scriptx-job-status/themes/${theme}`));
      assert.equal(await readFile(path, 'utf8'), await readFile(`src/themes/${theme}`, 'utf8'));
      assert.ok(
        pack.files.some(({ path }) => path === `dist/themes/${theme}`),
        theme,
      );
    }
  });

  it('imports the frameworks whose types it augments', async () => {
    for (const name of await readdir('src/types')) {
      const types = await readFile(`dist/types/${name.replace('.ts', '.d.ts')}`, 'utf8');
      const [, framework] = /declare module '(.+)'/.exec(types) ?? [];
      if (framework) assert.ok(types.includes(` from '${framework}';`), name);
    }
  });

  it('contains only ASCII in its scripts, so the character encoding of a page does not matter', async () => {
    const files = pack.files.map(({ path }) => path).filter((path) => path.endsWith('.js'));
    assert.ok(files.length > 20);
    for (const file of files) {
      assert.doesNotMatch(await readFile(file, 'utf8'), /[^\0-\x7f]/, file);
    }
  });

  it('has source maps to its TypeScript', async () => {
    for (const file of [
      'scriptx-job-status.min.js',
      'scriptx-job-status.iife.min.js',
      'react.js',
    ]) {
      const { sources, sourcesContent } = JSON.parse(
        await readFile(`dist/${file}.map`, 'utf8'),
      ) as SourceMap;
      const own = sources.filter((source) => source.startsWith('../src/'));
      assert.ok(own.length > 0, file);
      assert.ok(own.every((source) => sourcesContent[sources.indexOf(source)]));
    }
  });

  it('contains the licences of bundled code', async () => {
    const [script, classic, react] = await Promise.all(
      ['scriptx-job-status.min.js', 'scriptx-job-status.iife.min.js', 'react.js'].map((file) =>
        readFile(`dist/${file}`, 'utf8'),
      ),
    );
    for (const code of [script, classic]) {
      assert.match(code ?? '', /^\/\*!.*MIT.*Lit, .*BSD-3-Clause.*Lucide.*ISC/s);
    }
    assert.match(react ?? '', /^'use client';\n\/\*!.*@lit\/react, .*BSD-3-Clause/);
  });

  async function tarball(): Promise<ArrayBuffer> {
    const { buffer } = await readFile(join(folder, pack.filename));
    return buffer;
  }
});
