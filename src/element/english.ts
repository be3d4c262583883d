import type { Locale } from './locales.js';

/**
 * The built-in language. The words say only what is known: `completed` means that the job has left
 * the service for the printer, and an unavailable status is not a failed job.
 */
export const english: Locale = {
  label: 'Print job',
  sending: 'Sending',
  noResponse: 'No response yet',
  allow: 'Your browser asks whether this page may reach the print service. Choose Allow.',
  lastKnown: 'Last known status: {status}. Trying again.',
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
    lost: 'Status unavailable',
  },
  errors: {
    address:
      'This page cannot find the job, because its settings are wrong. Please tell the owner of the page.',
    unauthorized: 'The print service refused this page. Please tell the owner of the page.',
    'unknown-job':
      'The print service no longer has this job. It may be finished: look at the printer.',
    rejected:
      'The print service cannot look up this job. Look at the printer, or tell the owner of the page.',
    timeout: 'This is taking longer than expected. Look at the printer.',
    blocked:
      'This page may not reach the print service. Allow it in the site settings of your browser; your job may still be printing.',
    'blocked-permanently':
      'This page cannot reach the print service from here. Please tell the owner of the page; your job may still be printing.',
    unreachable:
      'The print service is not available right now. This page keeps trying; check your network if this lasts.',
    protocol:
      'The print service sent an unexpected response. This page keeps trying; look at the printer.',
  },
};
