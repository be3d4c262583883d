/**
 * @typedef {typeof import('../../src/watching/platform.js').platform} Platform
 * @typedef {{ at: number, run: () => void }} Timer
 */

/** A permission that a test decides on. */
export class FakePermission extends EventTarget {
  /** @param {PermissionState} state */
  constructor(state) {
    super();
    this.state = state;
  }

  /** @param {PermissionState} state */
  async decide(state) {
    this.state = state;
    this.dispatchEvent(new Event('change'));
    await settled();
  }
}

// The watching outlives a test, so time never goes back, and a timer armed in one test may be
// disarmed in the next.
let start = 0;
let lastTimer = 0;

/** A clock that stands still until it is moved, and a page to order, in place of a platform's. */
export class DrivenClock {
  random = 0;
  isHidden = false;
  isOnline = true;
  isAway = false;
  origin = 'https://page.example';
  knowsAddressSpaces = false;
  allowsFeature = true;

  /** What the browser has decided on the permissions that it has. @type {Map<string, FakePermission>} */
  permissions = new Map();

  /** Answers the questions; the default never does. @type {Platform['fetch']} */
  fetch = () => new Promise(() => undefined);

  #platform;
  #original;
  #date = 1_800_000_000_000;
  #slept = 0;
  #start = (start += 1_000_000_000);
  #now = this.#start;
  /** @type {Map<number, Timer>} */
  #timers = new Map();
  /** @type {Set<() => void>} */
  #pageListeners = new Set();

  /** @param {Platform} platform the module's own, the members of which are replaced */
  constructor(platform) {
    this.#platform = platform;
    this.#original = { ...platform };
    /** @type {Platform} */
    const driven = {
      now: () => this.#now,
      date: () => this.#date + this.#now + this.#slept,
      random: () => this.random,
      setTimeout: (run, ms) => this.after(ms, run),
      clearTimeout: (timer) => this.cancel(/** @type {number} */ (timer)),
      fetch: (url, init) => this.fetch(url, init),
      baseURI: this.#original.baseURI,
      origin: () => this.origin,
      knowsAddressSpaces: () => this.knowsAddressSpaces,
      allowsFeature: () => this.allowsFeature,
      queryPermission: (name) => {
        const permission = this.permissions.get(name);
        return Promise.resolve(/** @type {PermissionStatus | undefined} */ (permission));
      },
      isHidden: () => this.isHidden,
      isOnline: () => this.isOnline,
      isAway: () => this.isAway,
      onPageChange: (listener) => {
        this.#pageListeners.add(listener);
        return () => this.#pageListeners.delete(listener);
      },
    };
    Object.assign(platform, driven);
  }

  /** Milliseconds since the clock began. */
  get now() {
    return this.#now - this.#start;
  }

  /** How many timers are armed: none must be left when nothing is watched. */
  get timers() {
    return this.#timers.size;
  }

  /** How many listen for changes of the page. */
  get pageListeners() {
    return this.#pageListeners.size;
  }

  /**
   * Runs something when so much time has passed.
   *
   * @param {number} ms
   * @param {() => void} run
   */
  after(ms, run) {
    this.#timers.set(++lastTimer, { at: this.#now + Math.max(ms, 0), run });
    return lastTimer;
  }

  /** @param {number} timer */
  cancel(timer) {
    this.#timers.delete(timer);
  }

  /**
   * Lets time pass, running each timer at its time.
   *
   * @param {number} ms
   */
  async pass(ms) {
    const end = this.#now + ms;
    for (;;) {
      await settled();
      const next = this.#next;
      if (!next || next[1].at > end) break;
      const [id, { at, run }] = next;
      this.#timers.delete(id);
      this.#now = Math.max(this.#now, at);
      run();
    }
    this.#now = end;
  }

  get #next() {
    /** @type {[number, Timer] | undefined} */
    let next;
    for (const timer of this.#timers) if (!next || timer[1].at < next[1].at) next = timer;
    return next;
  }

  /**
   * Lets the computer sleep: the date goes on, the clock and its timers do not.
   *
   * @param {number} ms
   */
  sleep(ms) {
    this.#slept += ms;
  }

  /**
   * Tells the watching that the page's visibility or connectivity has changed.
   *
   * @param {Partial<Pick<DrivenClock, 'isHidden' | 'isOnline' | 'isAway'>>} page
   */
  async change(page) {
    Object.assign(this, page);
    for (const listener of [...this.#pageListeners]) listener();
    await settled();
  }

  /** Puts the platform back, once nothing is watched any more; throws if anything is left armed. */
  async end() {
    await this.pass(0);
    Object.assign(this.#platform, this.#original);
    if (this.#timers.size > 0) throw new Error('A timer is left.');
    if (this.#pageListeners.size > 0) throw new Error('A listener is left.');
  }
}

/** Resolves when all promises that can be resolved by now have been. */
export function settled() {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve(undefined);
    };
    port2.postMessage(null);
  });
}
