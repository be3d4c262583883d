import type { PrintTracker } from '../element/print-tracker.js';
import { pageAddress } from '../polling/page-life.js';
import { pollers, type Subscription } from '../polling/registry.js';
import { type ClientJob, type ClientPrint, newPrint } from '../protocol/client-print.js';
import type { JobStatusError } from '../protocol/job-status-error.js';
import type { JobStatus } from '../protocol/job-status.js';
import { type JobAddress, statusRequest } from '../protocol/status-request.js';
import type { JobApi } from '../protocol/values.js';
import { callEach } from '../report-exception.js';

/** The status while the service's engine for HTML prints; the one for PDF has a status of its own. */
const printingHtml = 5;

let lastId = 0;

/** The element's side of a tracked print. */
interface Polling {
  /** Applies a change of the print. */
  update(): void;
  /** Polls immediately. */
  refresh(): void;
}

/**
 * A print of MeadCo's client that an element shows. While the client polls the job, it reports each
 * status to all pollers of the job, so that none of them polls. After the client has given up, they do.
 */
export class TrackedPrint implements PrintTracker {
  /** Identifies the print among the jobs that an element follows. */
  readonly key = `print ${++lastId}`;
  /** What the element itself named when the print began. */
  readonly named: string;
  readonly #polling: Polling;
  #print = newPrint;
  /** The endpoints that may have taken the job, as the callbacks don't name it. */
  #apis: readonly JobApi[] = ['printPdf', 'printHtml'];
  /** Whether a poll has brought a job status since the client gave up. */
  #isConfirmed = false;
  #feeds: readonly Subscription[] | undefined;

  constructor(named: string, polling: Polling) {
    this.named = named;
    this.#polling = polling;
  }

  /** What the client has reported. */
  get print(): ClientPrint {
    return this.#print;
  }

  /** The job to poll, or whose polls the client's reports take the place of. */
  get address(): Omit<JobAddress, 'license'> | undefined {
    const { job } = this.#print;
    return job && { ...job, api: this.#apis[0] };
  }

  update(print: ClientPrint): void {
    if (print === this.#print) return;
    const { job, jobStatus, phase } = print;
    this.#print = print;
    if (job) this.#feeds ??= this.#apis.flatMap((api) => feed(job, api));
    if (jobStatus) this.#callFeeds((subscription) => subscription.report(jobStatus));
    if (phase === 'given-up') {
      this.#callFeeds((subscription) => subscription.end());
      if (jobStatus?.status === printingHtml) this.#apis = ['printHtml', 'printPdf'];
      this.#polling.refresh();
    }
    this.#polling.update();
  }

  /** Called with each job status that the element receives, from a report or a poll. */
  handleJobStatus(jobStatus: JobStatus): void {
    const isPolled = this.#print.phase === 'given-up' && jobStatus !== this.#print.jobStatus;
    if (isPolled) this.#isConfirmed = true;
  }

  /**
   * What takes the place of an error of the service, which doesn't know the job that the client has
   * given up: the other endpoint may know it; if not, the client was right.
   */
  recoverFrom({ code }: JobStatusError, license: string | null): JobStatus | 'poll-again' | null {
    if (this.#print.phase !== 'given-up' || this.#isConfirmed) return null;
    // Without a licence of the element's own, this says nothing about the job.
    if (code === 'unauthorized') return license ? this.#print.claim : null;
    if (code !== 'unknown-job' && code !== 'rejected') return null;
    const [, other] = this.#apis;
    if (!other) return this.#print.claim;
    this.#apis = [other];
    return 'poll-again';
  }

  #callFeeds(call: (subscription: Subscription) => void): void {
    callEach((this.#feeds ?? []).map((subscription) => () => call(subscription)));
  }
}

/** Lets the client's reports take the place of the polls for a job, whatever their licence. */
function feed(job: ClientJob, api: JobApi): Subscription[] {
  const nothing = (): undefined => undefined;
  const source = { isFeeding: true, onJobStatus: nothing, onError: nothing };
  try {
    return [pollers.subscribe(statusRequest({ ...job, api }, pageAddress()), source)];
  } catch {
    // The element reports what is wrong with the address.
    return [];
  }
}
