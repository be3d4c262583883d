/** The themes, by the names of their style sheets. The first one is none. */
export const themes = {
  none: 'None',
  bootstrap: 'Bootstrap',
  paper: 'Paper',
  solid: 'Solid',
} as const;

export type Theme = keyof typeof themes;

/** The languages of the element. The first one is built in, the others have a file each. */
export const languages = ['en', 'ar', 'de', 'es', 'fr', 'it', 'ja', 'nl', 'pl', 'pt'] as const;

export type Language = (typeof languages)[number];

/** What may become of a job in the playground, and the text of its button. */
export const jobs = {
  happy: 'Prints',
  paused: 'Runs out of paper',
  failed: 'Fails',
  cancelled: 'Is cancelled',
  outage: 'Service outage',
  permission: 'Asks for permission',
} as const;

export type JobName = keyof typeof jobs;

/** What may be in a slot. */
export const slotKinds = { text: 'Text', link: 'Link', button: 'Button' } as const;

export type SlotKind = keyof typeof slotKinds;
