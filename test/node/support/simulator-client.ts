import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { Api } from '../../../demo/simulator/service/job.js';
import { demoLicense, type Simulator } from '../../../demo/simulator/start-simulator.js';

/** The body of the response to a print request, a status request or a request to cancel a job. */
export interface Reply {
  readonly jobIdentifier: string;
  readonly status: number;
  readonly message?: string;
}

interface FollowedJob {
  readonly jobIdentifier: string;
  /** In the response to the print request. */
  readonly printStatus: number;
  /** Every changed response to a status request. */
  readonly replies: readonly Reply[];
}

export type SimulatorClient = ReturnType<typeof clientOf>;

export const finalStatuses: readonly number[] = [6, 100, 101, 102, -1, -2];

export const json = { 'Content-Type': 'application/json' };

export const authorization = (license: string) => `Basic ${btoa(`${license}:`)}`;

export const licensed = { Authorization: authorization(demoLicense) };

export async function readReply(response: Response): Promise<Reply> {
  return (await response.json()) as Reply;
}

/** The requests to a simulator, by default with the licence of the demo. */
export function clientOf({ address }: Pick<Simulator, 'address'>) {
  const request = (path: string, init?: RequestInit) =>
    fetch(`${address}${path}`, { headers: licensed, ...init });

  /** Adds a job, and returns its token. */
  async function job(plan: object): Promise<string> {
    const response = await request('/simulator/jobs', {
      method: 'POST',
      headers: json,
      body: JSON.stringify(plan),
    });
    assert.equal(response.status, 201);
    return ((await response.json()) as { token: string }).token;
  }

  const submit = (body: object, api: Api = 'printPdf') =>
    request(`/api/v1/${api}/print`, {
      method: 'POST',
      headers: { ...json, ...licensed },
      body: JSON.stringify(body),
    });

  const status = (token: string, api: Api = 'printPdf') =>
    request(`/api/v1/${api}/status/${token}`);

  const statusOf = async (token: string, api?: Api) =>
    (await readReply(await status(token, api))).status;

  const cancel = (token: string, api: Api = 'printHtml') =>
    request(`/api/v1/${api}/canceljob/${token}`, { method: 'PUT' });

  /** Prints a document, and polls its job until the end. */
  async function follow(body: object, api?: Api): Promise<FollowedJob> {
    const { jobIdentifier, status: printStatus } = await readReply(await submit(body, api));
    const replies: Reply[] = [];
    for (;;) {
      const response = await status(jobIdentifier, api);
      assert.ok(response.ok, `status ${response.status}`);
      const reply = await readReply(response);
      const last = replies.at(-1);
      if (last?.status !== reply.status || last.message !== reply.message) replies.push(reply);
      if (finalStatuses.includes(reply.status)) return { jobIdentifier, printStatus, replies };
      await pause(20);
    }
  }

  return { request, job, submit, status, statusOf, cancel, follow };
}
