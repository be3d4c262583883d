import { replacePlatform } from '../dist/polling/platform.js';
import { watchJob } from '../dist/watch-job.js';
import { DrivenClock } from '../test/support/driven-clock.js';
import { type Job, type Random, randomFrom } from './mixes.js';

/** What it cost to poll a job to its end, and how late the end was known. */
export interface Result {
  readonly polls: number;
  readonly preflights: number;
  /** Milliseconds from the end of the job until the client knew it. */
  readonly delay: number;
  /** The longest time from a response to the next poll, in milliseconds. */
  readonly longestPause: number;
}

/** Milliseconds that a response takes. */
const latency = 30;

/**
 * Milliseconds for which a browser remembers a preflight, if its response doesn't contain a duration:
 * https://fetch.spec.whatwg.org/#cors-preflight-fetch
 */
export const preflightLifetime = 5_000;

/** The status codes that the jobs of the model have. */
const queued = 1;
const printing = 8;
const completed = 6;

/** A service with one job, which counts the requests. */
class Service {
  readonly #job: Job;
  #polls = 0;
  #preflights = 0;
  #longestPause = 0;
  #respondedAt: number | undefined;
  #preflightAt: number | undefined;

  constructor(job: Job) {
    this.#job = job;
  }

  get endsAt(): number {
    return this.#job.queued + this.#job.printing;
  }

  /**
   * Returns the status code of the job.
   *
   * @param reusesPreflight - Whether the browser may reuse a preflight for this poll
   */
  poll(time: number, reusesPreflight: boolean): number {
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
    if (time < this.#job.queued) return queued;
    return time < this.endsAt ? printing : completed;
  }

  /** @param knownAt - When the client knew the end of the job */
  result(knownAt: number): Result {
    return {
      polls: this.#polls,
      preflights: this.#preflights,
      delay: knownAt - this.endsAt,
      longestPause: this.#longestPause,
    };
  }
}

/** Polls like MeadCo's client: at each tick of a second, each time with a preflight. */
export function pollAsVendor(job: Job): Result {
  const service = new Service(job);
  for (let time = 1_000; ; time += 1_000) {
    if (service.poll(time, false) === completed) return service.result(time + latency);
  }
}

/**
 * Returns the pause after a response, in milliseconds.
 *
 * @param lasted - Milliseconds for which the status has not changed
 */
export type Pause = (isQueued: boolean, lasted: number) => number;

/** Polls with any pace. */
export function pollByPace(job: Job, pause: Pause): Result {
  const service = new Service(job);
  let changedAt = 0;
  let last: number | undefined;
  for (let time = 0; ; time += pause(last === queued, time - changedAt)) {
    const status = service.poll(time, true);
    time += latency;
    if (status === completed) return service.result(time);
    if (status !== last) changedAt = time;
    last = status;
  }
}

/** The number of jobs that are polled at the same time. */
const jobsAtOnce = 50;

/**
 * Polls jobs with this whole package, on a driven clock. Each job has a server of its own.
 *
 * @param name - Unique among the calls, because the package remembers how jobs ended
 */
export async function pollWithPackage(
  name: string,
  jobs: readonly Job[],
  seed: number,
): Promise<Result[]> {
  const random = randomFrom(seed);
  const results: Result[] = [];
  for (let first = 0; first < jobs.length; first += jobsAtOnce) {
    const batch = jobs.slice(first, first + jobsAtOnce);
    results.push(...(await pollBatch(`${name}-${first}`, batch, random)));
  }
  return results;
}

/** @param token - The token of each of the jobs */
async function pollBatch(token: string, jobs: readonly Job[], random: Random): Promise<Result[]> {
  const clock = new DrivenClock(replacePlatform);
  clock.random = random;
  const services = jobs.map((job) => new Service(job));
  clock.fetch = async (url, { cache }) => {
    const service = services[Number(new URL(url).hostname.split('.')[0]?.slice(1))];
    const status = service?.poll(clock.now, cache === 'default') ?? 0;
    await new Promise<void>((resolve) => clock.after(latency, resolve));
    return new Response(bodyWith(status));
  };
  const results: Result[] = [];
  const ends = services.map(async (service, index) => {
    const server = `https://s${index}.example`;
    for await (const { final } of watchJob({ server, token, license: 'x' })) {
      if (final) results[index] = service.result(clock.now);
    }
  });
  const lastEnd = Math.max(...services.map(({ endsAt }) => endsAt));
  await clock.pass(lastEnd + 60_000);
  await Promise.all(ends);
  await clock.end();
  return results;
}

function bodyWith(status: number): ReadableStream {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(JSON.stringify({ status })));
      controller.close();
    },
  });
}
