import { startDemo } from '../demo/server.mjs';
import { launchChromium } from '../scripts/chromium.mjs';

const documents = [
  'delivery-note',
  'invoice',
  'catalogue',
  'invoice',
  'delivery-note',
  'catalogue',
];

/**
 * @typedef {import('puppeteer-core').Page} Page
 * @typedef {{ method: string, url: string, headers: Record<string, string> }} Request
 * @typedef {{ questions: number, requests: number }} Account
 */

/**
 * Prints documents on one page, where MeadCo's client watches them, and watches the same jobs with
 * the element on another.
 *
 * @returns {Promise<{ jobs: number, vendor: Account, own: Account, earlier: number }>} `earlier`: by how
 *   many seconds the element knew the end first, in half of the jobs or more
 */
export async function realRun() {
  const demo = await startDemo({ port: 0, simulatorPort: 0 });
  // Two pages cannot both be in front, and neither is to be slowed down for that.
  const browser = await launchChromium([
    '--disable-background-timer-throttling',
    '--disable-renderer-backgrounding',
    '--disable-backgrounding-occluded-windows',
  ]);
  try {
    const printing = await openPage(browser, demo.address);
    const watching = await openPage(browser, demo.address);
    /** @type {Promise<number>[]} */
    const known = [];
    /** @type {string[]} */
    const tokens = [];
    await printing.exposeFunction('watchToo', (/** @type {string} */ token) => {
      tokens.push(token);
      known.push(watching.evaluate(watch, token));
    });
    const vendorKnew = await printing.evaluate(printAll, documents);
    const knew = await Promise.all(known);
    const differences = tokens.map((token, index) => (vendorKnew[token] ?? 0) - (knew[index] ?? 0));
    const logs = await Promise.all(
      tokens.map(async (token) => {
        const response = await fetch(`${demo.simulator.address}/simulator/jobs/${token}/log`);
        return /** @type {Promise<Request[]>} */ (response.json());
      }),
    );
    const requests = logs.flat().filter(({ url }) => url.includes('/status/'));
    return {
      jobs: tokens.length,
      vendor: account(requests.filter(isVendors)),
      own: account(requests.filter((request) => !isVendors(request))),
      earlier: (differences.sort((one, other) => one - other)[tokens.length >> 1] ?? 0) / 1000,
    };
  } finally {
    await browser.close();
    await demo.close();
  }
}

/** @param {import('puppeteer-core').Browser} browser @param {string} address */
async function openPage(browser, address) {
  const page = await browser.newPage();
  await page.goto(address);
  await page.waitForSelector('#documents button:enabled');
  return page;
}

/** MeadCo's client names the page in a header. @param {Request} request */
function isVendors({ headers }) {
  const asked = headers['access-control-request-headers'] ?? '';
  return 'x-meadroid-path' in headers || asked.includes('x-meadroid-path');
}

/** @param {Request[]} requests @returns {Account} */
function account(requests) {
  const questions = requests.filter(({ method }) => method === 'GET').length;
  return { questions, requests: requests.length };
}

/**
 * Runs in the page that prints: resolves with when MeadCo's client knew the end of each job.
 *
 * @param {string[]} names
 * @returns {Promise<Record<string, number>>}
 */
async function printAll(names) {
  const { MeadCo, watchToo } = /** @type {any} */ (globalThis);
  const { Print } = MeadCo.ScriptX;
  /** @type {Record<string, number>} */
  const known = {};
  await Promise.all(
    names.map(
      (name, index) =>
        new Promise((resolve) => {
          let token = '';
          Print.PDF.settings.jobDescription = `${name} ${index}`;
          Print.PDF.print(
            new URL(`/documents/${name}.pdf`, location.href).href,
            () => {
              known[token] = Date.now();
              resolve(undefined);
            },
            () => {
              const job = Print.queue.find(
                (/** @type {{ jobName: string }} */ { jobName }) => jobName === `${name} ${index}`,
              );
              if (token || !job) return;
              token = job.jobIdentifier;
              watchToo(token);
            },
          );
        }),
    ),
  );
  return known;
}

/**
 * Runs in the page that watches: resolves with when the element knew the end of the job.
 *
 * @param {string} token
 * @returns {Promise<number>}
 */
async function watch(token) {
  const element = document.createElement('scriptx-job-status');
  element.setAttribute('token', token);
  document.body.append(element);
  await new Promise((resolve) => element.addEventListener('job-complete', resolve));
  return Date.now();
}
