import type { Texts } from './locales.js';

/**
 * The built-in words. They say what is known and no more: `completed` is the service's word for a job
 * that has left it for the printer, and a status that cannot be had is no failed job.
 */
export const english: Texts = {
  label: 'Print job',
  noAnswer: 'No answer yet',
  allow: 'The browser asks whether this page may reach the print service: choose Allow.',
  lastKnown: 'Last known:',
  words: {
    connecting: 'Checking',
    'awaiting-permission': 'Waiting for permission',
    'not-started': 'Waiting to start',
    queued: 'Queued',
    starting: 'Starting',
    downloading: 'Fetching document',
    downloaded: 'Document fetched',
    printing: 'Printing',
    paused: 'Paused',
    completed: 'Completed',
    failed: 'Failed',
    abandoned: 'Cancelled',
    unknown: 'In progress',
    reconnecting: 'Reconnecting',
    blocked: 'Blocked by the browser',
    lost: 'Status not available',
  },
};
