/**
 * Lets Svelte's templates know the tag:
 *
 *     import type {} from 'scriptx-job-status/types/svelte.js';
 */
import type { HTMLAttributes as Attributes } from 'svelte/elements';
import type { ScriptxJobStatus } from '../scriptx-job-status.js';
import type { Listeners, Properties } from './properties.js';

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'scriptx-job-status': Omit<Attributes<ScriptxJobStatus>, keyof Properties> &
      Properties &
      Listeners<'on'>;
  }
}
