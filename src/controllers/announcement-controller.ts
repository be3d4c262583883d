import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ElementState } from '../element/states.js';
import { now } from '../watching/clock.js';
import { UpdateTimer } from './update-timer.js';

/** Milliseconds between two announcements of an element. */
const minGap = 500;

/** Milliseconds until the live region is empty again, so that nobody finds the words twice. */
const clearAfter = 5_000;

/** States that are never announced. */
const silentStates: ReadonlySet<ElementState> = new Set(['idle', 'connecting']);

/** The number of jobs whose announced state is remembered. */
const maxAnnouncedJobs = 1_000;

/** The last state of each job that this page has announced. The job announced last comes last. */
const announcedStates = new Map<string, ElementState>();

/** What an element has to announce. */
export interface News {
  /** Identifies the job; empty for none. */
  readonly job: string;
  readonly state: ElementState;
  /** Whether the page knew this state before the element asked for it. */
  readonly isRemembered: boolean;
  /** Whether the author wants announcements. */
  readonly isWanted: boolean;
  /** The words to announce. */
  readonly text: string;
}

/**
 * Announces each change of an element's state once: the first change immediately, later ones at most
 * every half second, the last one wins. Silent is what an element shows first if its job was in the
 * page before the `load` event, and a state that the page has announced for the same job.
 */
export class AnnouncementController implements ReactiveController {
  /** The text for the live region. */
  text = '';

  readonly #host: ReactiveControllerHost & Element;
  readonly #news: () => News;
  readonly #timer: UpdateTimer;
  #job = '';
  /** The last state that was handled, announced or not; undefined before the job's first. */
  #state: ElementState | undefined;
  #isInitial = false;
  #isPending = false;
  #announcedAt = -Infinity;

  /**
   * @param news - Returns what the element shows now
   */
  constructor(host: ReactiveControllerHost & Element, news: () => News) {
    this.#host = host;
    this.#news = news;
    this.#timer = new UpdateTimer(host);
    host.addController(this);
  }

  hostConnected(): void {
    this.#startJob(this.#news());
    this.#schedule();
  }

  hostUpdate(): void {
    const news = this.#news();
    this.#startJob(news);
    if (now() >= this.#clearAt) this.text = '';
    this.#isPending = news.state !== this.#state;
    if (this.#isPending && now() >= this.#nextAt) this.#handle(news);
  }

  hostUpdated(): void {
    this.#schedule();
  }

  hostDisconnected(): void {
    this.#timer.set(undefined);
  }

  get #nextAt(): number {
    return this.#announcedAt + minGap;
  }

  /** At a full second, so that the browser draws many badges of a page only once. */
  get #clearAt(): number {
    return Math.ceil((this.#announcedAt + clearAfter) / 1000) * 1000;
  }

  #startJob({ job }: News): void {
    if (job === this.#job) return;
    this.#job = job;
    this.#state = undefined;
    this.#isInitial = this.#host.ownerDocument.readyState !== 'complete';
    this.text = '';
  }

  #handle({ job, state, isRemembered, isWanted, text }: News): void {
    const before = this.#state;
    this.#state = state;
    this.#isPending = false;
    this.text = '';
    if (!isWanted) return;
    if (silentStates.has(state)) {
      // What follows is news again, for example the same error after a new try.
      if (before && !silentStates.has(before)) announcedStates.delete(job);
      return;
    }
    if (!this.#isInitial && !isRemembered && announcedStates.get(job) !== state) {
      this.text = text;
      this.#announcedAt = now();
    }
    this.#isInitial = false;
    rememberAnnounced(job, state);
  }

  #schedule(): void {
    const time = this.#isPending ? this.#nextAt : this.text ? this.#clearAt : undefined;
    this.#timer.set(this.#host.isConnected ? time : undefined);
  }
}

function rememberAnnounced(job: string, state: ElementState): void {
  announcedStates.delete(job);
  announcedStates.set(job, state);
  const [oldest] = announcedStates.keys();
  if (announcedStates.size > maxAnnouncedJobs && oldest !== undefined) {
    announcedStates.delete(oldest);
  }
}
