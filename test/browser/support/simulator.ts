import { simulator } from './services.js';

export { demoLicense } from '../../../demo/simulator/service/demo-license.js';

/** One status of a job, for a number of milliseconds or requests. The last one lasts forever. */
export interface Step {
  readonly status: number;
  readonly message?: string;
  readonly ms?: number;
  readonly asks?: number;
  readonly jobIdentifier?: string;
}

/** What happens to one status request instead of its response, or before it. */
export type Disturbance =
  | { http: number; headers?: Record<string, string>; body?: string }
  | { delay: number }
  | { reset: true }
  | { stall: true }
  | { cut: true }
  | { redirect: string }
  | null;

export interface JobPlan {
  readonly token?: string;
  readonly api?: 'printPdf' | 'printHtml';
  /** The licence that the job requires; null for none. */
  readonly license?: string | null;
  readonly steps: readonly Step[];
  readonly answers?: readonly Disturbance[];
}

/** A request about a job that the simulator has received. */
export interface LoggedRequest {
  readonly method: string;
  readonly at: number;
  readonly origin?: string;
  readonly headers: { readonly accept?: string; readonly authorization?: string };
}

async function call(method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(`${simulator}/simulator/jobs${path}`, {
    method,
    headers: { 'Content-Type': 'application/json' },
    body: body === undefined ? null : JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`The simulator responded with status ${response.status}.`);
  return response.status === 204 ? undefined : await response.json();
}

/** Adds a job to the simulator. Resolves with its token. */
export async function simulateJob(plan: JobPlan): Promise<string> {
  const { token } = (await call('POST', '', { license: null, ...plan })) as { token: string };
  return token;
}

/** Replaces the steps of a job. */
export async function changeJob(token: string, steps: readonly Step[]): Promise<void> {
  await call('PUT', `/${encodeURIComponent(token)}`, { steps });
}

/** Makes the service forget a job. */
export async function forgetJob(token: string): Promise<void> {
  await call('DELETE', `/${encodeURIComponent(token)}`);
}

/** The requests about a job, preflights included. */
export async function requestsOf(token: string): Promise<LoggedRequest[]> {
  return (await call('GET', `/${encodeURIComponent(token)}/log`)) as LoggedRequest[];
}

/** The number of polls for a job. */
export async function pollsOf(token: string): Promise<number> {
  return (await requestsOf(token)).filter(({ method }) => method === 'GET').length;
}
