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
  origin: (): string | undefined => world.location?.origin,

  isHidden: (): boolean => world.document?.visibilityState === 'hidden',

  isOnline: (): boolean => world.navigator?.onLine !== false,

  /** Calls `listener` whenever the two above may have changed; returns what ends that. */
  onPageChange: (listener: () => void): (() => void) => {
    const listening = new AbortController();
    const { signal } = listening;
    world.document?.addEventListener('visibilitychange', listener, { signal });
    world.addEventListener?.('online', listener, { signal });
    world.addEventListener?.('offline', listener, { signal });
    return () => {
      listening.abort();
    };
  },
};
