import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { randomFrom } from '../../bench/mixes.ts';
import { watchJob } from '../../dist/watch-job.js';
import { replacePlatform } from '../../dist/polling/platform.js';

import { DrivenClock } from '../support/driven-clock.ts';
import { laterRequests, mostPerSecond } from './support/requests.ts';

/** @typedef {import('./support/requests.ts').SentRequest} SentRequest */

const minute = 60_000;
const hour = 60 * minute;

/** A service on an office PC: its jobs take up to an hour, it fails sometimes, and it reboots. */
class OfficeService {
  /** @type {SentRequest[]} */
  requests = [];
  mostInFlight = 0;
  #inFlight = 0;
  #clock;
  #random;
  /** @type {Map<string, { printsAt: number, endsAt: number }>} */
  #jobs = new Map();

  /** @param {DrivenClock} clock @param {() => number} random */
  constructor(clock, random) {
    this.#clock = clock;
    this.#random = random;
    clock.fetch = (url, init) => this.#respond(url, init.signal);
  }

  /** @param {string} token */
  addJob(token) {
    const endsAt = this.#clock.now + 1_000 + this.#random() ** 3 * 0.9 * hour;
    this.#jobs.set(token, { printsAt: endsAt * 0.8, endsAt });
  }

  /** @param {string} url @param {AbortSignal | null | undefined} signal @returns {Promise<Response>} */
  async #respond(url, signal) {
    const { date, now } = this.#clock;
    this.requests.push({ at: date, url });
    this.mostInFlight = Math.max(this.mostInFlight, ++this.#inFlight);
    try {
      await this.#wait(20 + 200 * this.#random() ** 4, signal);
      // The service reboots every twenty minutes, which takes two.
      if (now % (20 * minute) > 18 * minute) throw new TypeError('Failed to fetch');
      const draw = this.#random();
      if (draw < 0.01) await this.#wait(Infinity, signal);
      if (draw < 0.03) throw new TypeError('Failed to fetch');
      if (draw < 0.05) return new Response('busy', { status: 503 });
      if (draw < 0.06) return new Response('', { status: 429, headers: { 'Retry-After': '3' } });
      if (draw < 0.08) return new Response('<html>Not this');
      if (draw < 0.09) return new Response(this.#cutBody());
      const job = this.#jobs.get(url.split('/').at(-1) ?? '') ?? { printsAt: 0, endsAt: 0 };
      const status = now < job.printsAt ? 1 : now < job.endsAt ? 8 : 6;
      return new Response(JSON.stringify({ status }));
    } finally {
      this.#inFlight--;
    }
  }

  /** @param {number} ms @param {AbortSignal | null | undefined} signal */
  #wait(ms, signal) {
    return new Promise((resolve, reject) => {
      const timer = ms < Infinity ? this.#clock.after(ms, () => resolve(undefined)) : 0;
      signal?.addEventListener('abort', () => {
        this.#clock.cancel(timer);
        reject(signal.reason);
      });
    });
  }

  /** @returns {ReadableStream<Uint8Array>} */
  #cutBody() {
    return new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"sta'));
        controller.error(new TypeError('terminated'));
      },
    });
  }
}

/** Runs the garbage collector until it has collected all that nothing refers to. */
async function collectGarbage() {
  setFlagsFromString('--expose-gc');
  const gc = /** @type {() => void} */ (runInNewContext('gc'));
  for (let round = 0; round < 5; round++) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    gc();
  }
}

describe('polling 500 jobs for an hour', () => {
  it(
    'reports every final status, stays within the limits and leaks no memory',
    { timeout: 2 * minute },
    async () => {
      const clock = new DrivenClock(replacePlatform);
      const random = randomFrom(20_261_124);
      clock.random = random;
      const service = new OfficeService(clock, random);
      /** @type {WeakRef<object>[]} */
      const listeners = [];
      /** @type {Map<string, string[]>} */
      const statesOfJobs = new Map();

      /** @param {string} token */
      const follow = async (token) => {
        /** @type {string[]} */
        const states = [];
        statesOfJobs.set(token, states);
        const onError = () => undefined;
        listeners.push(new WeakRef(onError));
        const job = watchJob({ server: 'http://office.example', token, onError });
        for await (const { state } of job) states.push(state);
      };
      const ends = Array.from({ length: 500 }, (_, index) => {
        const token = `job-${index}`;
        service.addJob(token);
        return follow(token);
      });

      // The page is visible, hidden or offline, and the computer sleeps.
      for (let passed = 0; passed < hour; passed += 5 * minute) {
        await clock.pass(4 * minute);
        const change = passed % (15 * minute) === 0 ? { isHidden: true } : { isOnline: false };
        await clock.change(change);
        await clock.pass(50_000);
        if (passed === 20 * minute) clock.sleep(10 * minute);
        await clock.change({ isHidden: false, isOnline: true });
        await clock.pass(10_000);
      }
      await clock.pass(5 * minute);
      await Promise.all(ends);
      await clock.end();

      for (const states of statesOfJobs.values()) {
        assert.deepEqual(states, [...new Set(states)], 'no state is reported twice');
        assert.equal(states.at(-1), 'completed');
      }
      assert.equal(service.mostInFlight, 4);
      const later = laterRequests(service.requests).map(({ at }) => at);
      assert.equal(mostPerSecond(later), 10);
      assert.ok(later.length > 10_000);

      ends.length = 0;
      await collectGarbage();
      assert.equal(listeners.filter((listener) => listener.deref()).length, 0);
    },
  );
});
