import type { JobState } from '../protocol/reading.js';

/** Whatever an element can show: a state of the job, or one of knowing about it. */
export type ElementState =
  JobState | 'idle' | 'connecting' | 'awaiting-permission' | 'reconnecting' | 'blocked' | 'lost';

/**
 * The words of each state. They say what is known and no more: `completed` is the service's word
 * for a job that has left it for the printer, and a status that cannot be had is no failed job.
 */
export const words: Readonly<Record<ElementState, string>> = {
  idle: '',
  connecting: 'Checking',
  'awaiting-permission': 'Waiting for permission',
  'not-started': 'Waiting to start',
  queued: 'Queued',
  starting: 'Starting',
  downloading: 'Fetching document',
  downloaded: 'Document fetched',
  printing: 'Printing',
  paused: 'Paused',
  completed: 'Completed',
  failed: 'Failed',
  abandoned: 'Cancelled',
  unknown: 'In progress',
  reconnecting: 'Reconnecting',
  blocked: 'Blocked by the browser',
  lost: 'Status not available',
};

/** The words of `connecting` when it has lasted. */
export const stillConnecting = 'No answer yet';

/** What to do in `awaiting-permission`. */
export const permissionHelp =
  'The browser asks whether this page may reach the print service: choose Allow.';

/** What goes before the words of the last reading in `reconnecting`. */
export const lastKnown = 'Last known:';

/** The accessible name of an element without a label of its own. */
export const defaultLabel = 'Print job';

/** States in which the job is under way, as far as is known. */
export const busyStates: ReadonlySet<ElementState> = new Set([
  'connecting',
  'not-started',
  'queued',
  'starting',
  'downloading',
  'downloaded',
  'printing',
  'unknown',
]);

/** States of which the message is spoken too. */
export const explainedStates: ReadonlySet<ElementState> = new Set([
  'paused',
  'failed',
  'abandoned',
]);
