import type { JobReading } from '../protocol/reading.js';
import { sameRequest, type StatusRequest } from '../protocol/status-request.js';
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
  #watch: JobWatch | undefined;

  constructor(request: StatusRequest, fetch: Fetch | undefined, watcher: Watcher) {
    this.#watcher = watcher;
    const final = finals.get(request.url);
    if (final) {
      watcher.onReading(final);
    } else {
      this.#watch = watchOf(request, fetch);
      this.#watch.add(watcher);
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
    const left = this.#watch;
    if (!left || left.isOver || left.fetch === fetch) return;
    this.#watch = watchOf(left.request, fetch, left);
    this.#watch.add(this.#watcher);
    left.remove(this.#watcher);
  }

  /** Lets the watch go, which ends when nobody else holds it. */
  leave(): void {
    this.#watch?.remove(this.#watcher);
    this.#watch = undefined;
  }
}

/** The watch of a job that there is, or a new one, which goes on where another is. */
function watchOf(request: StatusRequest, fetch: Fetch | undefined, from?: JobWatch): JobWatch {
  for (const watch of watches) {
    if (sameRequest(watch.request, request) && watch.fetch === fetch) return watch;
  }
  const watch = new JobWatch(request, fetch, onChange, from);
  watches.add(watch);
  queueOf(watch).add(watch);
  if (!stopListening) wasHeld = isHeld();
  stopListening ??= platform.onPageChange(onPageChange);
  return watch;
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

function queueOf({ request }: JobWatch): ServerQueue {
  const { origin } = new URL(request.url);
  const queue = queues.get(origin) ?? new ServerQueue(origin);
  queues.set(origin, queue);
  return queue;
}

function remember(url: string, reading: JobReading): void {
  finals.set(url, reading);
  if (finals.size > mostFinals) {
    for (const oldest of finals.keys()) {
      finals.delete(oldest);
      break;
    }
  }
}
