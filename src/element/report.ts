/** Reports an exception as uncaught, without throwing. */
export function report(error: unknown): void {
  // Missing in some test environments.
  if ('reportError' in globalThis) reportError(error);
  else console.error(error);
}

/** Calls each function. An exception in one doesn't stop the others. */
export function callEach(callbacks: Iterable<() => void>): void {
  for (const callback of callbacks) {
    try {
      callback();
    } catch (error) {
      report(error);
    }
  }
}
