import { createComponent } from '@lit/react';
import * as React from 'react';
import './index.js';
import { ScriptxJobStatus as Element } from './scriptx-job-status.js';
import type { Handlers, Properties } from './types/properties.js';

/** What the component takes: the element's properties and events, and what any element takes. */
export interface ScriptxJobStatusProps
  extends Properties, Handlers, Omit<React.HTMLAttributes<Element>, keyof Properties> {}

// To compare its type with the one below takes the compiler longer than all the rest.
const component: unknown = createComponent({
  // On a server, React 18 warns of each effect that could not change what is seen at first.
  react: typeof document === 'undefined' ? { ...React, useLayoutEffect: React.useEffect } : React,
  tagName: 'scriptx-job-status',
  elementClass: Element,
  displayName: 'ScriptxJobStatus',
  events: {
    onJobStatusChange: 'job-status-change',
    onJobComplete: 'job-complete',
    onJobFailed: 'job-failed',
    onJobError: 'job-error',
  },
});

/**
 * The element as a component of React 18 and 19. It sets properties and listens to the events, also
 * where React hydrates what a server has rendered. Its `ref` is the element.
 */
export const ScriptxJobStatus = component as React.ForwardRefExoticComponent<
  ScriptxJobStatusProps & React.RefAttributes<Element>
>;
