/** Reports an exception as uncaught, without throwing. */
export function reportException(error: unknown): void {
  try {
    reportError(error);
  } catch {
    // Missing in Node and in some test environments, or overwritten by the page.
    console.error(error);
  }
}

/** Calls a function. An exception is reported, not thrown. */
export function callSafely(callback: () => void): void {
  try {
    callback();
  } catch (error) {
    reportException(error);
  }
}

/** Calls each function. An exception in one doesn't stop the others. */
export function callEach(callbacks: Iterable<() => void>): void {
  for (const callback of callbacks) callSafely(callback);
}
