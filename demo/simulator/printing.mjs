import { DocumentError } from './document.mjs';
import { JobStatus } from './statuses.mjs';

/** @typedef {import('./job.mjs').Job} Job */
/** @typedef {import('./job.mjs').Step} Step */
/** @typedef {import('./printers.mjs').Printer} Printer */

/**
 * @typedef {object} PrintDocument
 * @property {number} pages
 * @property {Uint8Array} bytes
 */

const downloadingTime = 700;

/**
 * What happens before the service has the document, which has no end as yet.
 *
 * @param {Printer} printer
 * @param {number} speed
 * @returns {Step[]}
 */
export function untilDownloaded(printer, speed) {
  return played(printer, speed, [
    { status: JobStatus.Queued, ms: 900 },
    { status: JobStatus.Starting, ms: 600 },
    { status: JobStatus.Downloading },
  ]);
}

/**
 * Waits for the document of a job, and prints it.
 *
 * @param {Job} job
 * @param {Promise<PrintDocument>} coming
 * @param {Printer} printer
 * @param {number} speed
 */
export async function print(job, coming, printer, speed) {
  const steps = await coming.then(
    ({ pages, bytes }) => {
      if (printer.toFile) job.output = bytes;
      return printing(job, pages, printer);
    },
    (/** @type {unknown} */ error) => {
      if (!(error instanceof DocumentError)) throw error;
      return [{ status: JobStatus.ItemError, message: error.message }];
    },
  );
  const wasCancelled = job.endedAt !== undefined;
  if (!wasCancelled) job.goOn(downloadingTime / speed, played(printer, speed, steps));
}

/**
 * @param {Job} job
 * @param {number} pages
 * @param {Printer} printer
 * @returns {Step[]}
 */
function printing(job, pages, printer) {
  const status = job.api === 'printPdf' ? JobStatus.PrintingPdf : JobStatus.Printing;
  const ms = Math.min(1800, 6500 / pages);
  const steps = Array.from({ length: pages }, (_, index) => ({
    status,
    message: `Page ${index + 1} of ${pages}`,
    ms,
  }));
  return [{ status: JobStatus.Downloaded, ms: 500 }, ...printer.course(steps)];
}

/**
 * @param {Printer} printer
 * @param {number} speed
 * @param {Step[]} steps
 * @returns {Step[]}
 */
function played({ network }, speed, steps) {
  return steps.map((step) => ({
    fault: network,
    ...step,
    ms: step.ms === undefined ? undefined : step.ms / speed,
  }));
}
