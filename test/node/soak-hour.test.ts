import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type Random, randomFrom } from '../../bench/mixes.js';
import { watchJob } from '../../dist/watch-job.js';
import { replacePlatform } from '../../dist/polling/platform.js';
import { DrivenClock } from '../support/driven-clock.js';
import { laterRequests, mostPerSecond, type SentRequest } from './support/requests.js';

const minute = 60_000;
const hour = 60 * minute;

type Signal = RequestInit['signal'];

/** A service on an office PC: its jobs take up to an hour, it fails sometimes, and it reboots. */
class OfficeService {
  readonly requests: SentRequest[] = [];
  mostInFlight = 0;
  #inFlight = 0;
  readonly #clock: DrivenClock;
  readonly #random: Random;
  readonly #jobs = new Map<string, { printsAt: number; endsAt: number }>();

  constructor(clock: DrivenClock, random: Random) {
    this.#clock = clock;
    this.#random = random;
    clock.fetch = (url, init) => this.#respond(url, init.signal);
  }

  addJob(token: string): void {
    const endsAt = this.#clock.now + 1_000 + this.#random() ** 3 * 0.9 * hour;
    this.#jobs.set(token, { printsAt: endsAt * 0.8, endsAt });
  }

  async #respond(url: string, signal: Signal): Promise<Response> {
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

  #wait(ms: number, signal: Signal): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = ms < Infinity ? this.#clock.after(ms, resolve) : 0;
      signal?.addEventListener('abort', () => {
        this.#clock.cancel(timer);
        reject(signal.reason as Error);
      });
    });
  }

  #cutBody(): ReadableStream<Uint8Array<ArrayBuffer>> {
    return new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"sta'));
        controller.error(new TypeError('terminated'));
      },
    });
  }
}

/** Runs the garbage collector until it has collected all that nothing refers to. */
async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc') as () => void;
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
      const listeners: WeakRef<object>[] = [];
      const statesOfJobs = new Map<string, string[]>();

      const follow = async (token: string): Promise<void> => {
        const states: string[] = [];
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
