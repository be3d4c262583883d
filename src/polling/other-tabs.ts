import { type JobStatus, parseJobStatus } from '../protocol/job-status.js';
import { pathSegment } from '../protocol/status-request.js';
import { textOf } from '../protocol/values.js';
import { callSafely } from '../report-exception.js';
import { platform } from './platform.js';

const channelName = 'scriptx-job-status';

/** Milliseconds to wait for the reply of another tab. */
export const replyLimit = 200;

/** A message between tabs: how a job ended or, without a job status, the request for that. */
interface Message {
  /** Identifies the job. */
  readonly url?: unknown;
  readonly jobStatus?: unknown;
}

/** What this tab knows. */
export interface JobEnds {
  /** How a job ended; undefined if it has not, as far as this tab knows. */
  endOf(url: string): JobStatus | undefined;
  /** Called when another tab has reported how a job ended. */
  endedElsewhere(url: string, jobStatus: JobStatus): void;
}

/**
 * Shares how jobs ended with the other tabs of the page's origin, because the service forgets some jobs
 * as soon as it has reported their end once.
 */
export class OtherTabs {
  readonly #ends: JobEnds;
  #channel: BroadcastChannel | undefined;
  #isRefused = false;

  constructor(ends: JobEnds) {
    this.#ends = ends;
  }

  /** Listens to the other tabs, if the browser lets it. */
  open(): void {
    if (this.#channel || this.#isRefused) return;
    try {
      this.#channel = newChannel();
    } catch {
      // A browser that stores nothing for a site may refuse channels, too.
      this.#isRefused = true;
    }
    if (!this.#channel) return;
    this.#channel.onmessage = ({ data }) => {
      callSafely(() => this.#handle(Object(data) as Message));
    };
  }

  /** Stops listening, because browsers don't keep a page with an open channel for its return. */
  close(): void {
    const channel = this.#channel;
    this.#channel = undefined;
    callSafely(() => channel?.close());
  }

  /** Reports how a job ended. */
  report(url: string, jobStatus: JobStatus): void {
    this.#post({ url, jobStatus });
  }

  /** Requests how a job ended. `endedElsewhere()` receives the reply. Returns whether one is possible. */
  requestEnd(url: string): boolean {
    this.#post({ url });
    return this.#channel !== undefined;
  }

  #post(message: Message): void {
    callSafely(() => this.#channel?.postMessage(message));
  }

  #handle({ jobStatus, url }: Message): void {
    if (typeof url !== 'string') return;
    if (jobStatus === undefined) {
      const end = this.#ends.endOf(url);
      if (end) this.report(url, end);
      return;
    }
    const end = finalStatusOf(jobStatus, url);
    if (end) this.#ends.endedElsewhere(url, end);
  }
}

/** A channel to the other tabs; undefined if there is none. */
function newChannel(): BroadcastChannel | undefined {
  const { BroadcastChannel, location } = platform();
  if (!BroadcastChannel || !location) return undefined;
  // Node's class, which test environments show in their pages. Its channels keep the process running.
  if ('unref' in BroadcastChannel.prototype) return undefined;
  return new BroadcastChannel(channelName);
}

/** A job status of another tab, which may run another version; undefined if it is not the end of this job. */
function finalStatusOf(data: unknown, url: string): JobStatus | undefined {
  try {
    const token = textOf((Object(data) as Partial<JobStatus>).token);
    const jobStatus = parseJobStatus(data, token);
    const isOfThisJob = url.endsWith(`/${pathSegment(token)}`);
    return jobStatus.final && isOfThisJob ? jobStatus : undefined;
  } catch {
    return undefined;
  }
}
