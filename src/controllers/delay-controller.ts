import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { now } from '../watching/clock.js';
import { UpdateTimer } from './update-timer.js';

/** Milliseconds until waiting for the first response shows, so that most pages never see it. */
const showAfter = 333;

/** Milliseconds until the words say that there is no response. */
const slowAfter = 10_000;

/** Delays what an element shows while it waits for the first response about its job. */
export class DelayController implements ReactiveController {
  readonly #timer: UpdateTimer;
  readonly #waitingSince: () => number | undefined;

  /**
   * @param waitingSince - Returns when the element began to wait; undefined while it is not waiting
   */
  constructor(host: ReactiveControllerHost, waitingSince: () => number | undefined) {
    this.#timer = new UpdateTimer(host);
    this.#waitingSince = waitingSince;
    host.addController(this);
  }

  /** Whether the element has been waiting for too short a time to show it. */
  get isBrief(): boolean {
    return now() < (this.#waitingSince() ?? -Infinity) + showAfter;
  }

  /** Whether the element has been waiting for a long time. */
  get isLong(): boolean {
    return now() >= (this.#waitingSince() ?? Infinity) + slowAfter;
  }

  hostUpdated(): void {
    const since = this.#waitingSince();
    if (since === undefined || this.isLong) this.#timer.set(undefined);
    else this.#timer.set(since + (this.isBrief ? showAfter : slowAfter));
  }

  hostDisconnected(): void {
    this.#timer.set(undefined);
  }
}
