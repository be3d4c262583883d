// @ts-expect-error TypeScript does not know from where the server takes it.
import * as bundle from '/dist/scriptx-job-status.min.js';

/**
 * @typedef {import('../../dist/index.js').JobReading} JobReading
 * @typedef {import('../../dist/index.js').JobStatusError} JobStatusError
 * @typedef {{ state: string, reading: JobReading | null, error: JobStatusError | null }} Moment
 */

/** @type {typeof import('../../dist/index.js')} */
const component = bundle;

const token = '8c72a9871ba64c4ba507b4392c1ce0b9';

/**
 * @param {number} status
 * @param {string} name
 * @param {import('../../dist/index.js').JobState} state
 * @param {string} [message]
 * @param {import('../../dist/protocol/reading.js').JobOutcome | null} [outcome]
 * @returns {Moment}
 */
function read(status, name, state, message = '', outcome = null) {
  const final = outcome !== null;
  return { state, reading: { token, status, name, state, message, final, outcome }, error: null };
}

/**
 * @param {string} state
 * @param {import('../../dist/index.js').JobErrorCode} code
 * @param {string} message
 * @param {boolean} final
 * @param {JobReading | null} reading
 * @returns {Moment}
 */
function missed(state, code, message, final, reading = null) {
  const error = new component.JobStatusError(code, message, { final, reading });
  return { state, reading, error };
}

const printing = read(8, 'PrintingPdf', 'printing', 'Page 4 of 12');

/** What the element knows in each of its states, with messages such as services and printers send. */
export const moments = [
  { state: 'connecting', reading: null, error: null },
  { state: 'awaiting-permission', reading: null, error: null },
  read(0, 'NotStarted', 'not-started'),
  read(1, 'Queued', 'queued'),
  read(2, 'Starting', 'starting'),
  read(3, 'Downloading', 'downloading'),
  read(4, 'Downloaded', 'downloaded'),
  printing,
  read(7, 'Paused', 'paused', 'Out of paper'),
  read(6, 'Completed', 'completed', '', 'succeeded'),
  read(-1, 'ItemError', 'failed', 'The document is damaged', 'failed'),
  read(-2, 'Abandoned', 'abandoned', '', 'abandoned'),
  read(
    42,
    'Unknown',
    'unknown',
    'Sent to \\\\print-server-02.warehouse.example.com\\Zebra-ZT411-300dpi-Despatch-Bay-7, which ' +
      'waits for its operator to put letterheads into tray 3 (A4, 120 g/m²)',
  ),
  missed('reconnecting', 'unreachable', 'The service answers 503.', false, printing.reading),
  missed('blocked', 'blocked', 'The browser blocks it: allow the page in its settings.', false),
  missed(
    'lost',
    'unknown-job',
    'The service answers 410. It no longer knows the job; it may be finished.',
    true,
  ),
];

/**
 * Makes an element that is held in one state, without any service: own properties stand before the
 * getters that it renders from.
 *
 * @param {string} state
 * @param {string} [appearance]
 * @param {string} [label]
 * @returns {HTMLElement & { updateComplete: Promise<boolean> }}
 */
export function createSpecimen(state, appearance = 'badge', label = '') {
  const moment = moments.find((each) => each.state === state);
  if (!moment) throw new Error(`There is no state ${state}`);
  const specimen = document.createElement('scriptx-job-status');
  for (const [name, value] of Object.entries(moment)) {
    Object.defineProperty(specimen, name, { value });
  }
  specimen.setAttribute('appearance', appearance);
  specimen.setAttribute('announce', 'off');
  if (label) specimen.setAttribute('label', label);
  return specimen;
}
