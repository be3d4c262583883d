import type { ReactiveControllerHost } from 'lit';
import { now } from '../polling/clock.js';
import { platform } from '../polling/platform.js';

/** Requests an update of an element at a given time. */
export class UpdateTimer {
  readonly #host: ReactiveControllerHost;
  #timer: unknown;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  /** Sets the time of the next update. */
  set(time: number): void {
    this.clear();
    this.#timer = platform().setTimeout(
      () => {
        this.#host.requestUpdate();
      },
      Math.ceil(time - now()),
    );
  }

  clear(): void {
    platform().clearTimeout(this.#timer);
  }
}
