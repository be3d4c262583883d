import type { Step } from './service/job.js';
import { JobStatus } from './service/statuses.js';

/** What may become of a job. Milliseconds are those that a person can follow. */
export const scenarios = {
  happy: [
    { status: JobStatus.Queued, ms: 1500 },
    { status: JobStatus.Downloading, ms: 1500 },
    { status: JobStatus.Printing, message: 'printing: 2', ms: 3000 },
    { status: JobStatus.Completed },
  ],
  paused: [
    { status: JobStatus.Queued, ms: 1000 },
    { status: JobStatus.Printing, message: 'printing: 2', ms: 2000 },
    { status: JobStatus.Paused, message: 'Out of paper', ms: 5000 },
    { status: JobStatus.Printing, message: 'printing: 2', ms: 2000 },
    { status: JobStatus.Completed },
  ],
  failed: [
    { status: JobStatus.Queued, ms: 1000 },
    { status: JobStatus.Downloading, ms: 1500 },
    { status: JobStatus.ItemError, message: 'The document is damaged' },
  ],
  cancelled: [{ status: JobStatus.Queued, ms: 2500 }, { status: JobStatus.Abandoned }],
  outage: [
    { status: JobStatus.Queued, ms: 1000 },
    { status: JobStatus.Printing, message: 'printing: 2', ms: 1500 },
    { status: JobStatus.Printing, outage: true, ms: 10_000 },
    { status: JobStatus.Printing, message: 'printing: 3', ms: 1500 },
    { status: JobStatus.Completed },
  ],
} satisfies Readonly<Record<string, readonly Step[]>>;

export type ScenarioName = keyof typeof scenarios;
