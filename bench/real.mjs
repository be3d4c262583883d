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
 * @typedef {{ polls: number, requests: number }} Counts
 */

/**
 * Prints documents on one page, where MeadCo's client polls their jobs, and shows the same jobs in
 * elements on another page.
 *
 * @returns {Promise<{ jobs: number, vendor: Counts, own: Counts, earlier: number }>} `earlier`: by how
 *   many seconds the element knew the end before the client, at the median
 */
export async function realRun() {
  const demo = await startDemo({ port: 0, simulatorPort: 0 });
  // Only one of two pages is in front. The browser must not slow down the other.
  const browser = await launchChromium([
    '--disable-background-timer-throttling',
    '--disable-renderer-backgrounding',
    '--disable-backgrounding-occluded-windows',
  ]);
  try {
    const printPage = await openPage(browser, demo.address);
    const badgePage = await openPage(browser, demo.address);
    /** @type {Promise<number>[]} */
    const known = [];
    /** @type {string[]} */
    const tokens = [];
    await printPage.exposeFunction('showToo', (/** @type {string} */ token) => {
      tokens.push(token);
      known.push(badgePage.evaluate(showJob, token));
    });
    const vendorKnew = await printPage.evaluate(printAll, documents);
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
      vendor: countsOf(requests.filter(isVendors)),
      own: countsOf(requests.filter((request) => !isVendors(request))),
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
  const announced = headers['access-control-request-headers'] ?? '';
  return 'x-meadroid-path' in headers || announced.includes('x-meadroid-path');
}

/** @param {Request[]} requests @returns {Counts} */
function countsOf(requests) {
  const polls = requests.filter(({ method }) => method === 'GET').length;
  return { polls, requests: requests.length };
}

/**
 * Runs in the page that prints: resolves with when MeadCo's client knew the end of each job.
 *
 * @param {string[]} names
 * @returns {Promise<Record<string, number>>}
 */
async function printAll(names) {
  const { MeadCo, showToo } = /** @type {any} */ (globalThis);
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
              showToo(token);
            },
          );
        }),
    ),
  );
  return known;
}

/**
 * Runs in the page with the elements: resolves with when the element knew the end of the job.
 *
 * @param {string} token
 * @returns {Promise<number>}
 */
async function showJob(token) {
  const element = document.createElement('scriptx-job-status');
  element.setAttribute('token', token);
  document.body.append(element);
  await new Promise((resolve) => element.addEventListener('job-complete', resolve));
  return Date.now();
}
