/**
 * Lets Vue's templates know the tag:
 *
 *     import type {} from 'scriptx-job-status/types/vue.js';
 */
import type { HTMLAttributes, ReservedProps } from 'vue';
import type { ScriptxJobStatus } from '../scriptx-job-status.js';
import type { Events, Properties } from './properties.js';

/** `@job-complete` of a template is this to Vue's compiler. */
interface Listeners {
  onJobStatusChange?: ((event: Events['job-status-change']) => void) | undefined;
  onJobComplete?: ((event: Events['job-complete']) => void) | undefined;
  onJobFailed?: ((event: Events['job-failed']) => void) | undefined;
  onJobError?: ((event: Events['job-error']) => void) | undefined;
}

declare module 'vue' {
  interface GlobalComponents {
    'scriptx-job-status': new () => ScriptxJobStatus & {
      $props: Properties & Listeners & HTMLAttributes & ReservedProps;
    };
  }
}
