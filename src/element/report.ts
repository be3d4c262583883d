/** Reports an exception as if nobody had caught it, and lets the caller continue. */
export function report(error: unknown): void {
  // Missing in some test environments.
  if ('reportError' in globalThis) reportError(error);
  else console.error(error);
}
