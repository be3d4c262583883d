// Finds the browsers that the tests run in. It runs before packages are installed, so it uses only Node.
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { env, platform } from 'node:process';

/**
 * @typedef {object} WebKitPrograms
 * @property {string} driver - The WebDriver of WebKitGTK
 * @property {string} browser - The small browser that is installed with WebKitGTK
 * @property {string} xvfb - The X server without a screen, on which the browser runs
 */

/** @returns {string | undefined} The path of Chromium, or of a browser based on it */
export function findChromium() {
  if (env.CHROME_PATH) return checked('CHROME_PATH', env.CHROME_PATH);
  if (platform === 'darwin') {
    return firstExisting(
      macFolders,
      'Google Chrome.app/Contents/MacOS/Google Chrome',
      'Chromium.app/Contents/MacOS/Chromium',
      'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    );
  }
  if (platform === 'win32') {
    return firstExisting(
      windowsFolders,
      'Google/Chrome/Application/chrome.exe',
      'Chromium/Application/chrome.exe',
      'Microsoft/Edge/Application/msedge.exe',
    );
  }
  return firstExisting(
    pathFolders,
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    'microsoft-edge',
  );
}

/** @returns {string | undefined} The path of Firefox */
export function findFirefox() {
  if (env.FIREFOX_PATH) return checked('FIREFOX_PATH', env.FIREFOX_PATH);
  if (platform === 'darwin') return firstExisting(macFolders, 'Firefox.app/Contents/MacOS/firefox');
  if (platform === 'win32') return firstExisting(windowsFolders, 'Mozilla Firefox/firefox.exe');
  return firstExisting(pathFolders, 'firefox', 'firefox-esr');
}

/** @returns {WebKitPrograms | undefined} The paths of WebKitGTK's programs, on Linux */
export function findWebKit() {
  if (platform !== 'linux') return undefined;
  const driver = firstExisting(pathFolders, 'WebKitWebDriver');
  const xvfb = firstExisting(pathFolders, 'Xvfb');
  const browser = firstExisting(
    // Such as /usr/lib/x86_64-linux-gnu
    ['/usr/libexec', ...readdirSync('/usr/lib').map((folder) => join('/usr/lib', folder))],
    'webkitgtk-6.0/MiniBrowser',
    'webkit2gtk-4.1/MiniBrowser',
    'webkit2gtk-4.0/MiniBrowser',
  );
  return driver && browser && xvfb ? { driver, browser, xvfb } : undefined;
}

const pathFolders = (env.PATH ?? '').split(delimiter);
const macFolders = ['/Applications', join(homedir(), 'Applications')];
const windowsFolders = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA];

/**
 * Returns the path of the first program that exists in one of the folders.
 *
 * @param {(string | undefined)[]} folders
 * @param {string[]} programs - In the order of preference
 */
function firstExisting(folders, ...programs) {
  return programs
    .flatMap((program) => folders.map((folder) => join(folder ?? '', program)))
    .find((path) => existsSync(path));
}

/**
 * @param {string} variable - The environment variable that contains the path
 * @param {string} path
 */
function checked(variable, path) {
  if (existsSync(path)) return path;
  throw new Error(`${variable} is "${path}", which doesn't exist.`);
}
