/**
 * @typedef {import('../../src/watching/platform.js').Platform} Platform
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
let start = 1_800_000_000_000;
let lastTimer = 0;

/** A world whose clock stands still until it is moved, with a page to order. */
export class DrivenClock {
  /** The next number from 0 up to 1, or what draws it. @type {number | (() => number)} */
  random = 0;
  isHidden = false;
  isOnline = true;
  isPrerendered = false;
  origin = 'https://page.example';
  knowsAddressSpaces = false;
  allowsFeature = true;

  /** What the browser has decided on the permissions that it has. @type {Map<string, FakePermission>} */
  permissions = new Map();

  /** Answers the questions; the default never does. @type {Platform['fetch']} */
  fetch = () => new Promise(() => undefined);

  #replace;
  #start = (start += 1_000_000_000);
  #now = this.#start;
  #slept = 0;
  /** @type {Map<number, Timer>} */
  #timers = new Map();
  #page = new EventTarget();

  /** @param {(platform: Platform) => void} replacePlatform the module's own */
  constructor(replacePlatform) {
    this.#replace = replacePlatform;
    replacePlatform(this.#world());
  }

  /** @returns {Platform} */
  #world() {
    const clock = this;
    return {
      Date: { now: () => this.date },
      Math: { random: () => (typeof this.random === 'number' ? this.random : this.random()) },
      setTimeout: (run, ms) => this.after(ms, run),
      clearTimeout: (timer) => this.cancel(/** @type {number} */ (timer)),
      fetch: (url, init) => this.fetch(url, init),
      addEventListener: (type, listener, isCapturing) => {
        // Some are fired at the document, and do not bubble.
        if (isCapturing) this.#page.addEventListener(type, listener);
      },
      location: {
        get origin() {
          return clock.origin;
        },
      },
      Request: {
        get prototype() {
          return clock.knowsAddressSpaces ? { targetAddressSpace: '' } : {};
        },
      },
      document: {
        baseURI: globalThis.document?.baseURI ?? 'https://page.example/',
        get visibilityState() {
          return clock.isHidden ? 'hidden' : 'visible';
        },
        get prerendering() {
          return clock.isPrerendered;
        },
        featurePolicy: { allowsFeature: () => clock.allowsFeature },
      },
      navigator: {
        get onLine() {
          return clock.isOnline;
        },
        permissions: {
          query: ({ name }) => {
            const permission = /** @type {unknown} */ (clock.permissions.get(name));
            return permission
              ? Promise.resolve(/** @type {PermissionStatus} */ (permission))
              : Promise.reject(new TypeError());
          },
        },
      },
    };
  }

  /** Milliseconds since the clock began. */
  get now() {
    return this.#now - this.#start;
  }

  /** The date, which goes on while the computer sleeps. */
  get date() {
    return this.#now + this.#slept;
  }

  /** How many timers are armed: none must be left when nothing is watched. */
  get timers() {
    return this.#timers.size;
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
      await drained();
      if (!this.#isDue(end)) await settled();
      const next = this.#next;
      if (!next || !this.#isDue(end)) break;
      const [id, { at, run }] = next;
      this.#timers.delete(id);
      this.#now = Math.max(this.#now, at);
      run();
    }
    this.#now = end;
  }

  /** @param {number} time */
  #isDue(time) {
    return this.#next !== undefined && this.#next[1].at <= time;
  }

  get #next() {
    /** @type {[number, Timer] | undefined} */
    let next;
    for (const timer of this.#timers) if (!next || timer[1].at < next[1].at) next = timer;
    return next;
  }

  /**
   * Lets the computer sleep, or the page be frozen: the date goes on, the timers do not.
   *
   * @param {number} ms
   */
  sleep(ms) {
    this.#slept += ms;
  }

  /**
   * Changes the page, and lets it tell.
   *
   * @param {Partial<Pick<DrivenClock, 'isHidden' | 'isOnline' | 'isPrerendered'>>} page
   */
  async change(page) {
    Object.assign(this, page);
    if ('isHidden' in page) this.#page.dispatchEvent(new Event('visibilitychange'));
    if ('isPrerendered' in page) this.#page.dispatchEvent(new Event('prerenderingchange'));
    if ('isOnline' in page) {
      this.#page.dispatchEvent(new Event(page.isOnline ? 'online' : 'offline'));
    }
    await settled();
  }

  /** Puts the platform back, once nothing is watched any more; throws if a timer is left. */
  async end() {
    await this.pass(0);
    this.#replace(/** @type {Platform} */ (/** @type {unknown} */ (globalThis)));
    if (this.#timers.size > 0) throw new Error('A timer is left.');
  }
}

/** Resolves when what hangs on a promise has long been run; a task for each takes too long in WebKit. */
async function drained() {
  // In Node it is the promises that take long, while tests are run.
  if ('setImmediate' in globalThis) return settled();
  for (let turn = 0; turn < 100; turn++) await null;
}

/** Resolves when all promises that can be resolved by now have been. */
export function settled() {
  return new Promise((resolve) => {
    if ('setImmediate' in globalThis) {
      setImmediate(resolve);
      return;
    }
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve(undefined);
    };
    port2.postMessage(null);
  });
}
