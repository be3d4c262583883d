import { watchJob } from '../dist/watch-job.js';
import { replacePlatform } from '../dist/polling/platform.js';
import { DrivenClock } from '../test/support/driven-clock.mjs';
import { randomFrom } from './mixes.mjs';

/** @typedef {import('./mixes.mjs').Job} Job */

/**
 * What it cost to poll a job to its end, and how late the end was known.
 *
 * @typedef {object} Result
 * @property {number} polls
 * @property {number} preflights
 * @property {number} late - Milliseconds from the end of the job
 * @property {number} longestPause - Milliseconds from a response to the next poll
 */

/** Milliseconds that a response takes. */
const latency = 30;

/**
 * Milliseconds for which a browser remembers a preflight, if its response doesn't say:
 * https://fetch.spec.whatwg.org/#cors-preflight-fetch
 */
export const preflightLifetime = 5_000;

/** A service that knows one job, and counts the requests. */
class Service {
  #polls = 0;
  #preflights = 0;
  #longestPause = 0;
  /** @type {number | undefined} */
  #respondedAt;
  /** @type {number | undefined} */
  #preflightAt;
  #job;

  /** @param {Job} job */
  constructor(job) {
    this.#job = job;
  }

  get endsAt() {
    return this.#job.queued + this.#job.printing;
  }

  /**
   * Returns the status of the job.
   *
   * @param {number} time
   * @param {boolean} reusesPreflight - Whether the browser may reuse a preflight for this poll
   */
  poll(time, reusesPreflight) {
    this.#polls++;
    const isReused =
      reusesPreflight &&
      this.#preflightAt !== undefined &&
      time < this.#preflightAt + preflightLifetime;
    if (!isReused) {
      this.#preflights++;
      this.#preflightAt = reusesPreflight ? time : undefined;
    }
    this.#longestPause = Math.max(this.#longestPause, time - (this.#respondedAt ?? time));
    this.#respondedAt = time + latency;
    if (time < this.#job.queued) return 1;
    return time < this.endsAt ? 8 : 6;
  }

  /** @param {number} time - When the page knew the end @returns {Result} */
  result(time) {
    return {
      polls: this.#polls,
      preflights: this.#preflights,
      longestPause: this.#longestPause,
      late: time - this.endsAt,
    };
  }
}

/**
 * MeadCo's client polls at each tick of a second, each time with a preflight.
 *
 * @param {Job} job
 * @returns {Result}
 */
export function pollAsVendor(job) {
  const service = new Service(job);
  for (let time = 1_000; ; time += 1_000) {
    if (service.poll(time, false) === 6) return service.result(time + latency);
  }
}

/**
 * Polls with any pace.
 *
 * @param {Job} job
 * @param {(isQueued: boolean, lasted: number) => number} pause - From the milliseconds for which the
 *   status has lasted
 * @returns {Result}
 */
export function pollByPace(job, pause) {
  const service = new Service(job);
  let changedAt = 0;
  let last;
  for (let time = 0; ; time += pause(last === 1, time - changedAt)) {
    const status = service.poll(time, true);
    time += latency;
    if (status === 6) return service.result(time);
    if (status !== last) changedAt = time;
    last = status;
  }
}

/** The number of jobs that are polled at the same time. */
const jobsAtOnce = 50;

/**
 * Polls jobs with this package, all of it, on a driven clock: each job on a server of its own.
 *
 * @param {string} name - Of these jobs, because the package remembers how others ended
 * @param {Job[]} jobs
 * @param {number} seed
 * @returns {Promise<Result[]>}
 */
export async function pollWithPackage(name, jobs, seed) {
  const random = randomFrom(seed);
  /** @type {Result[]} */
  const results = [];
  for (let first = 0; first < jobs.length; first += jobsAtOnce) {
    const some = jobs.slice(first, first + jobsAtOnce);
    results.push(...(await pollSome(`${name}-${first}`, some, random)));
  }
  return results;
}

/**
 * @param {string} token - Of each of the jobs
 * @param {Job[]} jobs
 * @param {() => number} random
 * @returns {Promise<Result[]>}
 */
async function pollSome(token, jobs, random) {
  const clock = new DrivenClock(replacePlatform);
  clock.random = random;
  const services = jobs.map((job) => new Service(job));
  const body = (/** @type {number} */ status) =>
    new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(JSON.stringify({ status })));
        controller.close();
      },
    });
  clock.fetch = async (url, { cache }) => {
    const service = services[Number(new URL(url).hostname.split('.')[0]?.slice(1))];
    const status = service?.poll(clock.now, cache === 'default') ?? 0;
    await new Promise((resolve) => clock.after(latency, () => resolve(undefined)));
    return new Response(body(status));
  };
  /** @type {Result[]} */
  const results = [];
  const ends = jobs.map(async (_, index) => {
    const server = `https://s${index}.example`;
    for await (const { final } of watchJob({ server, token, license: 'x' })) {
      const result = services[index]?.result(clock.now);
      if (final && result) results[index] = result;
    }
  });
  const longest = Math.max(...services.map(({ endsAt }) => endsAt));
  await clock.pass(longest + 60_000);
  await Promise.all(ends);
  await clock.end();
  return results;
}
