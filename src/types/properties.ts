import type { LitElement } from 'lit';
import type {
  JobCompleteEvent,
  JobErrorEvent,
  JobFailedEvent,
  JobStatusChangeEvent,
} from '../element/events.js';
import type { ScriptxJobStatus } from '../scriptx-job-status.js';

/** What of the element is only for reading, or for calling. */
type ReadOnly = 'state' | 'jobStatus' | 'error' | 'finished' | 'refresh' | 'adoptedCallback';

/** What a template may set, each by the name of its attribute. */
export type Properties = {
  [Name in Exclude<keyof ScriptxJobStatus, keyof LitElement | ReadOnly | symbol>]?:
    ScriptxJobStatus[Name] | undefined;
};

/** The events of the element by their types. */
interface Events {
  'job-status-change': JobStatusChangeEvent;
  'job-complete': JobCompleteEvent;
  'job-failed': JobFailedEvent;
  'job-error': JobErrorEvent;
}

/** A listener for each event, by its type after a prefix, such as `onjob-complete`. */
export type Listeners<Prefix extends string> = {
  [Type in keyof Events as `${Prefix}${Type}`]?: ((event: Events[Type]) => void) | undefined;
};

/** A listener for each event, by the name that React's component and Vue's compiler have for it. */
export interface Handlers {
  /** The job's status or message has changed, the first and the final one included. */
  onJobStatusChange?: ((event: JobStatusChangeEvent) => void) | undefined;
  /** The job has succeeded. */
  onJobComplete?: ((event: JobCompleteEvent) => void) | undefined;
  /** The job has failed or was cancelled. */
  onJobFailed?: ((event: JobFailedEvent) => void) | undefined;
  /** The status is unavailable, temporarily or permanently. */
  onJobError?: ((event: JobErrorEvent) => void) | undefined;
}
