import { type JobStatus, parseJobStatus } from '../protocol/job-status.js';
import { textOf } from '../protocol/values.js';
import { callEach } from '../report-exception.js';
import { platform } from './platform.js';

const channelName = 'scriptx-job-status';

/** Milliseconds in which another tab says how a job ended. */
const replyLimit = 200;

/** A message between tabs: how a job ended or, without a job status, that a tab wants to know it. */
interface Message {
  /** Identifies the job. */
  readonly url?: unknown;
  readonly jobStatus?: unknown;
}

/** What this tab knows. */
export interface JobEnds {
  /** How a job ended; undefined if it has not, as far as this tab knows. */
  endOf(url: string): JobStatus | undefined;
  /** Called when another tab has said how a job ended. */
  endedElsewhere(url: string, jobStatus: JobStatus): void;
}

/**
 * Shares how jobs ended with the other tabs of the page's origin, because the service forgets some jobs
 * as soon as it has reported their end once.
 */
export class OtherTabs {
  readonly #ends: JobEnds;
  #channel: BroadcastChannel | undefined;

  constructor(ends: JobEnds) {
    this.#ends = ends;
  }

  /** Listens to the other tabs, if the browser lets it. */
  open(): void {
    const { BroadcastChannel, location } = platform();
    // Node has no tabs, and a channel would keep its process running.
    if (this.#channel || !BroadcastChannel || !location) return;
    callEach([
      () => {
        this.#channel = new BroadcastChannel(channelName);
        this.#channel.onmessage = ({ data }) => {
          this.#handle(Object(data) as Message);
        };
      },
    ]);
  }

  /** Stops listening, because browsers don't keep a page with an open channel for its return. */
  close(): void {
    this.#channel?.close();
    this.#channel = undefined;
  }

  /** Says how a job ended. */
  report(url: string, jobStatus: JobStatus): void {
    this.#post({ url, jobStatus });
  }

  /** Asks how a job ended. Resolves after the time for a reply, which `endedElsewhere()` gets. */
  async ask(url: string): Promise<void> {
    if (!this.#channel) return;
    this.#post({ url });
    await new Promise<void>((resolve) => platform().setTimeout(resolve, replyLimit));
  }

  #post(message: Message): void {
    callEach([() => this.#channel?.postMessage(message)]);
  }

  #handle({ jobStatus, url }: Message): void {
    if (typeof url !== 'string') return;
    if (jobStatus === undefined) {
      const end = this.#ends.endOf(url);
      if (end) this.report(url, end);
      return;
    }
    const end = finalStatusOf(jobStatus);
    if (end) this.#ends.endedElsewhere(url, end);
  }
}

/** A job status of another tab, which may run another version; undefined if it is none, or not final. */
function finalStatusOf(data: unknown): JobStatus | undefined {
  try {
    const jobStatus = parseJobStatus(data, textOf((Object(data) as Partial<JobStatus>).token));
    return jobStatus.final ? jobStatus : undefined;
  } catch {
    return undefined;
  }
}
