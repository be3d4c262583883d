import type { ElementState } from './states.js';

const circle = 'M2 12a10 10 0 1 0 20 0 10 10 0 1 0-20 0Z';
const disc = 'M1 12a11 11 0 1 0 22 0 11 11 0 1 0-22 0Z';
const triangle =
  'M14 2.5 23 18.5a2.3 2.3 0 0 1-2 3.5H3a2.3 2.3 0 0 1-2-3.5L10 2.5a2.3 2.3 0 0 1 4 0Z';
const octagon = 'M7.9 1h8.2L23 7.9v8.2L16.1 23H7.9L1 16.1V7.9Z';
const lock =
  'M5.5 10V7.5a6.5 6.5 0 0 1 13 0V10H19a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-9a2 2 0 0 1 2-2Z';

/** The states whose icon is filled, because they require somebody's attention. */
export const filledIcons: ReadonlySet<ElementState> = new Set([
  'paused',
  'awaiting-permission',
  'blocked',
  'failed',
]);

/**
 * The path of each state's icon, in a box of 24. Each state has its own, so that no state is shown by
 * colour alone. Those of lines are Lucide's, some slightly simplified (lucide.dev, ISC licence, (c) Lucide
 * Contributors). The filled ones have holes, which show any background.
 */
export const icons: Readonly<Record<ElementState, string>> = {
  idle: '',
  connecting: 'M12 12h.01M19 12h.01M5 12h.01',
  'awaiting-permission': `${triangle}M10.7 8.5a1.3 1.3 0 0 1 2.6 0v4.5a1.3 1.3 0 0 1-2.6 0ZM10.5 17.5a1.5 1.5 0 0 0 3 0 1.5 1.5 0 0 0-3 0Z`,
  'not-started': circle,
  queued: `${circle}M12 6v6l4 2`,
  starting: 'M6 4v16l14-8Z',
  downloading: 'M12 15V3m9 12v4a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-4m4-5 5 5 5-5',
  downloaded: 'M15 2H6a2 2 0 0 0-2 2v16a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2V7ZM9 15l2 2 4-4',
  printing:
    'M6 18H4a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2h16a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2h-2M6 9V2h12v7' +
    'M6 14h12v8H6Z',
  paused: `${disc}M7.9 8.4a1.4 1.4 0 0 1 2.8 0v7.2a1.4 1.4 0 0 1-2.8 0ZM13.3 8.4a1.4 1.4 0 0 1 2.8 0v7.2a1.4 1.4 0 0 1-2.8 0Z`,
  completed: `${circle}M16 9l-5.5 5.5L8 12`,
  failed: `${octagon}M12 10 9.2 7.2a1.4 1.4 0 0 0-2 2L10 12l-2.8 2.8a1.4 1.4 0 0 0 2 2L12 14l2.8 2.8a1.4 1.4 0 0 0 2-2L14 12l2.8-2.8a1.4 1.4 0 0 0-2-2Z`,
  abandoned: `${circle}M5 5l14 14`,
  unknown: 'M5 2h14M5 22h14M17 2v4l-5 6-5-6V2M7 22v-4l5-6 5 6v4',
  reconnecting: 'M21 12a9 9 0 1 1-9-9c3 0 5 1 7 3l2 2M21 3v5h-5',
  blocked: `${lock}M8.5 10h7V7.5a3.5 3.5 0 0 0-7 0ZM10.6 15a1.4 1.4 0 0 1 2.8 0v3a1.4 1.4 0 0 1-2.8 0Z`,
  lost: `${circle}M9 9a3 3 0 0 1 6 1c0 2-3 3-3 3M12 17h.01`,
};
