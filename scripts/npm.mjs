import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/**
 * Runs npm: the same one that runs this script, if any.
 *
 * @param {string[]} args
 * @param {import('node:child_process').StdioOptions} stdio
 * @returns {Promise<{ status: number | null, stdout: string }>}
 */
export async function npm(args, stdio) {
  const { npm_execpath } = process.env;
  const child = npm_execpath
    ? spawn(process.execPath, [npm_execpath, ...args], { stdio })
    : spawn('npm', args, { stdio, shell: process.platform === 'win32' });
  const [stdout, [status]] = await Promise.all([
    child.stdout ? text(child.stdout) : '',
    once(child, 'close'),
  ]);
  return { status, stdout };
}
