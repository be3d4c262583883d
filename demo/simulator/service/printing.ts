import { DocumentError, type PrintDocument } from './document.js';
import type { Job, Step } from './job.js';
import type { Printer } from './printers.js';
import type { ServiceState } from './service-state.js';
import { JobStatus } from './statuses.js';

const downloadTime = 700;

/** The steps of a job before its document is available. The last one lasts until then. */
export function firstSteps(printer: Printer, state: ServiceState): readonly Step[] {
  if (printer.isInstant) return [{ status: JobStatus.Completed }];
  return adapt(printer, state, [
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
  state: ServiceState,
): Promise<void> {
  let steps;
  try {
    const document = await loading;
    if (printer.toFile) state.outputs.add(job, await document.toPdf());
    steps = stepsOf(job, document.pages, printer);
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    steps = [{ status: JobStatus.ItemError, message: error.message }];
  }
  const hasEnded = job.endedAt !== undefined;
  if (!hasEnded) job.addSteps(downloadTime / state.speed, adapt(printer, state, steps));
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

function adapt(
  { failure }: Printer,
  { speed, waitsForRequests }: ServiceState,
  steps: readonly Step[],
): readonly Step[] {
  return steps.map((step) => ({
    failure,
    ...step,
    ms: step.ms === undefined ? undefined : step.ms / speed,
    waits: waitsForRequests && step.waits,
  }));
}
