import { isLoopback } from '../protocol/address-space.js';
import { answerOf, noAnswer, retryAfterOf } from '../protocol/answer.js';
import { JobStatusError } from '../protocol/job-status-error.js';
import type { JobReading } from '../protocol/reading.js';
import { requestInit, type StatusRequest } from '../protocol/status-request.js';
import { durationOf } from '../protocol/values.js';
import { backAt, type IsTime, review, watches } from './agenda.js';
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
  since?: number;
  /** Is called with each reading, changed or not. */
  onReading(reading: JobReading): void;
  /** Is called when the status cannot be had; when the error is final, there is no more to come. */
  onError(error: JobStatusError): void;
  /** Is called when the browser begins to ask its user for permission, and when it is done. */
  onAwait?(isAwaiting: boolean): void;
}

/** The watch of one job, for all who want to know of it. */
export interface JobWatch {
  /** The address asked. */
  readonly url: string;
  /** Whether nobody watches the job at present. */
  isIdle(): boolean;
  /** Whether a watcher of this job may share the watch: all who do ask with the same function. */
  fits(request: StatusRequest, watcher: Watcher): boolean;
  /** Lets somebody watch, and tells what is known. */
  add(watcher: Watcher): void;
  remove(watcher: Watcher): void;
  /** Makes the next question due at once, unless one is out. */
  hurry(): void;
  /** Takes in what the service says of the job, perhaps to somebody else. */
  take(news: JobReading): void;
  /** When the next question may be put; Infinity for not at all. */
  turnAt(): number;
  /** Puts a question. */
  ask(): Promise<void>;
  /** Does what else is due. */
  review(isTime: IsTime): void;
}

/** Between two questions to a server, a job's first one not counted: ten a second. */
const leastGap = 100;

/** A question that makes the browser ask its user is out at least so long. */
const leastDecision = 1_000;

const answerLimit = 15_000;

/** How long the browser's user may think about a permission. */
const decisionLimit = 5 * 60_000;

/** So many faults in a row, over at least so long, are news. */
const leastFaults = 3;
const leastOutage = 2_000;

/** How long a job that the service does not know may still turn up: it may just have been sent. */
const unknownJobGrace = 5_000;

/** Begins to watch a job, which may have had its first question already. */
export function beginWatch(request: StatusRequest, server: Server, isKnown: boolean): JobWatch {
  let watchers: readonly Watcher[] = [];
  let reading: JobReading | null = null;
  let error: JobStatusError | null = null;
  let question: AbortController | undefined;
  let changedAt = now();
  let startedAt: number | undefined;
  let askedAt = 0;
  let lastAt = 0;
  /** Whether the browser is asking its user. */
  let isAwaiting = false;
  /** Drawn with each answer, so that the pause stays what it is until the next. */
  let random = 0;
  /** How many questions in a row brought no answer, since when, and why the last one did not. */
  let faults = 0;
  let faultyFrom = 0;
  let fault: JobStatusError | undefined;

  const isCutOff = (): boolean => isOffline() && !isLoopback(server.origin);
  const isUnseen = (): boolean =>
    isCutOff() || (isHidden() && !watchers.some(({ background }) => background));

  function usualPause(): number {
    const pace = faults
      ? backOff(faults, random)
      : adaptivePause(reading?.state, lastAt - changedAt, random);
    const pauses = watchers.map(({ interval }) =>
      Math.max(durationOf(interval) ?? pace, shortestInterval, faults && pace),
    );
    return Math.max(Math.min(...pauses), isUnseen() ? unseenPause : 0);
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
  }

  function remove(watcher: Watcher): void {
    watchers = watchers.filter((other) => other !== watcher);
    review();
  }

  function fail(fault: JobStatusError, final = fault.final): void {
    error = Object.assign(fault, { final, reading });
    for (const watcher of watchers) watcher.onError(fault);
    if (final) watchers = [];
  }

  function take(news: JobReading): void {
    if (!watchers[0]) return;
    const { message, name, outcome, status } = news;
    if (status !== reading?.status) changedAt = lastAt;
    reading = news;
    error = null;
    faults = 0;
    for (const watcher of watchers) watcher.onReading(news);
    if (!outcome) return;
    if (outcome !== 'succeeded') {
      fail(new JobStatusError(outcome, `Print job ${name}: ${message}`));
    }
    watchers = [];
    // Those who ask about the job in another way may find it forgotten.
    for (const watch of watches) if (watch.url === request.url) watch.take(news);
  }

  function conclude(answer: JobReading | JobStatusError): void {
    close();
    lastAt = now();
    random = platform.Math.random();
    review();
    if (!(answer instanceof JobStatusError)) {
      take(answer);
    } else if (answer.final || answer.code === 'blocked') {
      fail(answer);
    } else if (answer.code === 'unknown-job') {
      if (reading || askedAt - (startedAt ?? 0) >= unknownJobGrace) fail(answer, true);
      faults = 0;
    } else {
      // The browser lets the question through now, so what is wrong is other news.
      if (error?.code === 'blocked') error = null;
      if (!faults++) faultyFrom = lastAt;
      fault = answer;
    }
  }

  return {
    isIdle: () => !watchers[0],
    url: request.url,
    fits: ({ license }, { fetch }) =>
      !!reading?.final ||
      (request.license === license && watchers.every((other) => other.fetch === fetch)),
    add(watcher) {
      if (!reading?.final) {
        if (!watchers[0]) {
          error = null;
          faults = 0;
          hurry();
        }
        watchers = [...watchers, watcher];
      }
      watcher.since = now();
      if (reading) watcher.onReading(reading);
      if (error) watcher.onError(error);
      watcher.onAwait?.(isAwaiting);
    },
    remove,
    hurry,
    take,
    review(isTime) {
      if (!watchers[0]) {
        close();
        return;
      }
      const isUndecided = server.is('prompt');
      const since = Math.max(lastAt, changedAt, backAt);
      // An app's own fetch may not heed the signal, so that is not waited for.
      const isLate = question && isTime(since + (isUndecided ? decisionLimit : answerLimit));
      if (isLate) conclude(noAnswer(request));
      if (fault && faults >= leastFaults && !error && isTime(faultyFrom + leastOutage)) fail(fault);
      const wasAwaiting = isAwaiting;
      isAwaiting = isUndecided && !faults && isTime(since + leastDecision);
      for (const watcher of watchers) {
        if (isAwaiting !== wasAwaiting) watcher.onAwait?.(isAwaiting);
        const timeout = durationOf(watcher.timeout) ?? Infinity;
        const endsAt = Math.max(watcher.since ?? 0, startedAt ?? Infinity) + timeout;
        if (!isTime(endsAt)) continue;
        // The job may have ended during a pause of the page, so it is asked about once more.
        const isPaused = isUnseen() || backAt >= endsAt;
        const isAnswered = !question && askedAt >= endsAt && !isCutOff();
        if (isAnswered || !isPaused) {
          remove(watcher);
          const message = `The job has not ended in ${timeout / 1000} s.`;
          watcher.onError(new JobStatusError('timeout', message, { reading }));
        }
      }
    },

    /**
     * What holds a question longer counts, the strongest first: a `Retry-After`, a back-off after
     * faults, a page that nobody sees, the limit of a server, the interval or the pace.
     */
    turnAt() {
      if (!watchers[0] || question || server.isFull()) return Infinity;
      const freeAt = Math.max(server.heldUntil, isKnown ? server.freeAt : 0);
      // With many jobs this is what holds most of them, and it is quickly found out.
      if (freeAt > now()) return freeAt;
      const isBlocked = error?.code === 'blocked' && server.is('denied');
      const pause = isBlocked ? Infinity : backAt >= lastAt ? shortestPause : usualPause();
      return lastAt + pause;
    },

    async ask() {
      const asked = new AbortController();
      question = asked;
      server.inFlight++;
      askedAt = lastAt = now();
      if (isKnown) server.freeAt = askedAt + leastGap;
      isKnown = true;
      startedAt ??= askedAt;
      let answer;
      try {
        // Through a variable of its own, so that it is called without `this`.
        const fetch = watchers[0]?.fetch ?? platform.fetch;
        const { targetAddressSpace } = server;
        const init = { ...requestInit(request), signal: asked.signal, targetAddressSpace };
        const response = await fetch(request.url, init);
        server.permission = undefined;
        const retryAfter = retryAfterOf(response, platform.Date.now());
        server.heldUntil = Math.max(server.heldUntil, now() + retryAfter);
        answer = await answerOf(response, request);
      } catch (cause) {
        answer =
          cause instanceof JobStatusError ? cause : (server.refusal() ?? noAnswer(request, cause));
      }
      if (question === asked) conclude(answer);
    },
  };
}
