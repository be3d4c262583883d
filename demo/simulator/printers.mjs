import { JobStatus } from './statuses.mjs';

/** @typedef {import('./job.mjs').Step} Step */

/**
 * A printer, and what becomes of the jobs it is given.
 *
 * @typedef {object} Printer
 * @property {string} name
 * @property {string} location
 * @property {boolean} [toFile]
 * @property {import('./faults.mjs').Fault} [network] what happens to every question about its jobs
 * @property {(pages: Step[]) => Step[]} course from the first page to the end
 */

/** @type {Step} */
const completed = { status: JobStatus.Completed };

/** @type {(pages: Step[]) => Step[]} */
const smoothly = (pages) => [...pages, completed];

/**
 * @param {Step[]} pages
 * @param {(page: Step) => Step} incident what happens after the first page
 * @returns {Step[]}
 */
function withIncident(pages, incident) {
  return pages.flatMap((page, index) => (index === 0 ? [page, incident(page)] : [page]));
}

/** The first one is the default printer. @type {readonly [Printer, ...Printer[]]} */
export const printers = [
  {
    name: 'Office printer',
    location: 'Ground floor. Prints without a hitch.',
    course: smoothly,
  },
  {
    name: 'Paused printer',
    location: 'Meeting room. Paused at first, resumed after five seconds.',
    course: (pages) => [
      { status: JobStatus.Paused, message: 'The printer is paused', ms: 5000 },
      ...smoothly(pages),
    ],
  },
  {
    name: 'Printer short of paper',
    location: 'Warehouse. Runs out of paper after the first page, refilled after five seconds.',
    course: (pages) =>
      smoothly(
        withIncident(pages, () => ({
          status: JobStatus.Paused,
          message: 'Out of paper: load A4 into tray 2',
          ms: 5000,
        })),
      ),
  },
  {
    name: 'Reception printer',
    location: 'Reception. Somebody cancels the job at the printer.',
    course: ([firstPage]) => [
      ...(firstPage ? [firstPage] : []),
      { status: JobStatus.Abandoned, message: 'Cancelled at the printer' },
    ],
  },
  {
    name: 'Printer with a faulty driver',
    location: 'Attic. Its driver breaks down.',
    course: () => [
      { status: JobStatus.CodeException, message: 'The printer driver has stopped working' },
    ],
  },
  {
    name: 'Printer behind a shaky service',
    location: 'Branch office. The service answers 503 for eight seconds, and prints on meanwhile.',
    course: (pages) =>
      smoothly(
        withIncident(pages, (page) => ({
          ...page,
          ms: 8000,
          fault: { http: 503, body: 'Service Unavailable' },
        })),
      ),
  },
  {
    name: 'Printer on a slow network',
    location: 'Ship at sea. Every answer takes two and a half seconds.',
    network: { delay: 2500 },
    course: smoothly,
  },
  {
    name: 'Print to PDF file',
    location: 'No paper. The file is downloaded when it is ready.',
    toFile: true,
    course: smoothly,
  },
];

/**
 * @param {unknown} name
 * @returns {Printer | undefined} the default one when there is no name
 */
export function findPrinter(name) {
  if (name === undefined || name === '' || name === 'systemdefault' || name === 'default') {
    return printers[0];
  }
  return printers.find((printer) => printer.name === name);
}
