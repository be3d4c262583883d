import { isLoopback } from '../protocol/address-space.js';
import { answerOf, noAnswer, retryAfterOf } from '../protocol/answer.js';
import { JobStatusError } from '../protocol/job-status-error.js';
import type { JobReading } from '../protocol/reading.js';
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
  /** Is called with each reading, changed or not, and with what stands in the way of the next one. */
  onReading(reading: JobReading, error: JobStatusError | null): void;
  /** Is called when the status cannot be had; when the error is final, there is no more to come. */
  onError(error: JobStatusError): void;
  /** Is called when the browser begins to ask its user for permission, and when it is done. */
  onAwait?(isAwaiting: boolean): void;
}

/** The watch of one job, for all who want to know of it. */
export interface JobWatch {
  readonly request: StatusRequest;
  readonly server: Server;
  watchers: readonly Watcher[];
  /** The question that is out. */
  question: AbortController | undefined;
  /** The last reading there was. */
  reading: JobReading | null;
  /** Why the status cannot be had, as the watchers were told. */
  error: JobStatusError | null;
  /** Whether the watchers were told that the browser is asking its user. */
  isAwaiting: boolean;
  /** Whether the job has had its first question, by whomever. */
  isKnown: boolean;
  /** When the status was seen to change, or at first when the watch began. */
  changedAt: number;
  /** When the first question was put. */
  startedAt: number | undefined;
  /** When the last question was put. */
  askedAt: number;
  /** When it was answered; until then, when it was put. 0: the next one is to be put at once. */
  lastAt: number;
  /** A random number from 0 up to 1, drawn with each answer. */
  dice: number;
  /** How many questions in a row brought no answer, since when, and why the last one did not. */
  faults: number;
  faultyFrom: number;
  fault: JobStatusError | undefined;
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

/** Begins to watch a job, or goes on where another watch of it is. */
export function beginWatch(
  request: StatusRequest,
  server: Server,
  isKnown: boolean,
  other?: JobWatch,
): JobWatch {
  return {
    reading: null,
    error: null,
    changedAt: now(),
    startedAt: undefined,
    askedAt: 0,
    lastAt: 0,
    dice: 0,
    faults: 0,
    faultyFrom: 0,
    fault: undefined,
    isAwaiting: false,
    ...other,
    isKnown,
    request,
    server,
    watchers: [],
    question: undefined,
  };
}

/** Lets somebody watch the job, and tells what is known. */
export function addWatcher(watch: JobWatch, watcher: Watcher): void {
  const { error, isAwaiting, reading, watchers } = watch;
  watcher.since ??= now();
  if (!reading?.final) watch.watchers = [...watchers, watcher];
  if (reading) watcher.onReading(reading, error);
  if (error) watcher.onError(error);
  watcher.onAwait?.(isAwaiting);
}

/** Asks again about a job that nobody watched for a while. */
export function revive(watch: JobWatch): void {
  const { error, lastAt, reading, watchers } = watch;
  if (watchers[0] || reading?.final) return;
  // What stood in the way then is no news now.
  if (error?.final || now() - lastAt > unseenPause) {
    Object.assign(watch, { changedAt: now(), error: null, faults: 0, startedAt: undefined });
  }
  if (!watch.faults && !isUnseen(watch)) hurry(watch);
}

/** Lets somebody watch the job no longer. */
export function removeWatcher(watch: JobWatch, watcher: Watcher): void {
  watch.watchers = watch.watchers.filter((other) => other !== watcher);
  review();
}

/** Makes the next question due at once, unless one is out. */
export function hurry(watch: JobWatch): void {
  if (!watch.question) watch.lastAt = 0;
  review();
}

/**
 * When the next question may be put; Infinity for not at all. What holds it longer counts, the
 * strongest first: a `Retry-After`, a back-off after faults, a page that nobody sees, the limit of a
 * server, the interval or the pace.
 */
export function turnAt(watch: JobWatch): number {
  const { isKnown, lastAt, question, server, watchers } = watch;
  if (!watchers[0] || question || server.isFull() || isBlocked(watch)) return Infinity;
  const freeAt = Math.max(server.heldUntil, isKnown ? server.freeAt : 0);
  // With many jobs this is what holds most of them, and it is quickly found out.
  if (freeAt > now()) return freeAt;
  return lastAt + (backAt >= lastAt && !isUnseen(watch) ? shortestPause : usualPause(watch));
}

function usualPause(watch: JobWatch): number {
  const { changedAt, dice, faults, lastAt, reading, watchers } = watch;
  const pace = faults
    ? backOff(faults, dice)
    : adaptivePause(reading?.state, Math.max(lastAt - changedAt, 0), dice);
  const pauses = watchers.map(({ interval }) =>
    Math.max(durationOf(interval) ?? pace, shortestInterval, faults && pace),
  );
  return Math.max(Math.min(...pauses), isUnseen(watch) ? unseenPause : 0);
}

function isBlocked({ error, server }: JobWatch): boolean {
  return error?.code === 'blocked' && server.is('denied');
}

function isCutOff({ server }: JobWatch): boolean {
  return isOffline() && !isLoopback(server.origin);
}

function isUnseen(watch: JobWatch): boolean {
  return isCutOff(watch) || (isHidden() && !watch.watchers.some(({ background }) => background));
}

/** Puts a question. */
export async function ask(watch: JobWatch): Promise<void> {
  const { isKnown, request, server, watchers } = watch;
  const question = new AbortController();
  watch.question = question;
  server.inFlight++;
  watch.askedAt = watch.lastAt = now();
  watch.startedAt ??= watch.askedAt;
  if (isKnown) server.freeAt = watch.askedAt + leastGap;
  watch.isKnown = true;
  let answer;
  try {
    // Through a variable of its own, so that it is called without `this`.
    const fetch = watchers[0]?.fetch ?? platform.fetch;
    const { targetAddressSpace } = server;
    const init = { ...requestInit(request), signal: question.signal, targetAddressSpace };
    const response = await fetch(request.url, init);
    server.permission = undefined;
    const retryAfter = retryAfterOf(response, platform.Date.now());
    server.heldUntil = Math.max(server.heldUntil, now() + retryAfter);
    answer = await answerOf(response, request);
  } catch (cause) {
    answer =
      cause instanceof JobStatusError ? cause : (server.refusal() ?? noAnswer(request, cause));
  }
  if (watch.question === question) conclude(watch, answer);
}

/** Ends the question that is out, with all that may still come of it. */
function close(watch: JobWatch): void {
  if (!watch.question) return;
  watch.question.abort();
  watch.question = undefined;
  watch.server.inFlight--;
  review();
}

/** Takes in what came of a question. */
function conclude(watch: JobWatch, answer: JobReading | JobStatusError): void {
  const { askedAt, error, reading, startedAt = 0 } = watch;
  close(watch);
  watch.lastAt = now();
  watch.dice = platform.Math.random();
  if (!(answer instanceof JobStatusError)) {
    take(watch, answer);
  } else if (answer.final || answer.code === 'blocked') {
    fail(watch, answer);
  } else if (answer.code === 'unknown-job') {
    watch.faults = 0;
    if (reading || askedAt - startedAt >= unknownJobGrace) fail(watch, answer, true);
  } else {
    // The browser lets the question through now, so what is wrong is other news.
    if (error?.code === 'blocked') watch.error = null;
    if (!watch.faults++) watch.faultyFrom = watch.lastAt;
    watch.fault = answer;
  }
}

function take(watch: JobWatch, news: JobReading): void {
  const { reading, request, server, watchers } = watch;
  const { message, name, outcome, status } = news;
  if (reading?.final) return;
  if (status !== reading?.status) watch.changedAt = watch.lastAt;
  Object.assign(watch, { reading: news, error: null, faults: 0 });
  tellAwaiting(watch, false);
  for (const watcher of watchers) watcher.onReading(news, null);
  if (!outcome) return;
  if (outcome !== 'succeeded') {
    fail(watch, new JobStatusError(outcome, `Print job ${name}: ${message}`));
  }
  watch.watchers = [];
  close(watch);
  // Those who ask about the job in another way may find it forgotten.
  for (const other of server.watches) if (other.request.url === request.url) take(other, news);
}

function fail(watch: JobWatch, fault: JobStatusError, final = fault.final): void {
  const { reading, watchers } = watch;
  watch.error = Object.assign(fault, { final, reading });
  tellAwaiting(watch, false);
  for (const watcher of watchers) watcher.onError(fault);
  if (final) watch.watchers = [];
}

function tellAwaiting(watch: JobWatch, isAwaiting: boolean): void {
  if (isAwaiting === watch.isAwaiting) return;
  watch.isAwaiting = isAwaiting;
  for (const watcher of watch.watchers) watcher.onAwait?.(isAwaiting);
}

/** Does what is due by the time. */
export function reviewWatch(watch: JobWatch, isTime: IsTime): void {
  const { changedAt, error, fault, faults, lastAt, request, server } = watch;
  if (!watch.watchers[0]) {
    close(watch);
    return;
  }
  const isUndecided = server.is('prompt');
  const limit = isUndecided ? decisionLimit : answerLimit;
  if (watch.question && isTime(Math.max(lastAt, wokeAt) + limit)) {
    // An app's own fetch may not heed the signal, so that is not waited for.
    conclude(watch, noAnswer(request));
  }
  if (fault && faults >= leastFaults && !error && isTime(watch.faultyFrom + leastOutage)) {
    fail(watch, fault);
  }
  const isOut = isUndecided && server.inFlight > 0 && !faults;
  tellAwaiting(watch, isOut && isTime(Math.max(lastAt, changedAt, wokeAt) + leastDecision));
  for (const watcher of watch.watchers) giveUpInTime(watch, watcher, isTime);
}

/** Lets a watcher go whose time is over. */
function giveUpInTime(watch: JobWatch, watcher: Watcher, isTime: IsTime): void {
  const { askedAt, question, reading, startedAt = Infinity } = watch;
  const timeout = durationOf(watcher.timeout) ?? Infinity;
  const endsAt = Math.max(watcher.since ?? 0, startedAt) + timeout;
  if (!isTime(endsAt)) return;
  // The job may have ended during a pause of the page, so it is asked about once more.
  const isPaused = (isUnseen(watch) || backAt >= endsAt) && !isBlocked(watch);
  const isAnswered = !question && askedAt >= endsAt && !isCutOff(watch);
  if (isPaused && !isAnswered) return;
  removeWatcher(watch, watcher);
  const message = `The job has not ended in ${timeout / 1000} s.`;
  watcher.onError(new JobStatusError('timeout', message, { reading }));
}
