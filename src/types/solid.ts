/**
 * Lets Solid know the tag in JSX:
 *
 *     import type {} from 'scriptx-job-status/types/solid.js';
 *
 * What is computed, Solid sets as a property, and what is a literal as an attribute; `prop:` says it
 * outright. A listener needs `on:`.
 */
import type { JSX as SolidJSX } from 'solid-js';
import type { ScriptxJobStatus } from '../scriptx-job-status.js';
import type { Listeners, Properties } from './properties.js';

type Set = {
  [Name in keyof Properties as `prop:${Name}`]: Properties[Name];
};

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements {
      'scriptx-job-status': Omit<SolidJSX.HTMLAttributes<ScriptxJobStatus>, keyof Properties> &
        Properties &
        Set &
        Listeners<'on:'>;
    }
  }
}
