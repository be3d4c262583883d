/** Reports an exception as uncaught, without throwing. */
export function reportException(error: unknown): void {
  try {
    reportError(error);
  } catch {
    // Missing in Node and in some test environments, or overwritten by the page.
    console.error(error);
  }
}

/** Calls each function. An exception in one doesn't stop the others. */
export function callEach(callbacks: Iterable<() => void>): void {
  for (const callback of callbacks) {
    try {
      callback();
    } catch (error) {
      reportException(error);
    }
  }
}
