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
const statuses: ReadonlyMap<number, Status> = new Map([
  [0, ['NotStarted', 'not-started']],
  [1, ['Queued', 'queued']],
  [2, ['Starting', 'starting']],
  [3, ['Downloading', 'downloading']],
  [4, ['Downloaded', 'downloaded']],
  [5, ['Printing', 'printing']],
  [6, ['Completed', 'completed', 'succeeded']],
  [7, ['Paused', 'paused']],
  [8, ['PrintingPdf', 'printing']],
  [100, ['Collected', 'completed', 'succeeded']],
  [101, ['CodeException', 'failed', 'failed']],
  [102, ['CompletedWait', 'completed', 'succeeded']],
  [-1, ['ItemError', 'failed', 'failed']],
  [-2, ['Abandoned', 'abandoned', 'abandoned']],
]);

const unknownStatus: Status = ['Unknown', 'unknown'];

/**
 * The reading of an answer's JSON, which may be anything. Throws an Error that says what is amiss
 * when it is not the status of the job with this token.
 */
export function readingOf(data: unknown, token: string): JobReading {
  if (typeof data !== 'object' || data === null) throw new Error('the answer is not a JSON object');
  const { status, message, jobIdentifier } = data as Record<string, unknown>;

  const number = integer(status);
  if (number === undefined) throw new Error('the answer has no status');
  if (typeof jobIdentifier === 'string' && jobIdentifier && !sameJob(jobIdentifier, token)) {
    throw new Error('the answer is about another job');
  }

  const [name, state, outcome = null] = statuses.get(number) ?? unknownStatus;
  return Object.freeze({
    token,
    status: number,
    name,
    state,
    message: typeof message === 'string' ? plainText(message) : '',
    final: outcome !== null,
    outcome,
  });
}

/** Whether two readings tell the same news. */
export function sameNews(one: JobReading | null, other: JobReading | null): boolean {
  return one?.status === other?.status && one?.message === other?.message;
}

function integer(value: unknown): number | undefined {
  const text = typeof value === 'string' ? value.trim() : value;
  const number = typeof text === 'string' && /^[+-]?\d+$/.test(text) ? Number(text) : text;
  // Adding 0 turns -0, which JSON can hold, into 0.
  return Number.isSafeInteger(number) ? (number as number) + 0 : undefined;
}

/** Services write a GUID in either case, with or without braces. */
function sameJob(one: string, other: string): boolean {
  const bare = (token: string) =>
    token
      .trim()
      .replace(/^\{(.*)\}$/s, '$1')
      .toLowerCase();
  return bare(one) === bare(other);
}

const longestMessage = 500;

/** The text without control and bidirectional-override characters, its white space folded. */
function plainText(text: string): string {
  return (
    text
      // A server's text may be huge and the expressions below are run on all that is left of it.
      .slice(0, 64 * longestMessage)
      .replace(/(?!\s)[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, '')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, longestMessage)
      // Not half a character at the cut.
      .replace(/[\uD800-\uDBFF]$/, '')
      .trimEnd()
  );
}
