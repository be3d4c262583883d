/** What of a page's globals there is in Node and in a worker. */
const world: Partial<typeof globalThis> = globalThis;

/**
 * All that the watching takes from the world around it. Its members are looked up at each use, so
 * that a test can put a clock of its own in their place.
 */
export const platform = {
  /** Milliseconds on a clock that nobody sets. */
  now: (): number => performance.now(),

  /** The present time in milliseconds since 1970; for dates that a service names. */
  date: (): number => Date.now(),

  /** A number from 0 up to 1. */
  random: (): number => Math.random(),

  /** Runs once, after at most the 24.8 days that a timer can hold. */
  setTimeout: (run: () => void, ms: number): unknown => setTimeout(run, Math.min(ms, 2 ** 31 - 1)),

  clearTimeout: (timer: unknown): void => {
    clearTimeout(timer as number | undefined);
  },

  fetch: (url: string, init: RequestInit): Promise<Response> => fetch(url, init),

  /** `document.baseURI`; undefined in Node and in a worker. */
  baseURI: (): string | undefined => world.document?.baseURI,

  /** The page's or the worker's own origin. */
  origin: (): string | undefined => world.origin,

  /** Whether `fetch` can be told where an address is meant to be. */
  knowsAddressSpaces: (): boolean =>
    world.Request !== undefined && 'targetAddressSpace' in world.Request.prototype,

  /** What the browser has decided on a permission; undefined where it has none of that name. */
  queryPermission: async (name: string): Promise<PermissionStatus | undefined> => {
    try {
      // TypeScript's library does not know the names.
      return await world.navigator?.permissions.query({ name: name as PermissionName });
    } catch {
      return undefined;
    }
  },

  /** Whether the page, or the frame, may ask for a permission at all; true where none can tell. */
  allowsFeature: (name: string): boolean =>
    world.self === world.top ||
    (world.document as Chromium | undefined)?.featurePolicy?.allowsFeature(name) !== false,

  /** Whether the page is in a tab that nobody sees. There are no pages in Node and in a worker. */
  isHidden: (): boolean => world.document?.visibilityState === 'hidden',

  isOnline: (): boolean => !world.document || world.navigator?.onLine !== false,

  /** Whether the page may not ask at all: it is frozen, kept for going back, or rendered ahead. */
  isAway: (): boolean => isAway || (world.document as Chromium | undefined)?.prerendering === true,

  /** Calls `listener` whenever one of the three above may have changed; returns what ends that. */
  onPageChange: (listener: () => void): (() => void) => {
    const listening = new AbortController();
    isAway = false;
    for (const type of pageEvents) {
      const onEvent = (): void => {
        isAway = /freeze|hide/.test(type) || (isAway && !/resume|show/.test(type));
        listener();
      };
      // Captured, for some of them are fired at the document and do not bubble.
      world.addEventListener?.(type, onEvent, { capture: true, signal: listening.signal });
    }
    return () => {
      listening.abort();
    };
  },
};

/** What a document has in Chromium, and not in TypeScript's library. */
interface Chromium {
  readonly prerendering?: boolean;
  readonly featurePolicy?: { allowsFeature(name: string): boolean };
}

let isAway = false;

const pageEvents = [
  'visibilitychange',
  'online',
  'offline',
  'freeze',
  'resume',
  'pagehide',
  'pageshow',
  'prerenderingchange',
];
