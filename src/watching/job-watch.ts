import { jobFailedError, noResponseError, timeoutError } from '../protocol/errors.js';
import { readJobStatus, retryAfterOf } from '../protocol/response.js';
import { JobStatusError } from '../protocol/job-status-error.js';
import type { JobStatus } from '../protocol/job-status.js';
import { requestInit, type StatusRequest } from '../protocol/status-request.js';
import { durationOf } from '../protocol/values.js';
import { backAt, type IsTime, review, wokeAt } from './agenda.js';
import { now } from './clock.js';
import { adaptivePause, backOff, shortestInterval, shortestPause, unseenPause } from './pace.js';
import { isHidden, isOffline } from './page-life.js';
import { type Fetch, platform } from './platform.js';
import type { Server } from './server.js';

/** Somebody who wants to know what becomes of a job, and how; the wishes may change. */
export interface Watcher {
  /** Milliseconds between an answer and the next question; undefined for the adaptive pace. */
  interval?: number | undefined;
  /** Milliseconds after the first question at which to give up; undefined for never. */
  timeout?: number | undefined;
  /** Whether to keep the usual pace while the page is hidden. */
  background?: boolean | undefined;
  /** The function to ask with; undefined for the platform's. */
  fetch?: Fetch | undefined;
  /** When it began to watch the job. */
  since?: number | undefined;
  /** Is called with each job status, changed or not, and with what stands in the way of the next one. */
  onJobStatus(jobStatus: JobStatus, error: JobStatusError | null): void;
  /** Is called when the status cannot be had; when the error is final, there is no more to come. */
  onError(error: JobStatusError): void;
  /** Is called in each review, with whether the browser is asking its user for permission. */
  onAwait?(isAwaiting: boolean): void;
}

/** What a watch has come to: another one may go on from there. */
export interface Course {
  /** The last job status. */
  readonly jobStatus: JobStatus | null;
  /** When the status was seen to change, or at first when the watch began. */
  readonly changedAt: number;
  /** When the first question was put; Infinity: none was. */
  readonly startedAt: number;
  /** When the last question was answered; until then, when it was put. 0: the next one is due. */
  readonly lastAt: number;
  /** How many questions in a row brought no answer. */
  readonly faults: number;
}

/** The watch of one job, for all who want to know of it. */
export interface JobWatch {
  readonly request: StatusRequest;
  /** What the watch has come to. */
  course(): Course;
  /**
   * Whether a watcher of the job, a new one or one that moves from another watch, may share the
   * watch: all who do ask the same with the same function.
   */
  fits(request: StatusRequest, watcher: Watcher, isMoving: boolean): boolean;
  /** Whether nobody watches the job and no question is out; the job's end is known, or is not. */
  isIdle(isEnded: boolean): boolean;
  /** Lets somebody watch the job, and tells what is known. */
  add(watcher: Watcher, isMoving: boolean): void;
  /** Lets somebody watch the job no longer. */
  remove(watcher: Watcher): void;
  /** Makes the next question due at once, unless one is out. */
  hurry(): void;
  /**
   * When the next question may be put; Infinity for not at all. What holds it longer counts, the
   * strongest first: a `Retry-After`, a back-off after faults, a page that nobody sees, the limit of
   * a server, the interval or the pace.
   */
  turnAt(): number;
  /** Puts a question. */
  ask(): Promise<void>;
  /** Takes in a job status, wherever it is from. */
  take(news: JobStatus): void;
  /** Does what is due by the time. */
  review(isTime: IsTime): void;
}

const answerLimit = 15_000;

/** How long the browser's user may think about a permission. */
const decisionLimit = 5 * 60_000;

/** A question that makes the browser ask its user is out at least so long. */
const leastDecision = 1_000;

/** Between two questions to a server, a job's first one not counted: ten a second. */
const leastGap = 100;

/** So many faults in a row, over at least so long, are news. */
const leastFaults = 3;
const leastOutage = 2_000;

/** How long a job that the service does not know may still turn up: it may just have been sent. */
const unknownJobGrace = 5_000;

/**
 * Begins to watch a job, or goes on where another watch of it is. A job is known once it had its
 * first question, by whomever: the limits of a server hold for all others.
 */
export function beginWatch(
  request: StatusRequest,
  server: Server,
  isKnown: boolean,
  other?: JobWatch,
): JobWatch {
  let {
    jobStatus = null,
    changedAt = now(),
    startedAt = Infinity,
    lastAt = 0,
    faults = 0,
  }: Partial<Course> = other?.course() ?? {};
  let watchers: readonly Watcher[] = [];
  /** The question that is out. */
  let question: AbortController | undefined;
  /** When the last question was put. */
  let askedAt = 0;
  /** When the last question was put of which something came while the page was online. */
  let heardAt = 0;
  /** A random number from 0 up to 1, drawn with each answer. */
  let dice = 0;
  /** Since when there have been faults; those of another watch count from the last of them. */
  let faultyFrom = lastAt;
  /** Why the last question brought no answer. */
  let fault: JobStatusError | undefined;
  /** Why the status cannot be had, as the watchers were told. */
  let error: JobStatusError | null = null;

  function isBlocked(): boolean {
    return error?.code === 'blocked' && server.decision === 'denied';
  }

  function isCutOff(): boolean {
    return isOffline() && !server.isHere;
  }

  function isUnseen(): boolean {
    return isCutOff() || (isHidden() && !watchers.some(({ background }) => background));
  }

  function add(watcher: Watcher, isMoving: boolean): void {
    const isEnded = jobStatus?.final;
    if (!isEnded && !isMoving && !watchers[0]) revive();
    watcher.since ??= now();
    if (!isEnded) watchers = [...watchers, watcher];
    if (jobStatus) watcher.onJobStatus(jobStatus, error);
    if (error) watcher.onError(error);
  }

  /** Asks again about a job that nobody watched for a while. */
  function revive(): void {
    // What stood in the way then is no news now.
    if (error?.final || now() - lastAt > unseenPause) {
      changedAt = now();
      error = null;
      faults = 0;
      startedAt = Infinity;
    }
    if (!faults && !isUnseen()) hurry();
  }

  function remove(watcher: Watcher): void {
    watchers = watchers.filter((other) => other !== watcher);
    review();
  }

  function hurry(): void {
    if (!question) lastAt = 0;
    review();
  }

  /** Ends the question that is out, with all that may still come of it. */
  function close(): void {
    if (!question) return;
    question.abort();
    question = undefined;
    server.inFlight--;
    review();
  }

  /** Takes in what came of a question. */
  function conclude(answer: JobStatus | JobStatusError): void {
    close();
    lastAt = now();
    if (!isCutOff()) heardAt = askedAt;
    dice = platform.Math.random();
    if (!(answer instanceof JobStatusError)) {
      take(answer);
    } else if (answer.final || answer.code === 'blocked') {
      fail(answer);
    } else if (answer.code === 'unknown-job') {
      faults = 0;
      if (jobStatus || askedAt - startedAt >= unknownJobGrace) fail(answer, true);
    } else {
      // The browser lets the question through now, so what is wrong is other news.
      if (error?.code === 'blocked') error = null;
      if (!faults++) faultyFrom = lastAt;
      fault = answer;
    }
  }

  function take(news: JobStatus): void {
    const { outcome, status } = news;
    if (jobStatus?.final) return;
    if (status !== jobStatus?.status) changedAt = lastAt;
    jobStatus = news;
    error = null;
    faults = 0;
    for (const watcher of watchers) watcher.onJobStatus(news, null);
    if (!outcome) return;
    if (outcome !== 'succeeded') {
      fail(jobFailedError(news));
    }
    watchers = [];
    close();
    // Those who ask about the job in another way may find it forgotten.
    for (const other of server.watches) if (other.request.url === request.url) other.take(news);
  }

  function fail(news: JobStatusError, final = news.final): void {
    error = Object.assign(news, { final, jobStatus });
    for (const watcher of watchers) watcher.onError(news);
    if (final) watchers = [];
  }

  /** Lets a watcher go whose time is over. */
  function giveUpInTime(watcher: Watcher, isTime: IsTime): void {
    const timeout = durationOf(watcher.timeout) ?? Infinity;
    const endsAt = Math.max(watcher.since ?? 0, startedAt) + timeout;
    if (!isTime(endsAt)) return;
    // The job may have ended during a pause of the page, so it is asked about once more.
    const pausedTill = isUnseen() ? endsAt : backAt;
    if (pausedTill > Math.max(heardAt, startedAt) && !isBlocked()) return;
    remove(watcher);
    watcher.onError(timeoutError(timeout, jobStatus));
  }

  return {
    request,
    take,
    hurry,
    remove,
    add,

    course: () => ({ jobStatus, changedAt, startedAt, lastAt, faults }),

    fits({ license }, { fetch }, isMoving) {
      if (jobStatus?.final) return true;
      // Who is in a watch that goes on does not change to one that nobody is in.
      if (isMoving && !watchers[0]) return false;
      return request.license === license && watchers.every((other) => other.fetch === fetch);
    },

    isIdle: (isEnded) => !watchers[0] && !question && !!jobStatus?.final === isEnded,

    turnAt() {
      if (!watchers[0] || question || server.isFull() || isBlocked()) return Infinity;
      const freeAt = Math.max(server.heldUntil, isKnown ? server.freeAt : 0);
      // With many jobs this is what holds most of them, and it is quickly found out.
      if (freeAt > now()) return freeAt;
      const pace = faults
        ? backOff(faults, dice)
        : adaptivePause(jobStatus?.state, Math.max(lastAt - changedAt, 0), dice);
      const pauses = watchers.map(({ interval }) =>
        Math.max(durationOf(interval) ?? pace, shortestInterval, faults && pace),
      );
      const usual = Math.min(...pauses);
      const pause = isUnseen()
        ? Math.max(usual, unseenPause)
        : backAt < lastAt
          ? usual
          : Math.min(usual, shortestPause);
      return lastAt + pause;
    },

    async ask() {
      const asking = new AbortController();
      question = asking;
      server.inFlight++;
      askedAt = lastAt = now();
      startedAt = Math.min(startedAt, askedAt);
      if (isKnown) server.freeAt = askedAt + leastGap;
      isKnown = true;
      let answer;
      try {
        // Through a variable of its own, so that it is called without `this`.
        const fetch = watchers[0]?.fetch ?? platform.fetch;
        const init = {
          ...requestInit(request),
          signal: asking.signal,
          targetAddressSpace: server.addressSpace,
        };
        const response = await fetch(request.url, init);
        server.decision = undefined;
        const retryAfter = retryAfterOf(response, platform.Date.now());
        server.heldUntil = Math.max(server.heldUntil, now() + retryAfter);
        answer = await readJobStatus(response, request);
      } catch (cause) {
        answer =
          cause instanceof JobStatusError
            ? cause
            : (server.refusal() ?? noResponseError(request, cause));
      }
      if (question === asking) conclude(answer);
    },

    review(isTime) {
      if (!watchers[0]) {
        close();
        return;
      }
      const isUndecided = server.decision === 'prompt';
      const limit = isUndecided ? decisionLimit : answerLimit;
      if (question && isTime(Math.max(askedAt, wokeAt) + limit)) {
        // An app's own fetch may not heed the signal, so that is not waited for.
        conclude(noResponseError(request));
      }
      if (fault && !error && faults >= leastFaults && isTime(faultyFrom + leastOutage)) {
        fail(fault);
      }
      const isAwaiting =
        isUndecided &&
        !faults &&
        server.inFlight > 0 &&
        isTime(Math.max(askedAt, changedAt) + leastDecision);
      for (const watcher of watchers) {
        watcher.onAwait?.(isAwaiting);
        giveUpInTime(watcher, isTime);
      }
    },
  };
}
