import type { ClientPrint } from '../protocol/client-print.js';

/**
 * The name of the method by which `trackPrint()` reaches an element, which may be one of another copy
 * of this package.
 */
export const startTracking = Symbol.for('scriptx-job-status.startTracking');

/** Shows a print of MeadCo's client in an element. */
export interface PrintTracker {
  /** Handles a change of the print. */
  update(print: ClientPrint): void;
}
