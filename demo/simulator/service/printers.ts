import type { Failure } from './failure.js';
import type { Step } from './job.js';
import { JobStatus } from './statuses.js';

/** A printer, and how it prints its jobs. */
export interface Printer {
  readonly name: string;
  readonly location: string;
  readonly toFile?: boolean;
  /** Whether the Cloud has it too. There it prints to a file, as the Cloud has no other printers. */
  readonly isInCloud?: boolean;
  /** Whether a job is complete before the service responds to its print request. */
  readonly isInstant?: boolean;
  /** The message with which the printer refuses every job. */
  readonly softError?: string;
  /** The message with which the service responds to every print request with 500. */
  readonly error?: string;
  /** Applies to every status request about a job of the printer. */
  readonly failure?: Failure;
  /** The steps of a job from its first page to its end. */
  readonly stepsOf: (pages: readonly Step[]) => readonly Step[];
}

const printAll = (pages: readonly Step[]): readonly Step[] => [
  ...pages,
  { status: JobStatus.Completed },
];

/** Adds a step after the first page. */
function interrupt(pages: readonly Step[], interruption: (page: Step) => Step): readonly Step[] {
  return pages.flatMap((page, index) => (index === 0 ? [page, interruption(page)] : [page]));
}

/** A status that no documentation mentions. */
const newStatus = 42;

/** All printers. The first one of a service is its default. */
export const printers: readonly Printer[] = [
  {
    name: 'Office printer',
    location: 'Ground floor. Prints without problems.',
    stepsOf: printAll,
  },
  {
    name: 'Paused printer',
    location: 'Meeting room. Paused at first, resumed after five seconds.',
    stepsOf: (pages) => [
      { status: JobStatus.Paused, message: 'The printer is paused', ms: 5000, waits: true },
      ...printAll(pages),
    ],
  },
  {
    name: 'Printer short of paper',
    location: 'Warehouse. Runs out of paper after the first page, refilled after five seconds.',
    stepsOf: (pages) =>
      printAll(
        interrupt(pages, () => ({
          status: JobStatus.Paused,
          message: 'Out of paper: load A4 into tray 2',
          ms: 5000,
          waits: true,
        })),
      ),
  },
  {
    name: 'Reception printer',
    location: 'Reception. Somebody cancels the job at the printer.',
    stepsOf: (pages) => [
      ...pages.slice(0, 1),
      { status: JobStatus.Abandoned, message: 'Cancelled at the printer' },
    ],
  },
  {
    name: 'Printer with a faulty driver',
    location: 'Attic. Its driver stops working.',
    isInCloud: true,
    stepsOf: () => [
      { status: JobStatus.CodeException, message: 'The printer driver has stopped working' },
    ],
  },
  {
    name: 'Printer with a full disk',
    location: 'Basement. Its disk is full: the job fails after the first page.',
    isInCloud: true,
    stepsOf: (pages) => [
      ...pages.slice(0, 1),
      { status: JobStatus.ItemError, message: 'The disk of the printer is full' },
    ],
  },
  {
    name: 'Fast printer',
    location: 'Copy shop. The job is complete before the service responds to the print request.',
    isInstant: true,
    stepsOf: printAll,
  },
  {
    name: 'Printer behind a shaky service',
    location: 'Branch office. The service responds with 503 for six seconds, but still prints.',
    isInCloud: true,
    stepsOf: (pages) =>
      printAll(
        interrupt(pages, (page) => ({
          ...page,
          ms: 6000,
          waits: true,
          failure: { http: 503, body: 'Service Unavailable' },
        })),
      ),
  },
  {
    name: 'Printer behind a loose cable',
    location: 'Workshop. No connection to the service for 1.5 seconds, but it still prints.',
    isInCloud: true,
    stepsOf: (pages) =>
      printAll(interrupt(pages, (page) => ({ ...page, ms: 1500, outage: true, waits: true }))),
  },
  {
    name: 'Printer behind a newer service',
    location:
      'Showroom. After the first page, the service reports a status that is not documented.',
    isInCloud: true,
    stepsOf: (pages) =>
      printAll(interrupt(pages, () => ({ status: newStatus, ms: 3000, waits: true }))),
  },
  {
    name: 'Printer behind a forgetful service',
    location: 'Lost property office. The service forgets the job after the first page.',
    isInCloud: true,
    stepsOf: (pages) =>
      interrupt(pages, (page) => ({
        ...page,
        failure: { http: 404, body: JSON.stringify('Job not found') },
      })).slice(0, 2),
  },
  {
    name: 'Printer behind a broken service',
    location: 'Cellar. The service responds to every print request with 500.',
    isInCloud: true,
    error: 'The service has an internal error',
    stepsOf: printAll,
  },
  {
    name: 'Printer on a slow network',
    location: 'Ship at sea. Every response takes two and a half seconds.',
    isInCloud: true,
    failure: { delay: 2500 },
    stepsOf: printAll,
  },
  {
    name: 'Printer that is switched off',
    location: 'Canteen. The service refuses its jobs.',
    isInCloud: true,
    softError: 'The printer is switched off',
    stepsOf: printAll,
  },
  {
    name: 'Print to PDF file',
    location: 'No paper. The service writes a file, to which this page has no link.',
    toFile: true,
    stepsOf: printAll,
  },
  {
    name: 'Post room',
    location:
      'No paper. A single page is collected immediately; longer files wait. Both show as completed.',
    toFile: true,
    stepsOf: (pages) => [
      ...pages,
      { status: pages.length > 1 ? JobStatus.CompletedWait : JobStatus.Collected },
    ],
  },
  {
    name: 'Archive',
    location: 'No paper. The file waits for collection.',
    toFile: true,
    stepsOf: (pages) => [...pages, { status: JobStatus.CompletedWait }],
  },
];

/** @returns The default printer if there is no name; undefined if the name is unknown */
export function findPrinter(available: readonly Printer[], name: unknown): Printer | undefined {
  if (name === undefined || name === '' || name === 'systemdefault' || name === 'default') {
    return available[0];
  }
  return available.find((printer) => printer.name === name);
}
