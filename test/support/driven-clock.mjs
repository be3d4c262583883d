/**
 * @typedef {import('../../src/polling/platform.js').Platform} Platform
 * @typedef {{ at: number, run: () => void }} Timer
 */

/** A permission whose state a test sets. */
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

// The state of polling outlives a test. So time must not go back, and no two timers may have the same
// id, because one that was set in a test may be cleared in the next.
const epoch = 1_800_000_000_000;
let start = epoch;
let lastTimer = 0;

/** What polling reads of a document. Its properties are defined by its class, as those of documents. */
class DrivenDocument {
  #clock;

  /** @param {DrivenClock} clock */
  constructor(clock) {
    this.#clock = clock;
  }

  get baseURI() {
    return this.#clock.baseURI;
  }

  /** @returns {DocumentVisibilityState} */
  get visibilityState() {
    return this.#clock.isHidden ? 'hidden' : 'visible';
  }

  get prerendering() {
    return this.#clock.isPrerendered;
  }

  get featurePolicy() {
    return { allowsFeature: () => this.#clock.allowsFeature };
  }
}

/** A platform whose clock stands still until a test lets time pass, and whose page a test controls. */
export class DrivenClock {
  /** The next random number from 0 up to 1, or what returns it. @type {number | (() => number)} */
  random = 0;
  isHidden = false;
  isOnline = true;
  isPrerendered = false;
  origin = 'https://page.example';
  baseURI = globalThis.document?.baseURI ?? 'https://page.example/';
  supportsAddressSpaces = false;

  /** Whether the page has replaced the browser's `Request`. */
  hasOwnRequest = false;
  allowsFeature = true;

  /** Whether `performance.now()` continues while the computer sleeps, which depends on the system. */
  ticksInSleep = false;

  /** The page's `performance`. @type {Platform['performance']} */
  performance = { now: () => this.#now - epoch + this.#tickedInSleep };

  /** The permissions that the browser supports, by name. @type {Map<string, FakePermission>} */
  permissions = new Map();

  /** The page's `AbortController`. @type {Platform['AbortController']} */
  AbortController = AbortController;

  /**
   * The page's `navigator.permissions.query()`.
   *
   * @param {{ name: string }} permission
   * @returns {Promise<PermissionStatus>}
   */
  query = async ({ name }) => {
    const permission = /** @type {unknown} */ (this.permissions.get(name));
    if (!permission) throw new TypeError();
    return /** @type {PermissionStatus} */ (permission);
  };

  /** Responds to requests. By default, it never does. @type {Platform['fetch']} */
  fetch = () => new Promise(() => undefined);

  #replace;
  #start = (start += 1_000_000_000);
  #now = this.#start;
  #slept = 0;
  #tickedInSleep = 0;
  /** @type {Map<number, Timer>} */
  #timers = new Map();
  #page = new EventTarget();
  #document = new DrivenDocument(this);

  /** @param {(platform: Platform) => void} replacePlatform that of the polling module to drive */
  constructor(replacePlatform) {
    this.#replace = replacePlatform;
    replacePlatform(this.#createPlatform());
  }

  /** @returns {Platform} */
  #createPlatform() {
    const clock = this;
    return {
      get AbortController() {
        return clock.AbortController;
      },
      get performance() {
        return clock.performance;
      },
      Date: { now: () => this.date },
      Math: { random: () => (typeof this.random === 'number' ? this.random : this.random()) },
      setTimeout: (run, ms) => this.after(ms, run),
      clearTimeout: (timer) => this.cancel(/** @type {number} */ (timer)),
      fetch: (url, init) => this.fetch(url, init),
      addEventListener: (type, listener, isCapturing) => {
        // Some events are fired at the document, and do not bubble.
        if (isCapturing) this.#page.addEventListener(type, listener);
      },
      location: {
        get origin() {
          return clock.origin;
        },
      },
      Request: {
        get prototype() {
          if (clock.hasOwnRequest) return {};
          return { mode: '', ...(clock.supportsAddressSpaces && { targetAddressSpace: '' }) };
        },
      },
      document: this.#document,
      navigator: {
        get onLine() {
          return clock.isOnline;
        },
        permissions: {
          query: (permission) => this.query(permission),
        },
      },
    };
  }

  /** Milliseconds since the clock was created. */
  get now() {
    return this.#now - this.#start;
  }

  /** The date, which continues while the computer sleeps. */
  get date() {
    return this.#now + this.#slept;
  }

  /** The number of active timers. None must be left when no job is polled. */
  get timers() {
    return this.#timers.size;
  }

  /**
   * Calls a function after a number of milliseconds.
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
   * Lets time pass, and runs each timer when it is due.
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
   * Lets the computer sleep, or freezes the page: the date continues, the timers stop.
   *
   * @param {number} ms
   */
  sleep(ms) {
    this.#slept += ms;
    if (this.ticksInSleep) this.#tickedInSleep += ms;
  }

  /**
   * Changes the page, and fires the events for that.
   *
   * @param {Partial<Pick<DrivenClock, 'isHidden' | 'isOnline' | 'isPrerendered'>>} page
   */
  async change(page) {
    Object.assign(this, page);
    if ('isHidden' in page) {
      const event = new Event('visibilitychange');
      Object.defineProperty(event, 'target', { value: this.#document });
      this.#page.dispatchEvent(event);
    }
    if ('isPrerendered' in page) this.#page.dispatchEvent(new Event('prerenderingchange'));
    if ('isOnline' in page) {
      this.#page.dispatchEvent(new Event(page.isOnline ? 'online' : 'offline'));
    }
    await settled();
  }

  /**
   * Restores the real platform when polling has ended.
   *
   * @throws {Error} If a timer is left.
   */
  async end() {
    await this.pass(0);
    this.#replace(/** @type {Platform} */ (/** @type {unknown} */ (globalThis)));
    if (this.#timers.size > 0) throw new Error('A timer is left.');
  }
}

/** Waits for promise callbacks to run, in microtasks alone, because tasks are slow in WebKit. */
async function drained() {
  // In Node, microtasks are slow while tests run.
  if ('setImmediate' in globalThis) return settled();
  for (let round = 0; round < 100; round++) await null;
}

/** Waits for a task, and so until all pending microtasks have run. */
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
