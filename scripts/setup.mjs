// Brings in what `npm start` and, with --browsers, `npm test` need. It runs before there is a
// node_modules, so it uses nothing but Node.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { findChromium, findFirefox, findWebKit } from './browsers.mjs';
import { npm } from './npm.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const nodeNeeded = [20, 19];

try {
  checkNode();
  if (!packagesAreInstalled()) await installPackages();
  if (process.argv.includes('--browsers')) getBrowsers();
} catch (error) {
  console.error(`setup: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}

function checkNode() {
  const { node } = process.versions;
  const [major = 0, minor = 0] = node.split('.').map(Number);
  const [neededMajor = 0, neededMinor = 0] = nodeNeeded;
  if (major > neededMajor || (major === neededMajor && minor >= neededMinor)) return;
  throw new Error(`Node ${nodeNeeded.join('.')} or newer is needed, and this is Node ${node}.`);
}

/** Whether node_modules holds what package-lock.json lists. */
function packagesAreInstalled() {
  const wanted = packagesIn('package-lock.json');
  const installed = packagesIn('node_modules/.package-lock.json');
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    const there = installed[path];
    // The root has no path; an optional package may be for another platform.
    return path === '' || (there ? there.version === version : optional);
  });
}

/**
 * @param {string} lockFile
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
function packagesIn(lockFile) {
  try {
    return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
  } catch {
    return {};
  }
}

async function installPackages() {
  console.log('setup: installing the packages of package-lock.json (npm ci)');
  const { status } = await npm(
    // No package needs its install script, and some of these scripts download programs.
    ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    'inherit',
  );
  if (status !== 0) throw new Error('npm ci failed.');
}

function getBrowsers() {
  if (!findChromium() && !aptInstall('chromium')) {
    throw new Error(
      'The tests need Chromium. Install Chromium, Chrome or Edge (Debian: apt-get install ' +
        'chromium), or name the program in CHROME_PATH.',
    );
  }
  if (!findFirefox() && !aptInstall('firefox-esr')) {
    console.log('setup: no Firefox here, so the tests go without; FIREFOX_PATH can name one');
  }
  if (!findWebKit() && !aptInstall('webkit2gtk-driver', 'xvfb')) {
    console.log('setup: no WebKitGTK driver and Xvfb here, so the tests go without WebKit');
  }
}

/**
 * @param {string[]} packages - Names of Debian's
 * @returns {boolean} Whether they are there now
 */
function aptInstall(...packages) {
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || !run('apt-get', '--version')) return false;
  console.log(`setup: installing ${packages.join(' and ')} with apt-get`);
  // Old lists name old browsers, or packages that are no longer there.
  run('apt-get', 'update');
  return run('apt-get', 'install', '-y', '--no-install-recommends', ...packages);
}

/** @param {string[]} command */
function run(...command) {
  const [program = '', ...args] = command;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(program, args, { env, stdio: 'ignore' }).status === 0;
}
