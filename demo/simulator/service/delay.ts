/**
 * Resolves after a number of milliseconds. Rejects when the signal is aborted.
 *
 * @param ms - Infinity for never
 */
export function delay(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      clearTimeout(timer);
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- As `fetch` does.
      reject(signal.reason);
    };
    const finish = () => {
      signal.removeEventListener('abort', abort);
      resolve();
    };
    const timer = Number.isFinite(ms) ? setTimeout(finish, ms) : undefined;
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
  });
}
