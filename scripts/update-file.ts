import { readFile, writeFile } from 'node:fs/promises';

/**
 * Writes a generated file if it is stale. With `--check`, only reports that it is, and fails.
 *
 * @param script - The script of package.json that writes the file
 */
export async function updateFile(path: string, text: string, script: string): Promise<void> {
  if (text === (await readFile(path, 'utf8').catch(() => ''))) return;
  if (!process.argv.includes('--check')) {
    await writeFile(path, text);
    return;
  }
  console.error(`${path} is stale: run "npm run ${script}" and commit it.`);
  process.exitCode = 1;
}
