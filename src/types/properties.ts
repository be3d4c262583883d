import type { ReactiveElement } from 'lit';
import type {
  JobCompleteEvent,
  JobErrorEvent,
  JobFailedEvent,
  JobStatusChangeEvent,
} from '../element/events.js';
import type { ScriptxJobStatus } from '../scriptx-job-status.js';

/** What of the element is only for reading, or for calling. */
type ReadOnly = 'state' | 'reading' | 'error' | 'finished' | 'refresh';

/** What a template may set, each by the name of its attribute. */
export type Properties = {
  [Name in Exclude<keyof ScriptxJobStatus, keyof ReactiveElement | ReadOnly>]?:
    ScriptxJobStatus[Name] | undefined;
};

/** The events of the element by their types. */
export interface Events {
  'job-status-change': JobStatusChangeEvent;
  'job-complete': JobCompleteEvent;
  'job-failed': JobFailedEvent;
  'job-error': JobErrorEvent;
}

/** A listener for each event, by its type after a prefix, such as `onjob-complete`. */
export type Listeners<Prefix extends string> = {
  [Type in keyof Events as `${Prefix}${Type}`]?: ((event: Events[Type]) => void) | undefined;
};
