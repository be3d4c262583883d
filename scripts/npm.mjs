import { spawnSync } from 'node:child_process';

/**
 * Runs npm, the very one that runs this script if one does.
 *
 * @param {string[]} args
 * @param {import('node:child_process').SpawnSyncOptions} [options]
 */
export function npm(args, options) {
  const { npm_execpath } = process.env;
  return npm_execpath
    ? spawnSync(process.execPath, [npm_execpath, ...args], options)
    : spawnSync('npm', args, { shell: process.platform === 'win32', ...options });
}
