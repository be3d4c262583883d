import type { Step } from '../../simulator/page-service.js';
import { scenarios } from '../../simulator/scenarios.js';
import { JobStatus } from '../../simulator/service/statuses.js';

/** What becomes of a job of an example. */
type Plan = (token: string) => readonly Step[];

/** The job that the examples name second. */
const otherToken = '1f6be03e1c7d4be59dc2e9f2a4c0d743';

const plans: Readonly<Record<string, Plan>> = {
  appearances: () => scenarios.paused,
  events: () => scenarios.paused,
  'links-at-the-end': (token) => (token === otherToken ? scenarios.failed : scenarios.happy),
  'print-again': () => scenarios.failed,
  colours: (token) => (token === otherToken ? scenarios.failed : scenarios.paused),
  theme: (token) => (token === otherToken ? scenarios.paused : scenarios.happy),
};

/**
 * The steps of a job that an example shows.
 *
 * @param example - Its name: `first-badge`
 */
export function planOf(example: string, token: string): readonly Step[] {
  if (example === 'table') return stepsInRoom(Number(token));
  // Each status lasts until the page has seen it.
  const steps = plans[example]?.(token) ?? scenarios.happy;
  return steps.map((step) => ({ ...step, waits: true }));
}

/** The number of jobs that have ended before the page of the print room opens. */
const endedBefore = 260;

/**
 * The steps of a job in a print room with 300 of them, which prints four in a second.
 *
 * @param number - From 1
 */
function stepsInRoom(number: number): readonly Step[] {
  const end = endIn(number);
  const place = number - endedBefore;
  if (place <= 0) return [end];
  const ms = place * 250;
  const printing = { status: JobStatus.PrintingPdf, message: 'printing: 1' };
  return [
    { status: JobStatus.Queued, ms },
    { status: JobStatus.Downloading, ms: 1000 },
    { ...printing, ms: 2000 },
    ...(number % 19 === 0
      ? [
          { status: JobStatus.Paused, message: 'Out of paper: load A4 into tray 2', ms: 6000 },
          { ...printing, ms: 2000 },
        ]
      : []),
    end,
  ];
}

function endIn(number: number): Step {
  if (number % 67 === 0)
    return { status: JobStatus.Abandoned, message: 'Cancelled at the printer' };
  if (number % 59 === 0) return { status: JobStatus.ItemError, message: 'The document is damaged' };
  return { status: JobStatus.Completed };
}
