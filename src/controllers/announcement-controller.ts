import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { isLoaded } from '../element/document-state.js';
import type { ElementState } from '../element/states.js';
import { now } from '../polling/clock.js';
import { UpdateTimer } from './update-timer.js';

/** Milliseconds between two announcements about a job. */
const minGap = 500;

/**
 * Milliseconds before the live region is cleared, because users who browse the page would read the
 * state twice.
 */
const clearAfter = 5_000;

/** The number of jobs whose announcements are remembered. */
const maxJobs = 10_000;

/** States that are never announced. */
const silentStates: ReadonlySet<ElementState> = new Set(['idle', 'connecting']);

/** States that are announced together with their message. */
const explainedStates: ReadonlySet<ElementState> = new Set(['paused', 'failed', 'abandoned']);

/** What an element shows, and whether it announces it. */
export interface AnnouncementSource {
  /** The author's token; empty for none. */
  readonly token: string;
  /** Identifies the job that the element follows; empty for none. */
  readonly jobId: string;
  readonly state: ElementState;
  /** Whether the job had ended before the element began to follow it, as another one has seen. */
  readonly isRemembered: boolean;
  readonly isEnabled: boolean;
  readonly label: string;
  readonly words: string;
  readonly message: string;
}

interface Announcement {
  readonly state: ElementState;
  readonly at: number;
}

/** What this page has announced last about each job. The job announced last comes last. */
const announcements = new Map<string, Announcement>();

/**
 * Announces each state once: the first change immediately, later ones at most every 500 ms, the last
 * one wins. Doesn't announce the first state of a job that was in the page before its `load` event,
 * the end of a job that the page knew before, or what the page has already announced for the job.
 */
export class AnnouncementController implements ReactiveController {
  /** The text for the live region. */
  text = '';

  readonly #host: ReactiveControllerHost & Element;
  readonly #source: () => AnnouncementSource;
  readonly #timer: UpdateTimer;
  #jobId = '';
  /** The last state that was handled, announced or not; undefined before the job's first. */
  #state: ElementState | undefined;
  /** Whether the job was in the page before its `load` event, and has not shown anything. */
  #isInitial = false;
  #isPending = false;
  #notBefore = -Infinity;
  #clearAt = -Infinity;

  /**
   * @param source - Returns what the element shows now
   */
  constructor(host: ReactiveControllerHost & Element, source: () => AnnouncementSource) {
    this.#host = host;
    this.#source = source;
    this.#timer = new UpdateTimer(host);
    host.addController(this);
  }

  hostConnected(): void {
    this.#noteInitialJob(this.#source());
    this.#schedule();
  }

  hostUpdate(): void {
    const source = this.#source();
    if (source.jobId !== this.#jobId) this.#changeJob(source.jobId);
    this.#noteInitialJob(source);
    if (now() >= this.#clearAt) this.text = '';
    this.#isPending = source.state !== this.#state;
    if (this.#isPending && now() >= this.#nextAt) this.#handle(source);
  }

  hostUpdated(): void {
    this.#schedule();
  }

  hostDisconnected(): void {
    this.#timer.clear();
  }

  get #nextAt(): number {
    return Math.max((announcements.get(this.#jobId)?.at ?? -Infinity) + minGap, this.#notBefore);
  }

  #changeJob(jobId: string): void {
    if (this.#jobId) this.#isInitial = false;
    this.#jobId = jobId;
    this.#state = undefined;
    this.text = '';
    // A row that is rendered again may show the last status before it shows that the job is lost.
    this.#notBefore = announcements.has(jobId) ? now() + minGap : -Infinity;
  }

  #noteInitialJob({ token }: AnnouncementSource): void {
    if (token && this.#state === undefined && !isLoaded(this.#host.ownerDocument)) {
      this.#isInitial = true;
    }
  }

  #handle(source: AnnouncementSource): void {
    const { isEnabled, state } = source;
    const previous = this.#state;
    this.#state = state;
    this.#isPending = false;
    this.text = '';
    if (!isEnabled) return;
    if (silentStates.has(state)) {
      // Allows the next state to be announced again, for example the same error after `refresh()`.
      if (previous && !silentStates.has(previous)) announcements.delete(this.#jobId);
      return;
    }
    const last = announcements.get(this.#jobId);
    const isKnown = last ? last.state === state : source.isRemembered;
    const isAnnounced = !isKnown && !this.#isInitial;
    if (isAnnounced) this.#announce(source);
    remember(this.#jobId, { state, at: isAnnounced ? now() : (last?.at ?? -Infinity) });
    this.#isInitial = false;
  }

  #announce({ label, message, state, words }: AnnouncementSource): void {
    const explanation = explainedStates.has(state) ? message : '';
    this.text = `${label}: ${words} ${explanation}`.trim();
    // At a full second, so that the browser draws many badges of a page only once.
    this.#clearAt = Math.ceil((now() + clearAfter) / 1000) * 1000;
  }

  #schedule(): void {
    if (!this.#host.isConnected) this.#timer.clear();
    else if (this.#isPending) this.#timer.set(this.#nextAt);
    else if (this.text) this.#timer.set(this.#clearAt);
    else this.#timer.clear();
  }
}

function remember(job: string, announcement: Announcement): void {
  announcements.delete(job);
  announcements.set(job, announcement);
  const [oldest] = announcements.keys();
  if (announcements.size > maxJobs && oldest !== undefined) announcements.delete(oldest);
}
