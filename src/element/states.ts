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
