import type { Platform, PlatformDocument } from '../../src/polling/platform.js';

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

/** Of these global APIs, Node lacks the one and browsers lack the other. */
const { document, setImmediate } = globalThis as {
  readonly document?: Document;
  readonly setImmediate?: (run: () => void) => unknown;
};

/** A permission whose state a test sets. */
export class FakePermission extends EventTarget implements PermissionStatus {
  readonly name = '';
  readonly onchange = null;
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

// The state of polling outlives a test. So time must not go back, and no two timers may have the same
// id, because one that was set in a test may be cleared in the next.
const epoch = 1_800_000_000_000;
let start = epoch;
let lastTimer = 0;

/** What polling reads of a document. Its properties are defined by its class, as those of documents. */
class DrivenDocument implements PlatformDocument {
  readonly #clock: DrivenClock;

  constructor(clock: DrivenClock) {
    this.#clock = clock;
  }

  get baseURI(): string {
    return this.#clock.baseURI;
  }

  get visibilityState(): DocumentVisibilityState {
    return this.#clock.isHidden ? 'hidden' : 'visible';
  }

  get prerendering(): boolean {
    return this.#clock.isPrerendered;
  }

  get featurePolicy(): { allowsFeature(): boolean } {
    return { allowsFeature: () => this.#clock.allowsFeature };
  }
}

/** A platform whose clock stands still until a test lets time pass, and whose page a test controls. */
export class DrivenClock {
  /** The next random number from 0 up to 1, or what returns it. */
  random: number | (() => number) = 0;
  isHidden = false;
  isOnline = true;
  isPrerendered = false;
  origin = 'https://page.example';
  baseURI = document?.baseURI ?? 'https://page.example/';
  supportsAddressSpaces = false;

  /** Whether the page has replaced the browser's `Request`. */
  hasOwnRequest = false;
  allowsFeature = true;

  /** Whether `performance.now()` continues while the computer sleeps, which depends on the system. */
  ticksInSleep = false;

  /** The page's `performance`. */
  performance: NonNullable<Platform['performance']> = {
    now: () => this.#now - epoch + this.#tickedInSleep,
  };

  /** The permissions that the browser supports, by name. */
  readonly permissions = new Map<string, FakePermission>();

  /** The page's `AbortController`. */
  AbortController: Platform['AbortController'] = AbortController;

  /** The page's `navigator.permissions.query()`. */
  query = ({ name }: { name: string }): Promise<PermissionStatus> => {
    const permission = this.permissions.get(name);
    return permission ? Promise.resolve(permission) : Promise.reject(new TypeError());
  };

  /** Responds to requests. By default, it never does. */
  fetch: Platform['fetch'] = () => new Promise(() => undefined);

  readonly #replace: (platform: Platform) => void;
  readonly #start = (start += 1_000_000_000);
  #now = this.#start;
  #slept = 0;
  #tickedInSleep = 0;
  readonly #timers = new Map<unknown, Timer>();
  readonly #page = new EventTarget();
  readonly #document = new DrivenDocument(this);

  /** @param replacePlatform - That of the polling module to drive */
  constructor(replacePlatform: (platform: Platform) => void) {
    this.#replace = replacePlatform;
    replacePlatform(createPlatform(this, this.#page, this.#document));
  }

  /** Milliseconds since the clock was created. */
  get now(): number {
    return this.#now - this.#start;
  }

  /** The date, which continues while the computer sleeps. */
  get date(): number {
    return this.#now + this.#slept;
  }

  /** The number of active timers. None must be left when no job is polled. */
  get timers(): number {
    return this.#timers.size;
  }

  /** Calls a function after a number of milliseconds. Returns the timer, which can be cancelled. */
  after(ms: number, run: () => void): number {
    this.#timers.set(++lastTimer, { at: this.#now + Math.max(ms, 0), run });
    return lastTimer;
  }

  cancel(timer: unknown): void {
    this.#timers.delete(timer);
  }

  /** Lets a number of milliseconds pass, and runs each timer when it is due. */
  async pass(ms: number): Promise<void> {
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

  #isDue(time: number): boolean {
    return this.#next !== undefined && this.#next[1].at <= time;
  }

  get #next(): [unknown, Timer] | undefined {
    let next: [unknown, Timer] | undefined;
    for (const timer of this.#timers) if (!next || timer[1].at < next[1].at) next = timer;
    return next;
  }

  /**
   * Lets the computer sleep for a number of milliseconds, or freezes the page: the date continues, the
   * timers stop.
   */
  sleep(ms: number): void {
    this.#slept += ms;
    if (this.ticksInSleep) this.#tickedInSleep += ms;
  }

  /** Changes the page, and fires the events for that. */
  async change(
    page: Partial<Pick<DrivenClock, 'isHidden' | 'isOnline' | 'isPrerendered'>>,
  ): Promise<void> {
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
  async end(): Promise<void> {
    await this.pass(0);
    this.#replace(globalThis);
    if (this.#timers.size > 0) throw new Error('A timer is left.');
  }
}

/** The platform of a clock. Its getters let a test change the clock at any time. */
function createPlatform(clock: DrivenClock, page: EventTarget, document: DrivenDocument): Platform {
  return {
    get AbortController() {
      return clock.AbortController;
    },
    get performance() {
      return clock.performance;
    },
    Date: { now: () => clock.date },
    Math: { random: () => (typeof clock.random === 'number' ? clock.random : clock.random()) },
    setTimeout: (run, ms) => clock.after(ms, run),
    clearTimeout: (timer) => clock.cancel(timer),
    fetch: (url, init) => clock.fetch(url, init),
    addEventListener: (type, listener, isCapturing) => {
      // Some events are fired at the document, and do not bubble.
      if (isCapturing) page.addEventListener(type, listener);
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
    document,
    navigator: {
      get onLine() {
        return clock.isOnline;
      },
      permissions: {
        query: (permission) => clock.query(permission),
      },
    },
  };
}

/** Waits for promise callbacks to run, in microtasks alone, because tasks are slow in WebKit. */
async function drained(): Promise<void> {
  // In Node, microtasks are slow while tests run.
  if (setImmediate) return settled();
  for (let round = 0; round < 100; round++) await Promise.resolve();
}

/** Waits for a task, and so until all pending microtasks have run. */
export function settled(): Promise<void> {
  return new Promise((resolve) => {
    if (setImmediate) {
      setImmediate(resolve);
      return;
    }
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
