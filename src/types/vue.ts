/**
 * Lets Vue's templates know the tag:
 *
 *     import type {} from 'scriptx-job-status/types/vue.js';
 */
import type { HTMLAttributes, ReservedProps } from 'vue';
import type { ScriptxJobStatus } from '../scriptx-job-status.js';
import type { Handlers, Properties } from './properties.js';

declare module 'vue' {
  interface GlobalComponents {
    'scriptx-job-status': new () => ScriptxJobStatus & {
      $props: Properties & Handlers & HTMLAttributes & ReservedProps;
    };
  }
}
