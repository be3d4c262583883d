import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';

/** An app that imports from each path with types. */
const app = `
import { JobStatusError, type ElementState, type JobErrorDetail, type JobEventDetail,
  type JobState, type JobStatus, type JobErrorCode, ScriptxJobStatus } from 'scriptx-job-status';
import { ScriptxJobStatus as Class } from 'scriptx-job-status/scriptx-job-status.js';
import { watchJob, type WatchOptions } from 'scriptx-job-status/watch-job.js';

const badge = document.createElement('scriptx-job-status');
badge.appearance = 'bar';
badge.texts = { printing: 'At work' };
badge.fetch = (url, init) => fetch(url, init);
badge.addEventListener('job-status-change', ({ detail }) => {
  const { previous, state }: JobEventDetail = detail;
  const isNew: boolean = previous === null;
  const shown: ElementState = isNew ? state : badge.state;
  console.log(shown);
});
badge.addEventListener('job-error', ({ detail, error }) => {
  const { code, jobStatus }: JobErrorDetail = detail;
  const known: JobErrorCode | JobState | undefined = jobStatus?.state ?? code;
  console.log(known, error.cause, error instanceof JobStatusError, error instanceof Error);
});
const isSame: boolean = Class === ScriptxJobStatus;
const options: WatchOptions = { server: '/print', token: 'job' };
export async function last(): Promise<JobStatus | undefined> {
  let status: JobStatus | undefined;
  for await (status of watchJob(options)) console.log(status.message, isSame);
  return status;
}
`;

/** What is tested of package.json. A path without types has only the name of its file. */
interface Description {
  readonly exports: Readonly<Record<string, string | { readonly types: string }>>;
  readonly typesVersions: Readonly<Record<string, unknown>>;
}

describe('the types', () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'types-'));
    const modules = join(folder, 'node_modules');
    await mkdir(join(modules, 'scriptx-job-status'), { recursive: true });
    await mkdir(join(modules, '@lit'));
    for (const name of ['lit', 'lit-html', 'lit-element', '@lit/reactive-element', '@types']) {
      await symlink(resolve('node_modules', name), join(modules, name)).catch(() => undefined);
    }
    for (const name of ['dist', 'package.json']) {
      await symlink(resolve(name), join(modules, 'scriptx-job-status', name));
    }
    await writeFile(join(folder, 'app.ts'), app);
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  });

  after(() => rm(folder, { recursive: true }));

  for (const [module, moduleResolution] of [
    ['esnext', 'bundler'],
    ['node16', 'node16'],
    ['nodenext', 'nodenext'],
    ['esnext', 'node10'],
  ] as const) {
    for (const lib of ['es2020', 'es2023']) {
      it(`compile with moduleResolution ${moduleResolution}, lib ${lib} and without skipLibCheck`, async () => {
        const config = {
          compilerOptions: {
            module,
            moduleResolution,
            target: 'es2020',
            lib: [lib, 'dom'],
            types: [],
            strict: true,
            skipLibCheck: false,
            preserveSymlinks: true,
            noEmit: true,
            // TypeScript 6 warns about node10, which many apps still use.
            ignoreDeprecations: '6.0',
          },
          files: ['app.ts'],
        };
        await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
        const tsc = resolve('node_modules/typescript/bin/tsc');
        const { stdout } = spawnSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' });
        assert.equal(stdout, '');
      });
    }
  }

  it('are in typesVersions for each path of the package, because node10 ignores exports', async () => {
    const { exports, typesVersions } = JSON.parse(
      await readFile('package.json', 'utf8'),
    ) as Description;
    const expected = Object.entries(exports).flatMap(([path, target]) =>
      typeof target === 'object' && path !== '.' ? [[path.slice(2), [target.types]]] : [],
    );
    assert.deepEqual(typesVersions['*'], Object.fromEntries(expected));
  });
});
