import { demoLicense } from './service/demo-license.js';
import type { Step } from './service/job.js';
import { createService, type ServiceOptions } from './service/service.js';

export type { Step } from './service/job.js';

/** The usual address of a service in a page. It exists nowhere else. */
export const pageServiceAddress = 'https://print-service.invalid';

/** A print service that is simulated in a page, without a server. */
export interface PageService {
  /** An address that exists nowhere else. */
  readonly server: string;
  readonly license: string;
  /** Responds to requests for the service, like the page's `fetch`. For the element's `fetch` property. */
  readonly fetch: (input: RequestInfo | URL, init?: RequestInit) => Promise<Response>;
  /** Adds a job that goes through some steps from now on. Returns its token. */
  readonly addJob: (steps: readonly Step[], options?: JobOptions) => Promise<string>;
}

export interface JobOptions {
  /** Undefined: a new one. */
  readonly token?: string | undefined;
  readonly api?: 'printPdf' | 'printHtml' | undefined;
  /** The licence that requests about the job require; null for none. Undefined: that of the service. */
  readonly license?: string | null | undefined;
}

/**
 * Creates a print service in the page.
 *
 * @param server - The address of the service, to which nothing is sent
 */
export function createPageService(
  options: ServiceOptions = {},
  server = pageServiceAddress,
): PageService {
  const service = createService(options);

  const request = async (path: string, body: unknown): Promise<Response> =>
    service.fetch(
      new Request(`${server}${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      }),
    );

  return {
    server,
    license: demoLicense,
    async fetch(input, init) {
      const request = new Request(input, init);
      try {
        return await service.fetch(request);
      } catch (error) {
        if (request.signal.aborted) throw error;
        // As a browser reports a broken connection.
        throw new TypeError('Failed to fetch', { cause: error });
      }
    },
    async addJob(steps, jobOptions = {}) {
      const response = await request('/simulator/jobs', { steps, ...jobOptions });
      if (!response.ok) throw new Error(`The job is invalid: ${await response.text()}`);
      const { token } = (await response.json()) as { token: string };
      return token;
    },
  };
}
