import { assert, oneEvent } from '@open-wc/testing';
import { watchJob } from '../../src/index.js';
import { detailOf, eventsOf, inShort, type JobEvent, shownBadge } from './support/pages.js';
import { cachingService } from './support/services.js';
import { demoLicense } from './support/simulator.js';

/** One for each poll. For the repeated one, a service that sends an ETag responds with 304. */
const statuses = [1, 2, 2, 3, 8, 6];
const states = ['queued', 'starting', 'downloading', 'printing', 'completed'];

/** Chromium sends 2, Firefox 1 to 3. With `no-store`, both send one for each of the 6 polls. */
const fewPreflights = 4;

/** WebKitGTK has no HTTP cache in tests, and reuses preflights by other rules. */
const hasCache = /Chrome|Firefox/.test(navigator.userAgent);

interface Job {
  readonly server: string;
  readonly token: string;
}

/** A new job of a service that sends these headers. See caching-service.ts for their names. */
function newJob(caching: string, preflights: string, ofJob = statuses): Job {
  return {
    server: `${cachingService}/${caching}/${preflights}/${ofJob.join(',')}`,
    token: crypto.randomUUID(),
  };
}

/** The number of requests about a job that the service has received. */
async function requestsOf({ token }: Job): Promise<{ polls: number; preflights: number }> {
  const response = await fetch(`${cachingService}/requests/${token}`);
  return (await response.json()) as { polls: number; preflights: number };
}

/** Polls a job to its end. */
async function polled(job: Job): Promise<{ states: string[]; polls: number }> {
  const result = { states: [] as string[], polls: 0 };
  const jobStatuses = watchJob({
    ...job,
    license: demoLicense,
    interval: 100,
    timeout: 8000,
    fetch: (url, init) => {
      result.polls++;
      return fetch(url, init);
    },
  });
  for await (const { state } of jobStatuses) result.states.push(state);
  return result;
}

const cachingModes: [headers: string, caching: string, isNeverCached: boolean][] = [
  ['no caching headers', 'none', true],
  ['Cache-Control: no-store', 'no-store', true],
  ['Cache-Control: max-age=0', 'max-age=0', true],
  ['only an ETag', 'etag', true],
  ['only Last-Modified', 'last-modified', false],
  ['Cache-Control: max-age=60', 'max-age=60', false],
  ['Cache-Control: max-age=60 in its fourth response only', 'max-age=60-fourth', false],
  ['Cache-Control: max-age=0, stale-while-revalidate=60', 'stale-while-revalidate', false],
];
const preflightModes: [header: string, preflights: string][] = [
  ['no Access-Control-Max-Age', 'no-preflight-max-age'],
  ['Access-Control-Max-Age: 600', 'preflight-max-age=600'],
];

for (const [headers, caching, isNeverCached] of cachingModes) {
  describe(`a service that sends ${headers}`, () => {
    for (const [preflightHeader, preflights] of preflightModes) {
      const requests = isNeverCached ? 'every poll and few preflights' : 'every poll';

      it(`receives ${requests} with ${preflightHeader}, and the page each status`, async () => {
        const job = newJob(caching, preflights);
        const sent = await polled(job);
        const received = await requestsOf(job);
        assert.deepEqual(sent, { states, polls: statuses.length });
        assert.isAtLeast(received.polls, sent.polls);
        if (isNeverCached && hasCache) assert.isAtMost(received.preflights, fewPreflights);
      });
    }
  });
}

describe('two jobs of one service', () => {
  it('each get their statuses with few preflights', async () => {
    const jobs = preflightModes.map(([, preflights]) => newJob('none', preflights));
    const badges = jobs.map((job) => shownBadge({ ...job, license: demoLicense }));
    const events = badges.map(eventsOf);
    await Promise.all(badges.map(({ finished }) => finished));
    for (const each of events) assert.deepEqual(inShort(each), [...states, 'complete']);
    for (const { polls, preflights } of await Promise.all(jobs.map(requestsOf))) {
      assert.isAtLeast(polls, statuses.length);
      if (hasCache) assert.isAtMost(preflights, fewPreflights);
    }
  });
});

describe('the first poll of a job', () => {
  it('gets the present status, even if the browser has an earlier one in its cache', async () => {
    const job = newJob('max-age=60', 'no-preflight-max-age', [1, 6]);
    const fetchStatus = async () => {
      const response = await fetch(`${job.server}/api/v1/printPdf/status/${job.token}`);
      return (await response.json()) as unknown;
    };
    assert.deepEqual(await fetchStatus(), { status: 1 });
    if (hasCache) assert.deepEqual(await fetchStatus(), { status: 1 }, 'from the cache');
    const event = await oneEvent<JobEvent>(shownBadge({ ...job }), 'job-status-change');
    assert.equal(detailOf(event).state, 'completed');
  });
});
