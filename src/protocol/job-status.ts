import { protocolError } from './errors.js';
import { textOf } from './values.js';

/** The state of a job, as the service reports it. Several statuses of the service can be one state. */
export type JobState =
  | 'not-started'
  | 'queued'
  | 'starting'
  | 'downloading'
  | 'downloaded'
  | 'printing'
  | 'paused'
  | 'completed'
  | 'failed'
  | 'abandoned'
  | 'unknown';

/** How a job ended. `abandoned` is a cancelled job. */
export type JobOutcome = 'succeeded' | 'failed' | 'abandoned';

/** A response of the service about one job: validated, frozen and JSON-serialisable. */
export interface JobStatus {
  /** The job token that was polled. Empty for a print of MeadCo's client that was refused. */
  readonly token: string;
  /** The service's number for the status, such as 8. */
  readonly status: number;
  /** The service's name for the status, such as `PrintingPdf`. `Unknown` for other numbers. */
  readonly name: string;
  /** The state that the status stands for. */
  readonly state: JobState;
  /** What the service adds to the status: plain text, at most 500 characters, often empty. */
  readonly message: string;
  /** Whether the job has ended, so that this is its last status. */
  readonly final: boolean;
  /** How the job ended, or null if it has not. */
  readonly outcome: JobOutcome | null;
}

type StatusMeaning = readonly [name: string, state: JobState, outcome?: JobOutcome];

/** The service's statuses, from its page of the endpoint `printPdf/status`. */
const statuses: Readonly<Record<number, StatusMeaning>> = {
  0: ['NotStarted', 'not-started'],
  1: ['Queued', 'queued'],
  2: ['Starting', 'starting'],
  3: ['Downloading', 'downloading'],
  4: ['Downloaded', 'downloaded'],
  5: ['Printing', 'printing'],
  6: ['Completed', 'completed', 'succeeded'],
  7: ['Paused', 'paused'],
  8: ['PrintingPdf', 'printing'],
  100: ['Collected', 'completed', 'succeeded'],
  101: ['CodeException', 'failed', 'failed'],
  102: ['CompletedWait', 'completed', 'succeeded'],
  [-1]: ['ItemError', 'failed', 'failed'],
  [-2]: ['Abandoned', 'abandoned', 'abandoned'],
};

const unknownStatus: StatusMeaning = ['Unknown', 'unknown'];

/**
 * Validates the parsed body of a response, which may be anything.
 *
 * @throws {JobStatusError} `protocol`, if the data is not the status of the job with this token.
 */
export function parseJobStatus(data: unknown, token: string): JobStatus {
  const { status, message, jobIdentifier } = Object(data) as Record<string, unknown>;
  const number = textOf(status);
  if (!/^[+-]?\d{1,20}$/.test(number)) {
    throw protocolError('The response has no `status` number. Check `server`.');
  }
  const id = textOf(jobIdentifier);
  if (id && !isSameId(id, token)) {
    throw protocolError('The response is about another job than `token`.');
  }

  const [name, state, outcome = null] = statuses[Number(number)] ?? unknownStatus;
  return Object.freeze({
    token,
    // Adding 0 turns -0 into 0.
    status: Number(number) + 0,
    name,
    state,
    message: plainText(textOf(message)),
    final: outcome !== null,
    outcome,
  });
}

/** Whether neither the status nor the message of a job has changed. */
export function isUnchanged(previous: JobStatus | null, next: JobStatus): boolean {
  return previous?.status === next.status && previous.message === next.message;
}

/** Services write a GUID in either case, with or without braces. */
function isSameId(one: string, other: string): boolean {
  const bare = (id: string): string => id.replace(/[{}\s]/g, '').toLowerCase();
  return bare(one) === bare(other);
}

/** The text with white space folded, without control and bidirectional-override characters. */
function plainText(text: string): string {
  return text
    .replace(/(?!\s)[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/^(.{500}).*/u, '$1')
    .trim();
}
