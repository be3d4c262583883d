import type { Browser, Page } from 'puppeteer-core';
import { startDemo } from '../demo/server.js';
import { launchChromium } from '../scripts/chromium.js';

/** The demo's documents, in the order in which they are printed. */
const documents = [
  'delivery-note',
  'invoice',
  'catalogue',
  'invoice',
  'delivery-note',
  'catalogue',
];

/** The requests about all jobs. */
export interface Counts {
  readonly polls: number;
  /** The polls and their preflights. */
  readonly requests: number;
}

export interface RealPrints {
  readonly jobs: number;
  readonly vendor: Counts;
  readonly own: Counts;
  /** Seconds from when the element knew the end of a job until MeadCo's client did, at the median. */
  readonly lead: number;
}

/** A request in the log of the simulator. */
interface LoggedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * The parts of MeadCo's client that print PDF documents and list their jobs. Its package,
 * scriptxprint-html, has no types.
 */
interface VendorPrint {
  readonly queue: readonly { readonly jobName: string; readonly jobIdentifier: string }[];
  readonly PDF: {
    readonly settings: { jobDescription: string };
    print(url: string, onDone: () => void, onProgress: () => void): void;
  };
}

declare global {
  interface Window {
    readonly MeadCo: { readonly ScriptX: { readonly Print: VendorPrint } };
    /** Shows a job on the other page. */
    readonly showJob: (token: string) => Promise<void>;
  }
}

/**
 * Prints documents on one page, where MeadCo's client polls their jobs, and shows the same jobs in
 * elements on another page.
 */
export async function measureRealPrints(): Promise<RealPrints> {
  const demo = await startDemo({ port: 0, simulatorPort: 0 });
  // Only one of two pages is in front. The browser must not slow down the other.
  const browser = await launchChromium([
    '--disable-background-timer-throttling',
    '--disable-renderer-backgrounding',
    '--disable-backgrounding-occluded-windows',
  ]);
  try {
    const printPage = await openPage(browser, `${demo.address}demo/`);
    const badgePage = await openPage(browser, `${demo.address}demo/`);
    const tokens: string[] = [];
    const ends: Promise<number>[] = [];
    await printPage.exposeFunction('showJob', (token: string) => {
      tokens.push(token);
      ends.push(badgePage.evaluate(showInElement, token));
    });
    const vendorEnds = await printPage.evaluate(printAll, documents);
    const ownEnds = await Promise.all(ends);
    const leads = tokens.map((token, index) => (vendorEnds[token] ?? 0) - (ownEnds[index] ?? 0));
    const logs = await Promise.all(
      tokens.map(async (token) => {
        const response = await fetch(`${demo.simulator.address}/simulator/jobs/${token}/log`);
        return (await response.json()) as LoggedRequest[];
      }),
    );
    const requests = logs.flat().filter(({ url }) => url.includes('/status/'));
    return {
      jobs: tokens.length,
      vendor: countsOf(requests.filter(isVendors)),
      own: countsOf(requests.filter((request) => !isVendors(request))),
      lead: (leads.sort((one, other) => one - other)[tokens.length >> 1] ?? 0) / 1000,
    };
  } finally {
    await browser.close();
    await demo.close();
  }
}

async function openPage(browser: Browser, address: string): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(address);
  await page.waitForSelector('#documents button:enabled');
  return page;
}

/** Whether MeadCo's client sent a request: it sends the path of the page in a header. */
function isVendors({ headers }: LoggedRequest): boolean {
  const announced = headers['access-control-request-headers'] ?? '';
  return 'x-meadroid-path' in headers || announced.includes('x-meadroid-path');
}

function countsOf(requests: readonly LoggedRequest[]): Counts {
  const polls = requests.filter(({ method }) => method === 'GET').length;
  return { polls, requests: requests.length };
}

/**
 * Runs in the page that prints. Resolves with the date when MeadCo's client knew the end of each job,
 * by the job's token.
 */
async function printAll(names: readonly string[]): Promise<Record<string, number>> {
  const { Print } = window.MeadCo.ScriptX;
  const ends: Record<string, number> = {};
  await Promise.all(
    names.map(
      (name, index) =>
        new Promise<void>((resolve) => {
          const jobName = `${name} ${index}`;
          let token = '';
          Print.PDF.settings.jobDescription = jobName;
          Print.PDF.print(
            new URL(`/documents/${name}.pdf`, location.href).href,
            () => {
              ends[token] = Date.now();
              resolve();
            },
            () => {
              const job = Print.queue.find((queued) => queued.jobName === jobName);
              if (token || !job) return;
              token = job.jobIdentifier;
              void window.showJob(token);
            },
          );
        }),
    ),
  );
  return ends;
}

/** Runs in the page with the elements. Resolves with the date when the element knew the end of the job. */
async function showInElement(token: string): Promise<number> {
  const element = document.createElement('scriptx-job-status');
  element.setAttribute('token', token);
  document.body.append(element);
  await new Promise((resolve) => element.addEventListener('job-complete', resolve));
  return Date.now();
}
