// The first script of each example. It gives the example's requests to a simulated print service.
import { installPageService } from '../../simulator/install-page-service.js';
import { createPageService } from '../../simulator/page-service.js';
import { planOf } from './example-plans.js';

/** The site of the documents that the examples print. */
const documents = 'https://example.com/';

const statusPath = /\/api\/v1\/(printPdf|printHtml)\/status\/([^/?]+)/;

// Some servers omit the extension.
const [, example = ''] = /([\w-]+)(?:\.html)?$/.exec(location.pathname) ?? [];
const service = createPageService();
/** The jobs that the service has, by their tokens. */
const known = new Set<string>();

/** Adds a job when its status is requested for the first time. */
async function addJobOf(url: string): Promise<void> {
  const [, api, token] = statusPath.exec(url) ?? [];
  if (!token || known.has(token)) return;
  known.add(token);
  await service.addJob(planOf(example, token), {
    token,
    api: api === 'printHtml' ? 'printHtml' : 'printPdf',
  });
}

/** Notes the job that a print request has made. */
async function noteJob(response: Response): Promise<void> {
  const { jobIdentifier } = (await response.clone().json()) as { jobIdentifier: string };
  known.add(jobIdentifier);
}

// The component shares how jobs end with other pages of its origin. All examples have that origin, and
// many have the same token.
Object.assign(globalThis, { BroadcastChannel: undefined });

const pageFetch = globalThis.fetch;
globalThis.fetch = (input, init) =>
  typeof input === 'string' && input.startsWith(documents)
    ? pageFetch(input.replace(documents, '../documents/'), init)
    : pageFetch(input, init);

installPageService({
  ...service,
  async fetch(input, init) {
    const request = new Request(input, init);
    await addJobOf(request.url);
    const response = await service.fetch(request);
    if (request.method === 'POST' && response.ok) await noteJob(response);
    return response;
  },
});
