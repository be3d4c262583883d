import type { ElementState } from '/dist/scriptx-job-status.min.js';

/** The states in which the element shows something. The type requires every one of them. */
const isShown: Readonly<Record<Exclude<ElementState, 'idle'>, true>> = {
  connecting: true,
  'awaiting-permission': true,
  'not-started': true,
  queued: true,
  starting: true,
  downloading: true,
  downloaded: true,
  printing: true,
  paused: true,
  completed: true,
  failed: true,
  abandoned: true,
  unknown: true,
  reconnecting: true,
  blocked: true,
  lost: true,
};

export const states: readonly string[] = Object.keys(isShown);

/** The themes, by the names of their style sheets. The first one is none. */
export const themes = {
  none: 'None',
  bootstrap: 'Bootstrap',
  paper: 'Paper',
  solid: 'Solid',
  webawesome: 'Web Awesome',
} as const;

export type Theme = keyof typeof themes;

/** The languages of the element. The first one is built in, the others have a file each. */
export const languages = ['en', 'ar', 'de', 'es', 'fr', 'it', 'ja', 'nl', 'pl', 'pt'] as const;

export type Language = (typeof languages)[number];

/** What may become of a job in the playground, and the text of its button. */
export const jobs = {
  happy: 'Success',
  paused: 'Out of paper',
  failed: 'Failure',
  cancelled: 'Cancellation',
  outage: 'Service outage',
  permission: 'Permission prompt',
} as const;

export type JobName = keyof typeof jobs;

/** What may be in a slot. */
export const slotKinds = { text: 'Text', link: 'Link', button: 'Button' } as const;

export type SlotKind = keyof typeof slotKinds;
