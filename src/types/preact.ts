/**
 * Lets Preact know the tag in JSX:
 *
 *     import type {} from 'scriptx-job-status/types/preact.js';
 */
import type { HTMLAttributes } from 'preact';
import type { ScriptxJobStatus } from '../scriptx-job-status.js';
import type { Listeners, Properties } from './properties.js';

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'scriptx-job-status': Omit<HTMLAttributes<ScriptxJobStatus>, keyof Properties> &
        Properties &
        Listeners<'on'>;
    }
  }
}
