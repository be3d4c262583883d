import type { JobReading } from '../protocol/reading.js';
import { sameRequest, type StatusRequest } from '../protocol/status-request.js';
import { now } from './clock.js';
import { JobWatch, type Watcher } from './job-watch.js';
import { platform } from './platform.js';
import type { Fetch } from './question.js';
import { ServerQueue } from './server-queue.js';

/** Final readings are remembered, for a service may forget a job once its end was read. */
const mostFinals = 1000;

const finals = new Map<string, JobReading>();
const watches = new Set<JobWatch>();
const queues = new Map<string, ServerQueue>();
let stopListening: (() => void) | undefined;
let wasHeld = false;

/**
 * One watcher's hold on the page's one watch of a job. What is known of the job already is told
 * before the constructor returns; a job whose end is known is not asked about.
 */
export class Watching {
  readonly #watcher: Watcher;
  readonly #joinedAt = now();
  #watch: JobWatch | undefined;

  /** `known` is the last reading that the watcher has seen: with one it goes on, and at once. */
  constructor(
    request: StatusRequest,
    fetch: Fetch | undefined,
    watcher: Watcher,
    known: JobReading | null,
  ) {
    this.#watcher = watcher;
    const final = finals.get(request.url);
    if (final) {
      watcher.onReading(final);
    } else {
      this.#watch = find(request, fetch) ?? begin(request, fetch, known);
      this.#watch.add(watcher, this.#joinedAt, known);
      if (known) this.#watch.hurry();
    }
  }

  /** Whether there is no more to ask. */
  get isOver(): boolean {
    return this.#watch?.isOver ?? true;
  }

  /** Asks at once, within the limits. */
  hurry(): void {
    this.#watch?.hurry();
  }

  /** Heeds what the watcher wishes now. */
  review(): void {
    this.#watch?.review();
  }

  /** Asks with another function from the next question on. */
  useFetch(fetch: Fetch | undefined): void {
    const watch = this.#watch;
    if (!watch || watch.isOver || watch.fetch === fetch) return;
    const { request, reading } = watch;
    const other = find(request, fetch);
    if (!other && watch.isOwn) {
      watch.fetch = fetch;
      return;
    }
    this.#watch = other ?? begin(request, fetch, reading);
    if (!other) this.#watch.goOnFrom(watch);
    this.#watch.add(this.#watcher, this.#joinedAt, reading);
    watch.remove(this.#watcher);
  }

  /** Lets the watch go, which ends when nobody else holds it. */
  leave(): void {
    this.#watch?.remove(this.#watcher);
    this.#watch = undefined;
  }
}

function find(request: StatusRequest, fetch: Fetch | undefined): JobWatch | undefined {
  for (const watch of watches) {
    if (sameRequest(watch.request, request) && watch.fetch === fetch) return watch;
  }
  return undefined;
}

function begin(
  request: StatusRequest,
  fetch: Fetch | undefined,
  known: JobReading | null,
): JobWatch {
  const watch = new JobWatch(request, fetch, known, onChange);
  watches.add(watch);
  queueOf(watch).add(watch);
  if (!stopListening) {
    wasHeld = isHeld();
    stopListening = platform.onPageChange(onPageChange);
  }
  return watch;
}

function onChange(watch: JobWatch): void {
  const queue = queueOf(watch);
  if (!watch.isOver) {
    queue.review();
    return;
  }
  queue.remove(watch);
  watches.delete(watch);
  if (watches.size === 0) {
    stopListening?.();
    stopListening = undefined;
  }
  if (watch.reading?.final) remember(watch.request.url, watch.reading);
}

function isHeld(): boolean {
  return platform.isAway() || platform.isHidden() || !platform.isOnline();
}

function onPageChange(): void {
  const isBack = wasHeld && !isHeld();
  wasHeld = isHeld();
  for (const watch of watches) {
    if (platform.isAway()) watch.interrupt();
    else if (isBack) watch.resume();
    else watch.review();
  }
}

function queueOf({ request }: JobWatch): ServerQueue {
  const { origin } = new URL(request.url);
  const queue = queues.get(origin) ?? new ServerQueue(origin);
  queues.set(origin, queue);
  return queue;
}

function remember(url: string, reading: JobReading): void {
  finals.set(url, reading);
  for (const oldest of finals.keys()) {
    if (finals.size <= mostFinals) break;
    finals.delete(oldest);
  }
  // Those who ask about the job in another way might come too late.
  for (const watch of watches) if (watch.request.url === url) watch.take(reading);
}
