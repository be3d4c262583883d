import type {
  JobCompleteEvent,
  JobErrorEvent,
  JobFailedEvent,
  JobStatusChangeEvent,
} from '/dist/scriptx-job-status.min.js';

/** An event that the element has fired. */
export interface LogEntry {
  readonly id: number;
  readonly time: string;
  readonly type: string;
  /** Its state and message, or its error code. */
  readonly text: string;
}

export type JobEvent = JobStatusChangeEvent | JobCompleteEvent | JobFailedEvent | JobErrorEvent;

const timeFormat = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

let entries = 0;

/** Describes an event that was just fired. */
export function logEntry({ type, detail }: JobEvent): LogEntry {
  entries += 1;
  const text =
    'code' in detail
      ? `${detail.code}${detail.final ? ', final' : ''}`
      : [detail.state, detail.message].filter(Boolean).join(': ');
  return { id: entries, time: timeFormat.format(new Date()), type, text };
}
