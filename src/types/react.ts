/**
 * Lets React 19 know the tag in JSX:
 *
 *     import type {} from 'scriptx-job-status/types/react.js';
 *
 * React 18 gives a custom element neither properties nor events: there, take the component of
 * `scriptx-job-status/react.js`.
 */
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { ScriptxJobStatus } from '../scriptx-job-status.js';
import type { Listeners, Properties } from './properties.js';

type Common = DetailedHTMLProps<HTMLAttributes<ScriptxJobStatus>, ScriptxJobStatus>;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'scriptx-job-status': Omit<Common, keyof Properties> & Properties & Listeners<'on'>;
    }
  }
}
