import { copyFile, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';

/** A folder with a copy of a file, as in the app of a user. */
export interface AppFolder {
  /** The copy. */
  readonly path: string;
  readonly close: () => Promise<void>;
}

/** Copies a file to a folder where this package, and packages that this one uses, are installed. */
export async function copyToApp(file: string, ...packages: readonly string[]): Promise<AppFolder> {
  const folder = await mkdtemp(join(tmpdir(), 'app-'));
  const path = join(folder, basename(file));
  await copyFile(file, path);
  const targets = new Map(packages.map((name) => [name, join('node_modules', name)]));
  for (const [name, target] of targets.set('scriptx-job-status', '.')) {
    const link = join(folder, 'node_modules', name);
    await mkdir(dirname(link), { recursive: true });
    // Windows needs no permission for a junction.
    await symlink(resolve(target), link, 'junction');
  }
  return { path, close: () => rm(folder, { recursive: true }) };
}
