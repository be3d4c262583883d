import { DocumentError, type PrintDocument } from './document.js';
import type { Job, Step } from './job.js';
import type { Outputs } from './outputs.js';
import type { Printer } from './printers.js';
import { JobStatus } from './statuses.js';

const downloadTime = 700;

/** The steps of a job before its document is available. The last one lasts until then. */
export function firstSteps(printer: Printer, speed: number): readonly Step[] {
  return adapt(printer, speed, [
    { status: JobStatus.Queued, ms: 900 },
    { status: JobStatus.Starting, ms: 600 },
    { status: JobStatus.Downloading },
  ]);
}

/** Adds the steps that print the document of a job, when it is available. */
export async function print(
  job: Job,
  loading: Promise<PrintDocument>,
  printer: Printer,
  speed: number,
  outputs: Outputs,
): Promise<void> {
  let steps;
  try {
    const document = await loading;
    if (printer.toFile) outputs.add(job, await document.toPdf());
    steps = stepsOf(job, document.pages, printer);
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    steps = [{ status: JobStatus.ItemError, message: error.message }];
  }
  const isCancelled = job.endedAt !== undefined;
  if (!isCancelled) job.addSteps(downloadTime / speed, adapt(printer, speed, steps));
}

function stepsOf({ api }: Job, count: number, printer: Printer): readonly Step[] {
  const status = api === 'printPdf' ? JobStatus.PrintingPdf : JobStatus.Printing;
  const ms = Math.min(1800, 6500 / count);
  const pages = Array.from({ length: count }, (_, index) => ({
    status,
    message: `printing: ${index + 1}`,
    ms,
  }));
  return [{ status: JobStatus.Downloaded, ms: 500 }, ...printer.stepsOf(pages)];
}

function adapt({ failure }: Printer, speed: number, steps: readonly Step[]): readonly Step[] {
  return steps.map((step) => ({
    failure,
    ...step,
    ms: step.ms === undefined ? undefined : step.ms / speed,
  }));
}
