import { ScriptxJobStatus } from './scriptx-job-status.js';

export {
  JobCompleteEvent,
  JobErrorEvent,
  JobFailedEvent,
  JobStatusChangeEvent,
} from './element/events.js';
export { type JobErrorCode, JobStatusError } from './protocol/job-status-error.js';
export type { JobReading, JobState } from './protocol/reading.js';
export { ScriptxJobStatus };
export { watchJob, type WatchOptions } from './watch-job.js';

ScriptxJobStatus.define();
