// @ts-expect-error TypeScript does not know from where the server takes it.
import * as bundle from '/dist/scriptx-job-status.min.js';

/**
 * How an element comes into a state, with messages like those of services and printers.
 *
 * @typedef {object} Moment
 * @property {string} state
 * @property {object[]} [responses] - What the service responds, one after the other
 * @property {object} [held] - Properties that are held in place of the element's own, for a state that
 *   takes a browser's permission or some time to come
 */

/** @type {typeof import('../../dist/index.js')} */
const component = bundle;

const printing = { status: 8, message: 'printing: 4' };

/**
 * @param {string} state
 * @param {import('../../dist/index.js').JobErrorCode} code
 */
const unavailable = (state, code) => ({
  state,
  error: new component.JobStatusError(code, '', { final: false }),
});

/** @type {readonly Moment[]} */
export const moments = [
  { state: 'connecting', held: { state: 'connecting' } },
  { state: 'awaiting-permission', held: { state: 'awaiting-permission' } },
  { state: 'not-started', responses: [{ status: 0 }] },
  { state: 'queued', responses: [{ status: 1 }] },
  { state: 'starting', responses: [{ status: 2 }] },
  { state: 'downloading', responses: [{ status: 3 }] },
  { state: 'downloaded', responses: [{ status: 4 }] },
  { state: 'printing', responses: [printing] },
  { state: 'paused', responses: [printing, { status: 7, message: 'Out of paper' }] },
  { state: 'completed', responses: [{ status: 6 }] },
  { state: 'failed', responses: [printing, { status: -1, message: 'The document is damaged' }] },
  { state: 'abandoned', responses: [printing, { status: -2 }] },
  {
    state: 'unknown',
    responses: [
      {
        status: 42,
        message:
          'Sent to \\\\print-server-02.warehouse.example.com\\Zebra-ZT411-300dpi-Despatch-Bay-7, ' +
          'which waits for its operator to put letterheads into tray 3 (A4, 120 g/m²)',
      },
    ],
  },
  {
    state: 'reconnecting',
    responses: [printing],
    held: unavailable('reconnecting', 'unreachable'),
  },
  { state: 'blocked', held: unavailable('blocked', 'blocked') },
  { state: 'lost', responses: [{ http: 410 }] },
];

/** @type {WeakMap<Element, Promise<void>>} */
const arrivals = new WeakMap();

let created = 0;

/**
 * Creates an element that comes into one state and stays there.
 *
 * @param {string} state
 * @param {string} [appearance]
 * @param {string} [label]
 * @returns {import('../../dist/index.js').ScriptxJobStatus}
 */
export function createSpecimen(state, appearance = 'badge', label = '') {
  const moment = moments.find((each) => each.state === state);
  if (!moment) throw new Error(`There is no state ${state}`);
  const { responses = [], held = {} } = moment;
  const specimen = document.createElement('scriptx-job-status');
  specimen.setAttribute('appearance', appearance);
  specimen.setAttribute('announce', 'off');
  if (label) specimen.setAttribute('label', label);
  arrivals.set(
    specimen,
    follow(specimen, responses).then(() => hold(specimen, held)),
  );
  return specimen;
}

/**
 * Resolves once a specimen is in its state.
 *
 * @param {Element} specimen
 */
export async function arrival(specimen) {
  await arrivals.get(specimen);
}

/**
 * Lets an element follow a job of a service of its own, until all responses have come.
 *
 * @param {import('../../dist/index.js').ScriptxJobStatus} specimen
 * @param {object[]} responses
 */
async function follow(specimen, responses) {
  if (responses.length === 0) return;
  created += 1;
  const queue = [...responses];
  const arrived = new Promise((resolve) => {
    for (const type of ['job-status-change', 'job-error']) {
      specimen.addEventListener(type, () => queue.length === 0 && resolve(undefined));
    }
  });
  Object.assign(specimen, {
    server: `https://service-${created}.example`,
    token: '8c72a9871ba64c4ba507b4392c1ce0b9',
    license: '',
    interval: 100,
    fetch: async () => {
      const { http = 200, ...body } = /** @type {{ http?: number }} */ (queue.shift());
      return Response.json(body, { status: http });
    },
  });
  specimen.setAttribute('license', '');
  await arrived;
  specimen.suspended = true;
}

/**
 * @param {import('../../dist/index.js').ScriptxJobStatus} specimen
 * @param {object} properties
 */
function hold(specimen, properties) {
  for (const [name, value] of Object.entries(properties)) {
    Object.defineProperty(specimen, name, { value });
  }
  specimen.requestUpdate();
}
