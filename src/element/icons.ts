import type { ElementState } from './states.js';

/**
 * Strokes of Lucide icons in a box of 24 (lucide.dev, ISC licence, © Lucide Contributors), so that
 * the states differ in shape and not in colour alone.
 */
const circle = 'M2 12a10 10 0 1 0 20 0 10 10 0 1 0-20 0';
const clock = `${circle}M12 6v6l4 2`;
const download = 'M12 15V3m9 12v4a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-4m4-5 5 5 5-5';
const printer =
  'M6 18H4a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2h16a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2h-2' +
  'M6 9V3a1 1 0 0 1 1-1h10a1 1 0 0 1 1 1v6M7 14h10a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1H7a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1';
const question = `${circle}M9.09 9a3 3 0 0 1 5.83 1c0 2-3 3-3 3M12 17h.01`;
const lock =
  'M5 11h14a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2M7 11V7a5 5 0 0 1 10 0v4';
const unplugged =
  'm19 5 3-3M2 22l3-3M6.3 20.3a2.4 2.4 0 0 0 3.4 0L12 18l-6-6-2.3 2.3a2.4 2.4 0 0 0 0 3.4Z' +
  'M7.5 13.5 10 11m.5 5.5L13 14m-1-8 6 6 2.3-2.3a2.4 2.4 0 0 0 0-3.4l-2.6-2.6a2.4 2.4 0 0 0-3.4 0Z';

/** The path of each state's icon. */
export const icons: Readonly<Record<ElementState, string>> = {
  idle: '',
  connecting: clock,
  'awaiting-permission': lock,
  'not-started': clock,
  queued: clock,
  starting: printer,
  downloading: download,
  downloaded: download,
  printing: printer,
  paused: `${circle}M10 15V9M14 15V9`,
  completed: `${circle}M16 9l-5.5 5.5L8 12`,
  failed: `${circle}M15 9l-6 6M9 9l6 6`,
  abandoned: `${circle}M4.929 4.929 19.07 19.071`,
  unknown: question,
  reconnecting: unplugged,
  blocked: lock,
  lost: question,
};
