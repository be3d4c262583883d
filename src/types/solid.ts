/**
 * Lets Solid know the tag in JSX:
 *
 *     import type {} from 'scriptx-job-status/types/solid.js';
 *
 * Solid sets attributes, so what is no string or number needs `prop:`, and a listener `on:`.
 */
import type {} from 'solid-js';
import type { ScriptxJobStatus } from '../scriptx-job-status.js';
import type { Listeners, Properties } from './properties.js';

type Set = {
  [Name in keyof Properties as `prop:${Name}`]: Properties[Name];
};

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements {
      'scriptx-job-status': Omit<JSX.HTMLAttributes<ScriptxJobStatus>, keyof Properties> &
        Omit<Properties, 'texts' | 'fetch'> &
        Set &
        Listeners<'on:'>;
    }
  }
}
