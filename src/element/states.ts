import type { JobState } from '../protocol/job-status.js';

/**
 * What an element shows: the state of its job, or of the connection to the service.
 *
 * - `idle`: the element has no job, and shows nothing.
 * - `connecting`: the service has not responded yet.
 * - `awaiting-permission`: the browser asks the user whether the page may reach local addresses.
 * - `reconnecting`: the status is temporarily unavailable. Polling continues.
 * - `blocked`: the browser does not let the page connect to the service.
 * - `lost`: the status is permanently unavailable. The job itself may be fine.
 */
export type ElementState =
  JobState | 'idle' | 'connecting' | 'awaiting-permission' | 'reconnecting' | 'blocked' | 'lost';

/** States that look alike, because they require the same of the person at the screen. */
export type StateGroup = 'waiting' | 'working' | 'attention' | 'completed' | 'failed';

/** The group of each state. A job that was cancelled or whose status is lost has none. */
export const stateGroups: Readonly<Partial<Record<ElementState, StateGroup>>> = {
  connecting: 'waiting',
  'not-started': 'waiting',
  queued: 'waiting',
  starting: 'working',
  downloading: 'working',
  downloaded: 'working',
  printing: 'working',
  unknown: 'working',
  paused: 'attention',
  'awaiting-permission': 'attention',
  reconnecting: 'attention',
  blocked: 'attention',
  completed: 'completed',
  failed: 'failed',
};

/** Whether the job is in progress, as far as is known. */
export function isBusy(state: ElementState): boolean {
  const group = stateGroups[state];
  return group === 'waiting' || group === 'working';
}

/** Whether the badge is animated. That of a queued job is not. */
export function isMoving(state: ElementState): boolean {
  return state === 'connecting' || stateGroups[state] === 'working';
}

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
