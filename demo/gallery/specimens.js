// @ts-expect-error TypeScript does not know from where the server takes it.
import * as bundle from '/dist/scriptx-job-status.min.js';

/**
 * @typedef {import('../../dist/index.js').JobStatus} JobStatus
 * @typedef {import('../../dist/index.js').JobStatusError} JobStatusError
 * @typedef {{ state: string, jobStatus: JobStatus | null, error: JobStatusError | null }} Moment
 */

/** @type {typeof import('../../dist/index.js')} */
const component = bundle;

const token = '8c72a9871ba64c4ba507b4392c1ce0b9';

/**
 * @param {number} status
 * @param {string} name
 * @param {import('../../dist/index.js').JobState} state
 * @param {string} [message]
 * @param {JobStatus['outcome']} [outcome]
 * @returns {Moment}
 */
function reported(status, name, state, message = '', outcome = null) {
  const final = outcome !== null;
  return { state, jobStatus: { token, status, name, state, message, final, outcome }, error: null };
}

/**
 * @param {string} state
 * @param {import('../../dist/index.js').JobErrorCode} code
 * @param {boolean} final
 * @param {JobStatus | null} [jobStatus]
 * @returns {Moment}
 */
function unavailable(state, code, final, jobStatus = null) {
  const error = new component.JobStatusError(code, '', { final, jobStatus });
  return { state, jobStatus, error };
}

const printing = reported(8, 'PrintingPdf', 'printing', 'Page 4 of 12');

/** What the element knows in each of its states, with messages like those of services and printers. */
export const moments = [
  { state: 'connecting', jobStatus: null, error: null },
  { state: 'awaiting-permission', jobStatus: null, error: null },
  reported(0, 'NotStarted', 'not-started'),
  reported(1, 'Queued', 'queued'),
  reported(2, 'Starting', 'starting'),
  reported(3, 'Downloading', 'downloading'),
  reported(4, 'Downloaded', 'downloaded'),
  printing,
  reported(7, 'Paused', 'paused', 'Out of paper'),
  reported(6, 'Completed', 'completed', '', 'succeeded'),
  reported(-1, 'ItemError', 'failed', 'The document is damaged', 'failed'),
  reported(-2, 'Abandoned', 'abandoned', '', 'abandoned'),
  reported(
    42,
    'Unknown',
    'unknown',
    'Sent to \\\\print-server-02.warehouse.example.com\\Zebra-ZT411-300dpi-Despatch-Bay-7, which ' +
      'waits for its operator to put letterheads into tray 3 (A4, 120 g/m²)',
  ),
  unavailable('reconnecting', 'unreachable', false, printing.jobStatus),
  unavailable('blocked', 'blocked', false),
  unavailable('lost', 'unknown-job', true),
];

/** States that a job reaches from `printing`, which is the last stage that their bar shows. */
const afterPrinting = ['paused', 'failed', 'abandoned'];

/**
 * Creates an element that is held in one state, without any service: its own properties hide the
 * getters that it renders from.
 *
 * @param {string} state
 * @param {string} [appearance]
 * @param {string} [label]
 * @returns {import('../../dist/index.js').ScriptxJobStatus}
 */
export function createSpecimen(state, appearance = 'badge', label = '') {
  const moment = moments.find((each) => each.state === state);
  if (!moment) throw new Error(`There is no state ${state}`);
  const specimen = document.createElement('scriptx-job-status');
  specimen.setAttribute('appearance', appearance);
  specimen.setAttribute('announce', 'off');
  if (label) specimen.setAttribute('label', label);
  if (afterPrinting.includes(state)) {
    hold(specimen, printing);
    void specimen.updateComplete.then(() => hold(specimen, moment));
  } else {
    hold(specimen, moment);
  }
  return specimen;
}

/**
 * @param {import('../../dist/index.js').ScriptxJobStatus} specimen
 * @param {Moment} moment
 */
function hold(specimen, moment) {
  for (const [name, value] of Object.entries(moment)) {
    Object.defineProperty(specimen, name, { value, configurable: true });
  }
  specimen.requestUpdate();
}
