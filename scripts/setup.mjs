// Installs the packages and, with --browsers, the browsers that the other scripts need. It runs before
// packages are installed, so it and its imports use only Node, and are not TypeScript.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { findChromium, findFirefox, findWebKit } from './browsers.mjs';
import { npm } from './npm.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

/** The oldest version of Node that works: major and minor. */
const minNode = [20, 19];

try {
  checkNode();
  if (!packagesAreInstalled()) await installPackages();
  if (process.argv.includes('--browsers')) installBrowsers();
} catch (error) {
  console.error(`setup: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}

function checkNode() {
  const { node } = process.versions;
  const [major = 0, minor = 0] = node.split('.').map(Number);
  const [minMajor = 0, minMinor = 0] = minNode;
  if (major > minMajor || (major === minMajor && minor >= minMinor)) return;
  throw new Error(`Node ${minNode.join('.')} or newer is required. This is Node ${node}.`);
}

/** Whether node_modules contains the packages of package-lock.json. */
function packagesAreInstalled() {
  const locked = packagesIn('package-lock.json');
  const installed = packagesIn('node_modules/.package-lock.json');
  return Object.entries(locked).every(([path, { version, optional }]) => {
    const found = installed[path];
    // The root has no path. An optional package may be for another platform.
    return path === '' || (found ? found.version === version : optional);
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

function installBrowsers() {
  if (!findChromium() && !aptInstall('chromium')) {
    throw new Error(
      'The tests require Chromium. Install Chromium, Chrome or Edge (on Debian: apt-get install ' +
        'chromium), or set CHROME_PATH to the path of its program.',
    );
  }
  if (!findFirefox() && !aptInstall('firefox-esr')) {
    console.log(
      'setup: Firefox is not installed, so no test runs in it. FIREFOX_PATH can contain its path.',
    );
  }
  if (!findWebKit() && !aptInstall('webkit2gtk-driver', 'xvfb')) {
    console.log(
      'setup: WebKitGTK with its driver and Xvfb is not installed, so no test runs in it.',
    );
  }
}

/**
 * Installs packages of Debian or Ubuntu, if the user is root.
 *
 * @param {string[]} packages
 * @returns {boolean} Whether they are installed now
 */
function aptInstall(...packages) {
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || !run('apt-get', '--version')) return false;
  console.log(`setup: installing ${packages.join(' and ')} with apt-get`);
  // Old lists contain old browsers, or packages that no longer exist.
  run('apt-get', 'update');
  return run('apt-get', 'install', '-y', '--no-install-recommends', ...packages);
}

/**
 * Runs a command without output.
 *
 * @param {string[]} command
 * @returns {boolean} Whether it succeeded
 */
function run(...command) {
  const [program = '', ...args] = command;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(program, args, { env, stdio: 'ignore' }).status === 0;
}
