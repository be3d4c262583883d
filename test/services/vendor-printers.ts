/** From a number of milliseconds after the print, a job has this status and message. */
type Step = readonly [from: number, status: number, message?: string];

/** What happens to a job sent to a printer. */
export interface Course {
  /** The last step is final. A printer without steps accepts no job. */
  readonly steps?: readonly Step[];
  /** The response to the print, if it isn't that of an accepted job. */
  readonly print?: 'ok' | 'soft error "0"' | 'soft error ""' | 'HTTP 500';
  /** Whether the output is a file in every mode. In the Cloud it always is one. */
  readonly toFile?: boolean;
  /** What the service does with every request about the job during the outage. */
  readonly outage?: 'breaks connections' | 'responds 503';
  /** Milliseconds after the print from which the job is unknown. */
  readonly forgottenAt?: number;
}

const queued = 1;
const downloading = 3;
export const downloaded = 4;
/** By the HTML engine. The PDF engine has a status of its own. */
export const printing = 5;
const completed = 6;
const paused = 7;
export const printingPdf = 8;
export const collected = 100;
const codeException = 101;
const completedWait = 102;
const itemError = -1;
export const abandoned = -2;

/** In milliseconds: when an outage can begin after the print, and how long it lasts. */
export const outageTimes = { from: 1300, duration: 1500 };

/**
 * The printers and what happens to their jobs. MeadCo's client polls once a second, so statuses
 * change halfway between two polls.
 */
/* prettier-ignore */
export const printers: Readonly<Record<string, Course>> = {
  'Office printer':           { steps: [[0, queued], [500, downloading], [1500, printing], [2500, completed]] },
  'Collected':                { steps: [[0, queued], [500, downloading], [1500, printing], [2500, collected]] },
  'Waiting for collection':   { steps: [[0, queued], [500, downloading], [1500, printing], [2500, completedWait]] },
  'Out of paper':             { steps: [[0, queued], [500, downloading], [1500, printing], [2500, itemError, 'The printer is out of paper.']] },
  'Cancelled':                { steps: [[0, queued], [500, downloading], [1500, printing], [2500, abandoned, 'The job was cancelled.']] },
  'Code exception':           { steps: [[0, queued], [500, downloading], [1500, printing], [2500, codeException, 'Object reference not set.']] },
  'Unknown status':           { steps: [[0, queued], [500, downloading], [1500, 42],       [2500, completed]] },
  'Pausing':                  { steps: [[0, queued], [500, paused],      [2500, printing], [3500, completed]] },
  'Soft error':               { print: 'soft error "0"' },
  'Soft error without an id': { print: 'soft error ""' },
  'Internal server error':    { print: 'HTTP 500' },
  'Broken connections':       { steps: [[0, queued], [500, downloading], [1500, printing], [3500, completed]], outage: 'breaks connections' },
  'Unavailable':              { steps: [[0, queued], [500, downloading], [1500, printing], [3500, completed]], outage: 'responds 503' },
  'Forgetful':                { steps: [[0, queued], [500, downloading]], forgottenAt: 1500 },
  'Print to PDF':             { steps: [[0, queued], [500, downloading], [1500, printing], [2500, completed]], toFile: true },
  'Printing at once':         { steps: [[0, completed]], print: 'ok' },
};

export const defaultPrinter = 'Office printer';

export function courseAt(printerName: string): Course | undefined {
  return Object.hasOwn(printers, printerName) ? printers[printerName] : undefined;
}

/** The message of a soft error at a printer. */
export const softErrorMessage = 'The printer cannot be used.';
