import { textOf } from './values.js';

/** What the service says of a job, in the words of this package. */
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

/** How a job ended. */
export type JobOutcome = 'succeeded' | 'failed' | 'abandoned';

/** One answer of the service about a job: frozen, and the same after a round trip through JSON. */
export interface JobReading {
  /** The job token that was asked about. */
  readonly token: string;
  /** The service's number for the status. */
  readonly status: number;
  /** The service's name for the status, such as `PrintingPdf`; `Unknown` for a number without one. */
  readonly name: string;
  /** The state that the status stands for. */
  readonly state: JobState;
  /** What the service says beside the status: plain text, at most 500 characters, often empty. */
  readonly message: string;
  /** Whether the status is the job's last. */
  readonly final: boolean;
  /** How the job ended; null while it has not. */
  readonly outcome: JobOutcome | null;
}

type Status = readonly [name: string, state: JobState, outcome?: JobOutcome];

/** The service's statuses, from its page of the endpoint `printPdf/status`. */
const statuses: Readonly<Record<number, Status>> = {
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

const unknownStatus: Status = ['Unknown', 'unknown'];

/**
 * The reading in the data of an answer, which may be anything. Throws a TypeError when it is not the
 * status of the job with this token.
 */
export function readingOf(data: unknown, token: string): JobReading {
  const { status, message, jobIdentifier } = Object(data) as Record<string, unknown>;
  const number = textOf(status);
  const isOther =
    typeof jobIdentifier === 'string' && jobIdentifier && bare(jobIdentifier) !== bare(token);
  if (!/^[+-]?\d{1,20}$/.test(number) || isOther) throw new TypeError();

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

/** Whether two readings tell the same news. */
export function sameNews(one: JobReading | null, other: JobReading): boolean {
  return one?.status === other.status && one.message === other.message;
}

/** Services write a GUID in either case, with or without braces. */
function bare(token: string): string {
  return token.replace(/^[{\s]+|[}\s]+$/g, '').toLowerCase();
}

/** The text without control and bidirectional-override characters, its white space folded. */
function plainText(text: string): string {
  return text
    .replace(/(?!\s)[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/^(.{500}).*/u, '$1')
    .trim();
}
