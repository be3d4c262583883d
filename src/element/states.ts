import type { JobState } from '../protocol/job-status.js';

/** Everything that an element can show: a state of its job, or of the connection to the service. */
export type ElementState =
  JobState | 'idle' | 'connecting' | 'awaiting-permission' | 'reconnecting' | 'blocked' | 'lost';

/** States in which the job is in progress, as far as is known. */
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

/** The number of stages that a bar shows. */
export const stageCount = 4;

/** How many stages a job has reached in those states that are part of its progress. */
export const reachedStages: Readonly<Partial<Record<JobState, number>>> = {
  'not-started': 1,
  queued: 1,
  starting: 1,
  downloading: 1,
  downloaded: 2,
  printing: 3,
  completed: stageCount,
};
