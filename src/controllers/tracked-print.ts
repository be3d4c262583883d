import type { PrintTracker } from '../element/print-tracker.js';
import { pageAddress } from '../polling/page-life.js';
import { pollers, type Subscription } from '../polling/registry.js';
import {
  type ClientJob,
  type ClientPrint,
  confirmsClaim,
  endpointsOf,
  newPrint,
} from '../protocol/client-print.js';
import type { JobStatusError } from '../protocol/job-status-error.js';
import type { JobStatus } from '../protocol/job-status.js';
import { type JobAddress, statusRequest } from '../protocol/status-request.js';
import type { JobApi } from '../protocol/values.js';
import { callEach } from '../report-exception.js';

let lastId = 0;

/** The element's side of a tracked print. */
interface TrackedPrintHost {
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
  readonly #host: TrackedPrintHost;
  #state = newPrint;
  /** The endpoint that didn't know the job. */
  #excludedApi: JobApi | undefined;
  /** Whether a poll has brought a job status since the client gave up. */
  #isKnown = false;
  #sources: readonly Subscription[] | undefined;

  constructor(named: string, host: TrackedPrintHost) {
    this.named = named;
    this.#host = host;
  }

  /** What the client has reported. */
  get state(): ClientPrint {
    return this.#state;
  }

  /** The job's address; undefined until the client names the job. */
  get address(): Omit<JobAddress, 'license'> | undefined {
    const { job } = this.#state;
    return job && { ...job, api: this.#api };
  }

  /** The endpoint to poll; while the client reports, always the same one. */
  get #api(): JobApi {
    const apis = endpointsOf(this.#state.phase === 'given-up' ? this.#state : newPrint);
    return apis.find((api) => api !== this.#excludedApi) ?? apis[0];
  }

  update(state: ClientPrint): void {
    if (state === this.#state) return;
    const { job, jobStatus, phase } = state;
    this.#state = state;
    if (job) this.#sources ??= endpointsOf(state).flatMap((api) => subscribeAsSource(job, api));
    if (jobStatus) this.#callSources((source) => source.report(jobStatus));
    if (phase === 'given-up') {
      this.#callSources((source) => source.end());
      this.#host.refresh();
    }
    this.#host.update();
  }

  /** Called with each job status that the element receives, from a report or a poll. */
  handleJobStatus(jobStatus: JobStatus): void {
    const { phase, jobStatus: reported } = this.#state;
    if (phase === 'given-up' && jobStatus !== reported) this.#isKnown = true;
  }

  /**
   * What takes the place of an error of the service after the client has given up: the other endpoint may
   * know the job; if not, the client was right.
   */
  replacementFor(
    error: JobStatusError,
    license: string | null,
  ): JobStatus | 'other-endpoint' | null {
    const { claim, phase } = this.#state;
    if (phase !== 'given-up' || this.#isKnown || !confirmsClaim(error.code, license)) return null;
    if (this.#excludedApi || error.code === 'unauthorized') return claim;
    this.#excludedApi = this.#api;
    return 'other-endpoint';
  }

  #callSources(call: (source: Subscription) => void): void {
    callEach((this.#sources ?? []).map((source) => () => call(source)));
  }
}

/** Lets the client's reports take the place of the polls for a job, whatever their licence. */
function subscribeAsSource(job: ClientJob, api: JobApi): Subscription[] {
  const nothing = (): undefined => undefined;
  const source = { isSource: true, onJobStatus: nothing, onError: nothing };
  try {
    return [pollers.subscribe(statusRequest({ ...job, api }, pageAddress()), source)];
  } catch {
    // The element reports what is wrong with the address, once it has to poll.
    return [];
  }
}
