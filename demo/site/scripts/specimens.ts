import {
  type JobErrorCode,
  JobStatusError,
  type ScriptxJobStatus,
} from '/dist/scriptx-job-status.min.js';

export type Appearance = ScriptxJobStatus['appearance'];

/** A response of the print service: a job status, or an HTTP error. */
interface ServiceResponse {
  readonly http?: number;
  readonly status?: number;
  readonly message?: string;
}

/** How an element gets into a state, with messages like those of services and printers. */
interface Moment {
  readonly state: string;
  /** The responses of the service, in this order. */
  readonly responses?: readonly ServiceResponse[];
  /** Replace properties of the element, for a state that takes a permission or some time. */
  readonly properties?: Readonly<Record<string, unknown>>;
}

const printing = { status: 8, message: 'printing: 4' };

function unavailable(state: string, code: JobErrorCode): Readonly<Record<string, unknown>> {
  return { state, error: new JobStatusError(code, '', { final: false }) };
}

export const moments: readonly Moment[] = [
  { state: 'connecting', properties: { state: 'connecting' } },
  { state: 'awaiting-permission', properties: { state: 'awaiting-permission' } },
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
    properties: unavailable('reconnecting', 'unreachable'),
  },
  { state: 'blocked', properties: unavailable('blocked', 'blocked') },
  { state: 'lost', responses: [{ http: 410 }] },
];

const arrivals = new WeakMap<Element, Promise<void>>();

let services = 0;

/** Creates an element that gets into one state and stays in it. */
export function createSpecimen(
  state: string,
  appearance: Appearance = 'badge',
  label = '',
): ScriptxJobStatus {
  const moment = moments.find((each) => each.state === state);
  if (!moment) throw new Error(`Unknown state: ${state}`);
  const { responses = [], properties = {} } = moment;
  const specimen = document.createElement('scriptx-job-status');
  specimen.setAttribute('appearance', appearance);
  specimen.setAttribute('announce', 'off');
  if (label) specimen.setAttribute('label', label);
  arrivals.set(
    specimen,
    follow(specimen, responses).then(() => replaceProperties(specimen, properties)),
  );
  return specimen;
}

/** Resolves once a specimen is in its state. */
export async function whenInState(specimen: Element): Promise<void> {
  await arrivals.get(specimen);
}

/** Makes an element follow a job of its own service until it has got all responses. */
async function follow(
  specimen: ScriptxJobStatus,
  responses: readonly ServiceResponse[],
): Promise<void> {
  if (responses.length === 0) return;
  services += 1;
  const rest = [...responses];
  const arrived = new Promise<void>((resolve) => {
    for (const type of ['job-status-change', 'job-error']) {
      specimen.addEventListener(type, () => {
        if (rest.length === 0) resolve();
      });
    }
  });
  Object.assign(specimen, {
    server: `https://service-${services}.example`,
    token: '8c72a9871ba64c4ba507b4392c1ce0b9',
    license: '',
    interval: 100,
    fetch: () => {
      const { http = 200, ...jobStatus } = rest.shift() ?? {};
      return Promise.resolve(Response.json(jobStatus, { status: http }));
    },
  });
  specimen.setAttribute('license', '');
  await arrived;
  specimen.suspended = true;
}

function replaceProperties(
  specimen: ScriptxJobStatus,
  properties: Readonly<Record<string, unknown>>,
): void {
  for (const [name, value] of Object.entries(properties)) {
    Object.defineProperty(specimen, name, { value });
  }
  specimen.requestUpdate();
}
