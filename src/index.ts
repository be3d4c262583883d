import { ScriptxJobStatus } from './scriptx-job-status.js';

export {
  JobCompleteEvent,
  type JobErrorDetail,
  JobErrorEvent,
  type JobEventDetail,
  JobFailedEvent,
  JobStatusChangeEvent,
} from './element/events.js';
export type { ElementState } from './element/states.js';
export { type JobErrorCode, JobStatusError } from './protocol/job-status-error.js';
export type { JobOutcome, JobState, JobStatus } from './protocol/job-status.js';
export { type OnDone, type OnProgress, trackPrint } from './meadco.js';
export { ScriptxJobStatus };
export { watchJob, type WatchOptions } from './watch-job.js';

ScriptxJobStatus.define();
