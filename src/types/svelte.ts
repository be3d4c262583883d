/**
 * Lets Svelte's templates know the tag:
 *
 *     import type {} from 'scriptx-job-status/types/svelte.js';
 */
import type {} from 'svelte/elements';
import type { ScriptxJobStatus } from '../scriptx-job-status.js';
import type { Listeners, Properties } from './properties.js';

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'scriptx-job-status': Omit<HTMLAttributes<ScriptxJobStatus>, keyof Properties> &
      Properties &
      Listeners<'on'>;
  }
}
