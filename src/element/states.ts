import type { JobState } from '../protocol/reading.js';

/** Whatever an element can show: a state of the job, or one of knowing about it. */
export type ElementState =
  JobState | 'idle' | 'connecting' | 'awaiting-permission' | 'reconnecting' | 'blocked' | 'lost';

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

/** States with a slot of their name. */
export const slottedStates: ReadonlySet<ElementState> = new Set([
  'completed',
  'failed',
  'abandoned',
  'lost',
]);

/** How far a job has come, as far as its state tells: waiting, fetched, being printed, done. */
export const stages: Partial<Record<ElementState, 1 | 2 | 3 | 4>> = {
  'not-started': 1,
  queued: 1,
  starting: 1,
  downloading: 1,
  downloaded: 2,
  printing: 3,
  completed: 4,
};
