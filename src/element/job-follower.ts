import { JobStatusError } from '../protocol/job-status-error.js';
import { type JobReading, sameNews } from '../protocol/reading.js';
import {
  type JobAddress,
  sameRequest,
  type StatusRequest,
  statusRequest,
} from '../protocol/status-request.js';
import type { Watcher } from '../watching/job-watch.js';
import type { Wishes } from '../watching/pace.js';
import { platform } from '../watching/platform.js';
import type { Fetch } from '../watching/question.js';
import { Watching } from '../watching/watches.js';
import { JobCompleteEvent, JobErrorEvent, JobFailedEvent, JobStatusChangeEvent } from './events.js';
import { Finished } from './finished.js';

/** What a follower needs of its element. */
export interface FollowerHost {
  /** The job that the element names now; undefined when it does not name one. */
  job(): JobAddress | undefined;
  /** Whether the element wants to be told anything: it is in the page and not suspended. */
  isAttentive(): boolean;
  wishes(): Wishes;
  /** Resolves when the DOM shows what the follower knows. */
  show(): Promise<unknown>;
  tell(event: Event): void;
}

/** After so long without an answer, it is time to say that there is none. */
const slowAnswer = 10_000;

/**
 * Joins an element to the watch of its job: keeps what is known of the job and turns it into
 * events, in order and each once. What could not be told is found out again.
 */
export class JobFollower {
  /** The last reading there was of the job. */
  reading: JobReading | null = null;
  /** Why the status cannot be had at present. */
  error: JobStatusError | null = null;
  /** Whether the browser is asking its user for the permission to reach the service. */
  isAwaiting = false;
  /** Whether the page knew the job's end before this element asked. */
  isRecalled = false;
  /** Whether the first answer is long in coming. */
  isSlow = false;

  readonly #host: FollowerHost;
  readonly #watcher: Watcher;
  /** What the news are about; another server, api or token is another subject. */
  #subject = '';
  #request: StatusRequest | undefined;
  #watching: Watching | undefined;
  /** Is renewed whenever the news begin anew, so that older ones can be told from them. */
  #finished = new Finished();
  #told: JobReading | null = null;
  #isEndTold = false;
  #news: Promise<void> = Promise.resolve();
  #slowness: unknown;

  constructor(host: FollowerHost) {
    this.#host = host;
    const hear = this.#hear.bind(this);
    this.#watcher = {
      wishes: () => host.wishes(),
      onAwait: (isAwaiting) => {
        this.isAwaiting = isAwaiting;
        void host.show();
      },
      onReading: hear,
      onError: hear,
    };
  }

  /** Whether the job has been asked about. */
  get hasBegun(): boolean {
    return this.#request !== undefined;
  }

  /** The promise of the end of the job that the host names now. */
  get finished(): Promise<JobReading> {
    this.#turn();
    return this.#finished.promise;
  }

  /** Follows the job that the host names now. No event is fired before this returns. */
  follow(fetch: Fetch | undefined): void {
    const request = this.#turn();
    if (!request || !this.#host.isAttentive()) {
      this.#leave();
    } else if (request instanceof JobStatusError) {
      if (!this.error) this.#hear(request);
    } else {
      this.#watch(request, fetch);
    }
  }

  /** Asks at once, within the limits; after a final error, lets the next `follow` begin anew. */
  refresh(): void {
    if (this.error?.final && !this.#finished.isSettled) {
      // The error is about to be told; that comes first.
      this.#news = this.#news.then(() => {
        this.refresh();
      });
    } else if (this.error?.final) {
      this.#beginAnew();
    } else {
      this.#watching?.hurry();
    }
  }

  /** Forgets what was known when the host names another job now; returns how to ask about it. */
  #turn(): StatusRequest | JobStatusError | undefined {
    const job = this.#host.job();
    const request = job && requestOf(job);
    const subject =
      request instanceof JobStatusError
        ? JSON.stringify([job?.server, job?.token, job?.api])
        : (request?.url ?? '');
    if (subject !== this.#subject) this.#begin(subject);
    return request;
  }

  #begin(subject: string): void {
    if (this.#subject) {
      this.#finished.reject(new DOMException('Another job is watched now.', 'AbortError'));
      this.#beginAnew();
    }
    this.#subject = subject;
    this.#request = undefined;
    this.#told = null;
    this.#isEndTold = false;
    this.reading = null;
    this.isRecalled = false;
  }

  #beginAnew(): void {
    this.#leave();
    this.error = null;
    this.#finished = new Finished();
    void this.#host.show();
  }

  #watch(request: StatusRequest, fetch: Fetch | undefined): void {
    if (this.#request && !sameRequest(this.#request, request)) {
      this.#leave();
      if (this.error?.final) this.#beginAnew();
    }
    this.#request = request;
    if (this.#watching) {
      this.#watching.useFetch(fetch);
      this.#watching.review();
    } else if (!this.error?.final && !this.#isEndTold) {
      this.#watching = new Watching(request, fetch, this.#watcher, this.reading);
      this.isRecalled = this.#watching.isOver;
      this.#slowness = platform.setTimeout(() => {
        this.isSlow = true;
        void this.#host.show();
      }, slowAnswer);
      void this.#host.show();
    }
  }

  #leave(): void {
    this.#watching?.leave();
    this.#watching = undefined;
    this.isAwaiting = false;
    this.#endSlowness();
  }

  #endSlowness(): void {
    platform.clearTimeout(this.#slowness);
    this.isSlow = false;
  }

  /** Takes in one piece of news after the other. */
  #hear(news: JobReading | JobStatusError): void {
    this.#endSlowness();
    const finished = this.#finished;
    const isWanted = (): boolean => {
      this.#turn();
      return this.#finished === finished && this.#host.isAttentive();
    };
    this.#news = this.#news.then(async () => {
      const isTold =
        isWanted() &&
        (await (news instanceof JobStatusError
          ? this.#takeError(news, isWanted)
          : this.#takeReading(news, isWanted)));
      // What went untold is told when the job is followed again.
      if (!isTold && this.#finished === finished) this.#leave();
    });
  }

  /** Resolves with whether all was told: a listener may take the element away in between. */
  async #takeReading(reading: JobReading, isWanted: () => boolean): Promise<boolean> {
    this.reading = reading;
    this.error = null;
    await this.#host.show();
    if (!isWanted()) return false;
    if (!sameNews(reading, this.#told)) {
      const previous = this.#told?.state ?? null;
      this.#told = reading;
      this.#host.tell(new JobStatusChangeEvent(reading, previous));
    }
    if (!reading.final || this.#isEndTold) return true;
    if (!isWanted()) return false;
    this.#isEndTold = true;
    this.#leave();
    this.#finished.settle(reading);
    const EndEvent = reading.outcome === 'succeeded' ? JobCompleteEvent : JobFailedEvent;
    this.#host.tell(new EndEvent(reading));
    return true;
  }

  /** Resolves with whether it was told. */
  async #takeError(error: JobStatusError, isWanted: () => boolean): Promise<boolean> {
    const before = this.error;
    this.error = error;
    if (error.final) this.#leave();
    await this.#host.show();
    if (!isWanted()) {
      if (this.error === error) this.error = before;
      return false;
    }
    if (error.final) this.#finished.reject(error);
    if (error.final || error.code !== before?.code) this.#host.tell(new JobErrorEvent(error));
    return true;
  }
}

function requestOf(job: JobAddress): StatusRequest | JobStatusError {
  try {
    return statusRequest(job, { base: platform.baseURI(), origin: platform.origin() });
  } catch (error) {
    return error as JobStatusError;
  }
}
