import { noResponseError, timeoutError } from '../protocol/errors.js';
import { JobStatusError } from '../protocol/job-status-error.js';
import type { JobStatus } from '../protocol/job-status.js';
import { checkResponse, isNeverCached, readJobStatus, retryAfterOf } from '../protocol/response.js';
import { requestInit, type StatusRequest } from '../protocol/status-request.js';
import { durationOf } from '../protocol/values.js';
import { callEach, callSafely } from '../report-exception.js';
import { now } from './clock.js';
import {
  afterFailure,
  afterHandover,
  afterOutage,
  afterPause,
  afterSending,
  afterStatus,
  type History,
  newHistory,
  type Report,
} from './history.js';
import { type NextPoll, nextPoll, type Obstacle } from './next-poll.js';
import { replyLimit } from './other-tabs.js';
import { outageAt } from './outage.js';
import { isHidden, isOffline } from './page-life.js';
import { type Fetch, platform } from './platform.js';
import type { Schedule } from './scheduler.js';
import type { Service } from './service.js';
import type { JobSnapshot, Subscriber } from './subscriber.js';

/** Milliseconds that a response may take. */
const responseLimit = 15_000;

/** Milliseconds that a response may take while the browser asks its user for permission. */
const decisionLimit = 5 * 60_000;

/** A request that is in flight for this many milliseconds may have made the browser ask its user. */
const minDecision = 1_000;

/** The page that pollers poll for. */
export interface PollingPage {
  /** When something that had delayed the page's polls was over. */
  readonly cameBackAt: number | undefined;
  /** When the computer last woke up, or the page from a freeze. */
  readonly wokeAt: number | undefined;
  /** Runs what is due once the current task has ended. */
  runSoon(): void;
  /**
   * Called with the final status of a job.
   *
   * @param isShared - Whether other tabs may know it
   */
  jobEnded(job: PolledJob, jobStatus: JobStatus, isShared: boolean): void;
  /** Requests the end of a job from the other tabs. Returns whether a reply is possible. */
  requestEnd(job: PolledJob): boolean;
  /** Called when a poller has no subscribers. */
  pollerIdle(poller: JobPoller): void;
}

/** One job of a service, with the pollers for its licences and fetch functions. */
export interface PolledJob {
  readonly url: string;
  readonly service: Service;
  readonly pollers: Map<string, JobPoller>;
  /** The subscribers that report the job's statuses, so that there are no polls. */
  readonly sources: Set<Subscriber>;
  /** The last status that they have reported, until a poll brings a newer one. */
  reported: Report | undefined;
  /** Whether its first request was sent, which the server's limit doesn't count. */
  isPolled: boolean;
}

/** A poll in flight. Its poller may hand it over to another poller of the job. */
interface PollInFlight {
  readonly controller: AbortController | undefined;
  readonly sentAt: number;
  /** Whether another function than the platform's `fetch` sends it. */
  readonly hasOwnFetch: boolean;
  poller: JobPoller;
}

/** Polls one job for all subscribers that send the same request, one request at a time. */
export class JobPoller {
  readonly request: StatusRequest;
  readonly job: PolledJob;
  readonly #page: PollingPage;
  /** The subscribers, each with the time from which its timeout counts; undefined before its first poll. */
  readonly #subscribers = new Map<Subscriber, number | undefined>();
  #key: string;
  #history: History;
  #poll: PollInFlight | undefined;
  #isRequested = false;
  #isAwaitingPermission = false;
  /** A response that the job is unknown, until another tab reports its end, or the time for that is over. */
  #unknownJob: { failure: JobStatusError; sentAt: number; reportAt: number } | undefined;
  /** When the last poll was sent that ended while the page was online. */
  #lastOnlinePollAt: number | undefined;
  /** When the poller had no more subscribers, and when it had one again. */
  #pausedAt: number | undefined;
  #resumedAt: number | undefined;
  /** Whether all responses so far show that the browser's cache holds none of them. */
  #isNeverCached: boolean | undefined;

  /**
   * @param previous - The poller of the same job that this one continues
   */
  constructor(
    key: string,
    request: StatusRequest,
    job: PolledJob,
    page: PollingPage,
    previous?: JobPoller,
  ) {
    this.#key = key;
    this.request = request;
    this.job = job;
    this.#page = page;
    this.#history = previous ? afterHandover(previous.#history) : newHistory(now(), job.reported);
  }

  /** Identifies the poller among those of the job. */
  get key(): string {
    return this.#key;
  }

  /** Continues with another `fetch` function. */
  changeKey(key: string): void {
    this.#key = key;
    this.#isNeverCached = undefined;
  }

  get known(): JobSnapshot {
    const { error, isOutdated, jobStatus } = this.#history;
    return {
      error,
      jobStatus: isOutdated ? null : jobStatus,
      isAwaitingPermission: this.#isAwaitingPermission,
    };
  }

  /** Whether its requests are sent by another function than the platform's. */
  get hasOwnFetch(): boolean {
    return [...this.#subscribers.keys()].some(({ fetch }) => fetch);
  }

  get subscriberCount(): number {
    return this.#subscribers.size;
  }

  has(subscriber: Subscriber): boolean {
    return this.#subscribers.has(subscriber);
  }

  add(subscriber: Subscriber): void {
    const { polledAt } = this.#history;
    const isResumed = this.#subscribers.size === 0 && !this.#poll;
    this.#subscribers.set(subscriber, isResumed || polledAt === undefined ? undefined : now());
    if (isResumed) this.#resume();
    this.#page.runSoon();
  }

  /** Takes a subscriber of another poller, whose poll in flight is aborted if no subscriber needs it. */
  adopt(subscriber: Subscriber, other: JobPoller): void {
    this.#subscribers.set(subscriber, other.#subscribers.get(subscriber));
    const isInterrupted = other.#poll && other.#subscribers.size === 1;
    other.delete(subscriber);
    this.#takeOver(other);
    if (isInterrupted && !this.#poll) this.#resumedAt = now();
  }

  delete(subscriber: Subscriber): void {
    this.#subscribers.delete(subscriber);
    this.#pausedAt = now();
    this.#page.runSoon();
  }

  /** Counts each timeout from the next poll on, because the job's statuses are no longer reported. */
  restartTimeouts(): void {
    for (const subscriber of this.#subscribers.keys()) this.#subscribers.set(subscriber, undefined);
  }

  /** Takes over the poll in flight of a poller without subscribers, if it was sent earlier. */
  #takeOver(other: JobPoller): void {
    const poll = other.#poll;
    const isSameRequest = other.request.license === this.request.license;
    if (!poll || !isSameRequest || other.#subscribers.size > 0) return;
    if (this.#poll && this.#poll.sentAt < poll.sentAt) return;
    this.#abort();
    other.#poll = undefined;
    this.#poll = poll;
    poll.poller = this;
  }

  /** Polls immediately within the limits, or joins the poll in flight. */
  pollNow(): void {
    if (!this.#poll) this.#isRequested = true;
    this.#page.runSoon();
  }

  nextPoll(time: number): NextPoll {
    const { heldUntil, slotAt } = this.job.service;
    return nextPoll(this.#history, {
      now: time,
      obstacle: this.#obstacle,
      heldUntil,
      slotAt: this.job.isPolled ? slotAt : undefined,
      isOffline: this.#isOffline,
      isHidden: this.#isHidden,
      cameBackAt: this.#page.cameBackAt,
      resumedAt: this.#resumedAt,
      isRequested: this.#isRequested,
      intervals: [...this.#subscribers.keys()].map(({ interval }) => durationOf(interval)),
    });
  }

  /** Sends a request. */
  async poll(): Promise<void> {
    const sentAt = now();
    const { job, request } = this;
    if (job.isPolled) job.service.takeSlot(sentAt);
    job.isPolled = true;
    job.service.inFlight++;
    job.service.sentAt = sentAt;
    this.#isRequested = false;
    this.#history = afterSending(this.#history, sentAt);
    for (const [subscriber, startedAt] of this.#subscribers) {
      this.#subscribers.set(subscriber, startedAt ?? sentAt);
    }
    const { hasOwnFetch } = this;
    const controller = newAbortController();
    const poll: PollInFlight = { controller, sentAt, hasOwnFetch, poller: this };
    this.#poll = poll;
    let outcome: JobStatus | JobStatusError;
    try {
      outcome = await this.#send(poll);
    } catch (cause) {
      outcome =
        cause instanceof JobStatusError
          ? cause
          : (job.service.access.error ?? noResponseError(request, cause));
    }
    poll.poller.#conclude(poll, outcome);
  }

  async #send(poll: PollInFlight): Promise<JobStatus> {
    const { job, request } = this;
    const { access } = job.service;
    const init = {
      ...requestInit(request, this.#isNeverCached ?? false),
      ...(poll.controller && { signal: poll.controller.signal }),
      ...(access.addressSpace && { targetAddressSpace: access.addressSpace }),
    };
    // From a variable, so that it is called without `this`.
    const fetch = this.#fetch;
    const response = checkResponse(await fetch(request.url, init));
    access.confirm();
    job.service.hold(now(), retryAfterOf(response, platform().Date.now()));
    poll.poller.#isNeverCached = (poll.poller.#isNeverCached ?? true) && isNeverCached(response);
    return readJobStatus(response, request);
  }

  get #fetch(): Fetch {
    const [subscriber] = this.#subscribers.keys();
    return subscriber?.fetch ?? platform().fetch;
  }

  /** Handles the result of a poll, unless it was given up. */
  #conclude(poll: PollInFlight, outcome: JobStatus | JobStatusError): void {
    if (poll !== this.#poll) return;
    this.#poll = undefined;
    this.job.service.inFlight--;
    if (!this.#isOffline) this.#lastOnlinePollAt = poll.sentAt;
    if (outcome instanceof JobStatusError) {
      this.#handleFailure(outcome, poll);
    } else {
      this.job.reported = undefined;
      this.handleJobStatus(outcome, !poll.hasOwnFetch);
    }
    this.#page.runSoon();
  }

  #handleFailure(failure: JobStatusError, { hasOwnFetch, sentAt }: PollInFlight): void {
    // The service may have forgotten the job because another tab has read its end.
    const isForgotten = failure.code === 'unknown-job' && !hasOwnFetch;
    if (isForgotten && this.#page.requestEnd(this.job)) {
      this.#unknownJob = { failure, sentAt, reportAt: now() + replyLimit };
      return;
    }
    this.#addFailure(failure, sentAt);
    this.job.service.shareNoResponse(this, failure);
  }

  /** Handles that another poller of the service had no response, while this one had to wait for it. */
  handleNoResponse(cause: unknown): void {
    if (this.#poll || this.#hasSource || this.#subscribers.size === 0) return;
    this.#addFailure(noResponseError(this.request, cause), now());
  }

  /**
   * Handles a job status from any source.
   *
   * @param isShared - Whether other tabs may know it
   */
  handleJobStatus(jobStatus: JobStatus, isShared = true): void {
    if (this.#history.jobStatus?.final) return;
    const end = { now: now(), random: platform().Math.random() };
    this.#history = afterStatus(this.#history, jobStatus, end);
    this.#unknownJob = undefined;
    this.#setAwaitingPermission(false);
    if (jobStatus.final) this.#page.jobEnded(this.job, jobStatus, isShared);
    else this.#notify((subscriber) => subscriber.onJobStatus(jobStatus));
  }

  /** Ends polling with the final status of the job. */
  end(jobStatus: JobStatus): void {
    this.#history = { ...this.#history, jobStatus };
    this.#unknownJob = undefined;
    this.#notify((subscriber) => subscriber.onJobStatus(jobStatus));
    this.#subscribers.clear();
    this.#abort();
  }

  #addFailure(failure: JobStatusError, sentAt: number): void {
    const before = this.#history.error;
    const end = { sentAt, now: now(), random: platform().Math.random() };
    this.#history = afterFailure(this.#history, failure, end);
    const { error } = this.#history;
    if (error && error !== before) this.#reportError(error);
  }

  #reportError(error: JobStatusError): void {
    this.#setAwaitingPermission(false);
    this.#notify((subscriber) => subscriber.onError(error));
    if (error.final) this.#subscribers.clear();
  }

  /** Gives up what takes too long, and reports outages, when they are due. */
  run(schedule: Schedule): void {
    if (this.#subscribers.size === 0 || this.#hasSource) {
      this.#abort();
      this.#unknownJob = undefined;
      this.#setAwaitingPermission(false);
      if (this.#subscribers.size === 0) this.#page.pollerIdle(this);
      return;
    }
    this.#giveUpPoll(schedule);
    this.#reportUnknownJob(schedule);
    this.#reportOutage(schedule);
    this.#setAwaitingPermission(this.#isUserDeciding(schedule));
    const isPaused = this.#isOffline || this.#isHidden;
    for (const subscriber of this.#subscribers.keys()) this.#giveUp(subscriber, isPaused, schedule);
  }

  #reportUnknownJob(schedule: Schedule): void {
    if (!this.#unknownJob || !schedule.isDue(this.#unknownJob.reportAt)) return;
    const { failure, sentAt } = this.#unknownJob;
    this.#unknownJob = undefined;
    this.#addFailure(failure, sentAt);
    this.#page.runSoon();
  }

  #reportOutage(schedule: Schedule): void {
    const { error, failures } = this.#history;
    const at = failures && outageAt(failures, error);
    if (at === undefined || !schedule.isDue(at)) return;
    this.#history = afterOutage(this.#history);
    if (this.#history.error) this.#reportError(this.#history.error);
  }

  /** Whether a request has been in flight for so long that the browser must be asking its user. */
  #isUserDeciding(schedule: Schedule): boolean {
    const { access, inFlight, sentAt } = this.job.service;
    const isSent = inFlight > 0 && sentAt !== undefined;
    if (!access.isUndecided || !isSent || this.#history.failures) return false;
    return schedule.isDue(Math.max(sentAt, this.#history.changedAt) + minDecision);
  }

  /** Gives up a poll that takes too long. A custom `fetch` may ignore the signal. */
  #giveUpPoll(schedule: Schedule): void {
    if (!this.#poll) return;
    const limit = this.job.service.access.isUndecided ? decisionLimit : responseLimit;
    const { sentAt } = this.#poll;
    if (!schedule.isDue(Math.max(sentAt, this.#page.wokeAt ?? sentAt) + limit)) return;
    this.#poll.controller?.abort();
    this.#conclude(this.#poll, noResponseError(this.request));
  }

  /** Gives up for a subscriber whose time is over. After a pause, one more poll comes first. */
  #giveUp(subscriber: Subscriber, isPaused: boolean, schedule: Schedule): void {
    const timeout = durationOf(subscriber.timeout);
    const startedAt = this.#subscribers.get(subscriber);
    if (timeout === undefined || startedAt === undefined) return;
    const endsAt = startedAt + timeout;
    if (!schedule.isDue(endsAt)) return;
    const pausedUntil = isPaused ? endsAt : this.#page.cameBackAt;
    const lastPollAt = Math.max(this.#lastOnlinePollAt ?? startedAt, startedAt);
    const isPolledSince = pausedUntil === undefined || pausedUntil <= lastPollAt;
    if (!isPolledSince && !this.#isBlocked) {
      if (!isPaused && !this.#isRequested && !this.#poll) this.pollNow();
      return;
    }
    this.delete(subscriber);
    callSafely(() => subscriber.onError(timeoutError(timeout, this.#history.jobStatus)));
  }

  get #obstacle(): Obstacle | undefined {
    if (this.#subscribers.size === 0) return 'no-subscriber';
    if (this.#hasSource) return 'source';
    if (this.#poll) return 'in-flight';
    if (this.#unknownJob) return 'other-tabs';
    return this.#isBlocked ? 'permission' : this.job.service.obstacle;
  }

  get #hasSource(): boolean {
    return this.job.sources.size > 0;
  }

  get #isBlocked(): boolean {
    return this.#history.error?.code === 'blocked' && this.job.service.access.isDenied;
  }

  get #isOffline(): boolean {
    return isOffline() && !this.job.service.isLoopback;
  }

  /** Whether the documents of all subscribers are hidden, and none polls in the background. */
  get #isHidden(): boolean {
    return [...this.#subscribers.keys()].every(
      ({ background, document }) => !background && isHidden(document),
    );
  }

  /** Polls again after a while without subscribers. */
  #resume(): void {
    this.#history = afterPause(this.#history, this.#pausedAt ?? now(), now());
    const { failures, polledAt } = this.#history;
    if (!failures && polledAt !== undefined) this.#resumedAt = now();
  }

  /** Aborts the poll in flight, whose result no subscriber needs. */
  #abort(): void {
    if (!this.#poll) return;
    this.#poll.controller?.abort();
    this.#poll = undefined;
    this.job.service.inFlight--;
    this.#page.runSoon();
  }

  #setAwaitingPermission(isAwaiting: boolean): void {
    if (isAwaiting === this.#isAwaitingPermission) return;
    this.#isAwaitingPermission = isAwaiting;
    this.#notify((subscriber) => subscriber.onPermission?.(isAwaiting));
  }

  #notify(call: (subscriber: Subscriber) => void): void {
    const calls = [...this.#subscribers.keys()].map((subscriber) => () => {
      // An earlier call may have ended the subscription.
      if (this.has(subscriber)) call(subscriber);
    });
    callEach(calls);
  }
}

/** Undefined if the page has replaced the class by something else; then requests can't be aborted. */
function newAbortController(): AbortController | undefined {
  try {
    return new (platform().AbortController)();
  } catch {
    return undefined;
  }
}
