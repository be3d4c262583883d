// The first script of each example. It gives the example's requests to a simulated print service.
import { installPageService } from '../../simulator/install-page-service.js';
import { createPageService } from '../../simulator/page-service.js';
import { scenarios } from '../../simulator/scenarios.js';

const statusPath = /\/api\/v1\/(printPdf|printHtml)\/status\/([^/?]+)/;

const service = createPageService();
const known = new Set<string>();

/** Adds a job when its status is requested for the first time. */
async function addJobOf(url: string): Promise<void> {
  const [, api, token] = statusPath.exec(url) ?? [];
  if (!token || known.has(token)) return;
  known.add(token);
  await service.addJob(scenarios.happy, {
    token,
    api: api === 'printHtml' ? 'printHtml' : 'printPdf',
    license: null,
  });
}

installPageService(
  {
    ...service,
    async fetch(input, init) {
      await addJobOf(input instanceof Request ? input.url : String(input));
      return service.fetch(input, init);
    },
  },
  (url) => url.includes('/api/v1/'),
);
