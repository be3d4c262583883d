import { platform } from '../../src/watching/platform.js';

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

/** A permission that a test decides on. */
export class FakePermission extends EventTarget {
  state: PermissionState;

  constructor(state: PermissionState) {
    super();
    this.state = state;
  }

  async decide(state: PermissionState): Promise<void> {
    this.state = state;
    this.dispatchEvent(new Event('change'));
    await settled();
  }
}

/** The watching outlives a test, so time never goes back. */
let start = 0;

/** What the watching has armed in one test it may disarm in the next. */
let lastTimer = 0;

/** A clock that stands still until a test moves it, in place of the platform's. */
export class DrivenClock {
  random = 0;
  isHidden = false;
  isOnline = true;
  isAway = false;

  origin = 'https://page.example';
  knowsAddressSpaces = false;
  allowsFeature = true;

  /** What the browser has decided on the permissions that it has. */
  readonly permissions = new Map<string, FakePermission>();

  /** Answers the questions; the default never does. */
  fetch: typeof platform.fetch = () => new Promise(() => undefined);

  readonly #original = { ...platform };
  readonly #date = 1_800_000_000_000;
  readonly #timers = new Map<number, Timer>();
  readonly #pageListeners = new Set<() => void>();
  readonly #start = (start += 1_000_000_000);
  #now = this.#start;
  #slept = 0;

  constructor() {
    Object.assign(platform, {
      now: () => this.#now,
      date: () => this.#date + this.#now + this.#slept,
      random: () => this.random,
      setTimeout: (run: () => void, ms: number) => this.after(ms, run),
      clearTimeout: (timer: unknown) => {
        this.cancel(timer as number);
      },
      fetch: (url: string, init: RequestInit) => this.fetch(url, init),
      origin: () => this.origin,
      knowsAddressSpaces: () => this.knowsAddressSpaces,
      allowsFeature: () => this.allowsFeature,
      queryPermission: (name: string) =>
        Promise.resolve(this.permissions.get(name) as PermissionStatus | undefined),
      isHidden: () => this.isHidden,
      isOnline: () => this.isOnline,
      isAway: () => this.isAway,
      onPageChange: (listener: () => void) => {
        this.#pageListeners.add(listener);
        return () => this.#pageListeners.delete(listener);
      },
    } satisfies Partial<typeof platform>);
  }

  /** Milliseconds since the clock began. */
  get now(): number {
    return this.#now - this.#start;
  }

  /** What is armed at present: none must be left when nothing is watched. */
  get timers(): number {
    return this.#timers.size;
  }

  get pageListeners(): number {
    return this.#pageListeners.size;
  }

  /** Runs something when so much time has passed. */
  after(ms: number, run: () => void): number {
    this.#timers.set(++lastTimer, { at: this.#now + Math.max(ms, 0), run });
    return lastTimer;
  }

  cancel(timer: number): void {
    this.#timers.delete(timer);
  }

  /** Lets time pass, running each timer at its time. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      await settled();
      const [id, next] = [...this.#timers].sort(([, a], [, b]) => a.at - b.at)[0] ?? [];
      if (id === undefined || !next || next.at > end) break;
      this.#timers.delete(id);
      this.#now = Math.max(this.#now, next.at);
      next.run();
    }
    this.#now = end;
  }

  /** Lets the computer sleep: the date goes on, the clock and its timers do not. */
  sleep(ms: number): void {
    this.#slept += ms;
  }

  /** Tells the watching that the page's visibility or connectivity has changed. */
  async change(
    page: Partial<Pick<DrivenClock, 'isHidden' | 'isOnline' | 'isAway'>>,
  ): Promise<void> {
    Object.assign(this, page);
    for (const listener of [...this.#pageListeners]) listener();
    await settled();
  }

  /** Puts the platform back. */
  restore(): void {
    Object.assign(platform, this.#original);
  }
}

/** Resolves when all promises that can be resolved by now have been. */
export function settled(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
