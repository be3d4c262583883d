import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { now } from '../polling/clock.js';
import { UpdateTimer } from './update-timer.js';

/** Milliseconds before "Checking" shows, because most responses come sooner. */
const showAfter = 333;

/** Milliseconds before the words say that there is no response. */
const slowAfter = 10_000;

/** Since when an element has been waiting for the first response about its job. */
export interface Waiting {
  /** When the element began to follow the job. */
  readonly startedAt: number;
  /** When it last began to poll, for example after a pause; undefined while it doesn't. */
  readonly pollingSince: number | undefined;
  /** Whether that shows at once, without the usual delay. */
  readonly showsAtOnce: boolean;
}

/** Delays what an element shows while it waits for the first response about its job. */
export class DelayController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #timer: UpdateTimer;
  readonly #waiting: () => Waiting | undefined;

  /**
   * @param waiting - Returns since when the element has been waiting; undefined while it is not
   */
  constructor(host: ReactiveControllerHost & Element, waiting: () => Waiting | undefined) {
    this.#host = host;
    this.#timer = new UpdateTimer(host);
    this.#waiting = waiting;
    host.addController(this);
  }

  /** Whether the element has been waiting for too short a time to show it. */
  get isTooBriefToShow(): boolean {
    return now() < this.#showAt;
  }

  /** Whether the element has been waiting for a long time. */
  get isSlow(): boolean {
    return now() >= this.#slowAt;
  }

  hostUpdated(): void {
    const next = [this.#showAt, this.#slowAt].find((time) => time > now());
    const isPending = next !== undefined && next < Infinity;
    if (isPending && this.#host.isConnected) this.#timer.set(next);
    else this.#timer.clear();
  }

  hostDisconnected(): void {
    this.#timer.clear();
  }

  get #showAt(): number {
    const waiting = this.#waiting();
    return waiting && !waiting.showsAtOnce ? waiting.startedAt + showAfter : -Infinity;
  }

  get #slowAt(): number {
    return (this.#waiting()?.pollingSince ?? Infinity) + slowAfter;
  }
}
