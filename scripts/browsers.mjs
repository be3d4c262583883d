// Finds the browsers that the tests run in. It runs before `npm ci`, so it needs nothing but Node.
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { env, platform } from 'node:process';

/**
 * @typedef {object} WebKitPrograms
 * @property {string} driver - The WebDriver of WebKitGTK
 * @property {string} browser - The small browser that comes with it
 * @property {string} xvfb - The X server without a screen that this browser draws on
 */

/** @returns {string | undefined} Where Chromium is, or a browser that is made of it */
export function findChromium() {
  if (env.CHROME_PATH) return existing('CHROME_PATH', env.CHROME_PATH);
  if (platform === 'darwin') {
    return first(
      macFolders,
      'Google Chrome.app/Contents/MacOS/Google Chrome',
      'Chromium.app/Contents/MacOS/Chromium',
      'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    );
  }
  if (platform === 'win32') {
    return first(
      windowsFolders,
      'Google/Chrome/Application/chrome.exe',
      'Chromium/Application/chrome.exe',
      'Microsoft/Edge/Application/msedge.exe',
    );
  }
  return first(
    pathFolders,
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    'microsoft-edge',
  );
}

/** @returns {string | undefined} Where Firefox is */
export function findFirefox() {
  if (env.FIREFOX_PATH) return existing('FIREFOX_PATH', env.FIREFOX_PATH);
  if (platform === 'darwin') return first(macFolders, 'Firefox.app/Contents/MacOS/firefox');
  if (platform === 'win32') return first(windowsFolders, 'Mozilla Firefox/firefox.exe');
  return first(pathFolders, 'firefox', 'firefox-esr');
}

/** @returns {WebKitPrograms | undefined} Where WebKitGTK and what it needs are, on Linux */
export function findWebKit() {
  if (platform !== 'linux') return undefined;
  const driver = first(pathFolders, 'WebKitWebDriver');
  const xvfb = first(pathFolders, 'Xvfb');
  const browser = first(
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
 * @param {(string | undefined)[]} folders
 * @param {string[]} programs - The best one first
 */
function first(folders, ...programs) {
  return programs
    .flatMap((program) => folders.map((folder) => join(folder ?? '', program)))
    .find((path) => existsSync(path));
}

/**
 * @param {string} variable
 * @param {string} path
 */
function existing(variable, path) {
  if (existsSync(path)) return path;
  throw new Error(`${variable} is ${path}, but there is no such file.`);
}
