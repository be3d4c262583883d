import type { ElementState } from './states.js';

/**
 * Lucide icons, some slightly simplified, in a box of 24 (lucide.dev, ISC licence, (c) Lucide
 * Contributors). Each state has its own, so that no state is shown by colour alone.
 */
const circle = 'M2 12a10 10 0 1 0 20 0 10 10 0 1 0-20 0';

/** The path of each state's icon. */
export const icons: Readonly<Record<ElementState, string>> = {
  idle: '',
  connecting: 'M12 12h.01M19 12h.01M5 12h.01',
  'awaiting-permission': `${circle}M12 8v4M12 16h.01`,
  'not-started': circle,
  queued: `${circle}M12 6v6l4 2`,
  starting: `${circle}M10 8l6 4-6 4Z`,
  downloading: 'M12 15V3m9 12v4a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-4m4-5 5 5 5-5',
  downloaded: 'M15 2H6a2 2 0 0 0-2 2v16a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2V7ZM9 15l2 2 4-4',
  printing:
    'M6 18H4a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2h16a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2h-2M6 9V2h12v7' +
    'M6 14h12v8H6Z',
  paused: `${circle}M10 15V9M14 15V9`,
  completed: `${circle}M16 9l-5.5 5.5L8 12`,
  failed: `${circle}M15 9l-6 6M9 9l6 6`,
  abandoned: `${circle}M5 5l14 14`,
  unknown: `${circle}M12 12h.01M17 12h.01M7 12h.01`,
  reconnecting: 'M21 12a9 9 0 1 1-9-9c3 0 5 1 7 3l2 2M21 3v5h-5',
  blocked:
    'M5 11h14a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2M7 11V7a5 5 0 0 1 10 0v4',
  lost: `${circle}M9 9a3 3 0 0 1 6 1c0 2-3 3-3 3M12 17h.01`,
};
