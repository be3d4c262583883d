import { watchJob } from '../dist/watch-job.js';
import { replacePlatform } from '../dist/watching/platform.js';
import { DrivenClock } from '../test/support/driven-clock.mjs';
import { randomFrom } from './mixes.mjs';

const latency = 30;

/** Browsers remember a preflight for so long where its answer does not say. */
const preflightLasts = 5_000;

/**
 * @typedef {import('./mixes.mjs').Job} Job
 * @typedef {{ questions: number, preflights: number, late: number, longestGap: number }} Course
 */

/** A service that knows one job, and counts what it is asked. */
class Service {
  questions = 0;
  preflights = 0;
  longestGap = 0;
  #job;
  #preflightAt = -Infinity;
  #answeredAt = 0;

  /** @param {Job} job */
  constructor(job) {
    this.#job = job;
  }

  get endsAt() {
    return this.#job.queued + this.#job.printing;
  }

  /** @param {number} time @returns {number} the status */
  ask(time) {
    this.questions++;
    if (time - this.#preflightAt > preflightLasts) {
      this.preflights++;
      this.#preflightAt = time;
    }
    if (this.questions > 1) this.longestGap = Math.max(this.longestGap, time - this.#answeredAt);
    this.#answeredAt = time + latency;
    if (time < this.#job.queued) return 1;
    return time < this.endsAt ? 8 : 6;
  }

  /** @param {number} time at which the page knows the end @returns {Course} */
  course(time) {
    const { questions, preflights, longestGap } = this;
    return { questions, preflights, longestGap, late: time - this.endsAt };
  }
}

/**
 * MeadCo's client: a question at each tick of a second, unless one is out.
 *
 * @param {Job} job
 * @returns {Course}
 */
export function watchAsVendor(job) {
  const service = new Service(job);
  for (let time = 1_000; ; time += 1_000) {
    if (service.ask(time) === 6) return service.course(time + latency);
  }
}

/** So many jobs are watched at once. */
const jobsAtOnce = 50;

/**
 * This package, all of it, on a driven clock: each job on a server of its own.
 *
 * @param {string} mix so that no end of another one is remembered
 * @param {Job[]} jobs
 * @param {number} seed
 * @returns {Promise<Course[]>}
 */
export async function watchAll(mix, jobs, seed) {
  const random = randomFrom(seed);
  /** @type {Course[]} */
  const courses = [];
  for (let first = 0; first < jobs.length; first += jobsAtOnce) {
    const some = jobs.slice(first, first + jobsAtOnce);
    courses.push(...(await watchSome(`${mix}-${first}`, some, random)));
  }
  return courses;
}

/**
 * @param {string} token of each of the jobs
 * @param {Job[]} jobs
 * @param {() => number} random
 * @returns {Promise<Course[]>}
 */
async function watchSome(token, jobs, random) {
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
  clock.fetch = async (url) => {
    const service = services[Number(new URL(url).hostname.split('.')[0]?.slice(1))];
    const status = service?.ask(clock.now) ?? 0;
    await new Promise((resolve) => clock.after(latency, () => resolve(undefined)));
    return new Response(body(status));
  };
  /** @type {Course[]} */
  const courses = [];
  const watches = jobs.map(async (_, index) => {
    const server = `https://s${index}.example`;
    for await (const { final } of watchJob({ server, token, license: 'x' })) {
      const course = services[index]?.course(clock.now);
      if (final && course) courses[index] = course;
    }
  });
  const longest = Math.max(...services.map(({ endsAt }) => endsAt));
  await clock.pass(longest + 60_000);
  await Promise.all(watches);
  await clock.end();
  return courses;
}
