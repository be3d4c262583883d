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
import { textOf } from '../protocol/values.js';
import { platform } from '../watching/platform.js';
import type { Fetch } from '../watching/question.js';
import { Watching } from '../watching/watches.js';
import { JobCompleteEvent, JobErrorEvent, JobFailedEvent, JobStatusChangeEvent } from './events.js';
import { Finished } from './finished.js';

/** What a follower needs of its element. */
export interface FollowerHost {
  /** Whether the element wants to be told anything: it is in the page and not suspended. */
  isAttentive(): boolean;
  wishes(): Wishes;
  /** Resolves when the DOM shows what the follower knows. */
  show(): Promise<unknown>;
  tell(event: Event): void;
}

/**
 * Joins an element to the watch of its job: keeps what is known of the job and turns it into
 * events, in order, none lost and none twice.
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
  finished = new Finished();

  readonly #host: FollowerHost;
  /** What the news are about; another server, api or token is another subject. */
  #subject = '';
  #request: StatusRequest | undefined;
  #watching: Watching | undefined;
  #told: JobReading | null = null;
  #isEndTold = false;
  #news: Promise<void> = Promise.resolve();

  readonly #watcher: Watcher;

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

  /**
   * Takes note of the job that the host names now, if it is another one: what was known is
   * forgotten, and `finished` is a new promise. Undefined for none.
   */
  turnTo(job: JobAddress | undefined): StatusRequest | JobStatusError | undefined {
    const request = job && requestOf(job);
    const subject =
      request instanceof JobStatusError
        ? `${textOf(job?.server)} ${textOf(job?.token)}`
        : (request?.url ?? '');
    if (subject !== this.#subject) this.#begin(subject);
    return request;
  }

  /** Follows this job from now on. No event is fired before this returns. */
  follow(job: JobAddress | undefined, fetch: Fetch | undefined): void {
    const request = this.turnTo(job);
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
    if (this.error?.final) this.#beginAnew();
    else this.#watching?.hurry();
  }

  #begin(subject: string): void {
    this.#leave();
    if (this.#subject) {
      this.finished.reject(new DOMException('Another job is watched now.', 'AbortError'));
      this.#beginAnew();
    }
    this.#subject = subject;
    this.#request = undefined;
    this.#told = null;
    this.#isEndTold = false;
    this.reading = null;
    this.isRecalled = false;
    void this.#host.show();
  }

  #beginAnew(): void {
    this.error = null;
    this.finished = new Finished();
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
      this.#watching = new Watching(request, fetch, this.#watcher);
      this.isRecalled = this.#watching.isOver;
      void this.#host.show();
    }
  }

  #leave(): void {
    this.isAwaiting = false;
    this.#watching?.leave();
    this.#watching = undefined;
  }

  /** Takes in one piece of news after the other. */
  #hear(news: JobReading | JobStatusError): void {
    const subject = this.#subject;
    const isWanted = (): boolean => this.#subject === subject && this.#host.isAttentive();
    this.#news = this.#news.then(async () => {
      if (isWanted()) {
        await (news instanceof JobStatusError
          ? this.#takeError(news, isWanted)
          : this.#takeReading(news, isWanted));
      }
      // What went untold is told when the job is followed again.
      if (this.#subject === subject && !isWanted()) this.#leave();
    });
  }

  async #takeReading(reading: JobReading, isWanted: () => boolean): Promise<void> {
    this.reading = reading;
    this.error = null;
    await this.#host.show();
    if (isWanted() && !sameNews(reading, this.#told)) {
      const previous = this.#told?.state ?? null;
      this.#told = reading;
      this.#host.tell(new JobStatusChangeEvent(reading, previous));
    }
    // A listener may have taken the element out of the page, or given it another job.
    if (isWanted() && reading.final && !this.#isEndTold) {
      this.#isEndTold = true;
      this.#leave();
      const EndEvent = reading.outcome === 'succeeded' ? JobCompleteEvent : JobFailedEvent;
      this.#host.tell(new EndEvent(reading));
      this.finished.settle(reading);
    }
  }

  async #takeError(error: JobStatusError, isWanted: () => boolean): Promise<void> {
    const isNews = error.final || error.code !== this.error?.code;
    this.error = error;
    if (error.final) this.#leave();
    await this.#host.show();
    if (!isWanted()) {
      this.error = null;
    } else if (isNews) {
      if (error.final) this.finished.reject(error);
      this.#host.tell(new JobErrorEvent(error));
    }
  }
}

function requestOf(job: JobAddress): StatusRequest | JobStatusError {
  try {
    return statusRequest(job, { base: platform.baseURI(), origin: platform.origin() });
  } catch (error) {
    return error as JobStatusError;
  }
}
