import type { DrivenClock } from './driven-clock.mjs';

/** A response that is more, or less, than a status. */
export interface Reply {
  readonly http: number;
  readonly headers?: HeadersInit;
  readonly body?: string;
}

/** What the service does with one question: answers, refuses, or lets it hang. */
export type Act = number | { status: number; message?: string } | Reply | Error | 'hang';

/** A question that was put, and when. */
export interface Question {
  readonly at: number;
  readonly url: string;
  readonly init: RequestInit;
}

/** Answers questions by a script on a driven clock; the last act of a job is repeated for ever. */
export class ScriptedService {
  readonly questions: Question[] = [];
  inFlight = 0;
  mostInFlight = 0;
  /** Milliseconds that an answer takes. */
  latency = 0;

  readonly #clock: DrivenClock;
  readonly #acts: Act[];

  constructor(clock: DrivenClock, ...acts: Act[]) {
    this.#clock = clock;
    this.#acts = acts;
    clock.fetch = (url, init) => this.fetch(url, init);
  }

  readonly fetch = async (url: string, init: RequestInit): Promise<Response> => {
    this.questions.push({ at: this.#clock.now, url, init });
    this.mostInFlight = Math.max(this.mostInFlight, ++this.inFlight);
    const act = this.#acts.length > 1 ? this.#acts.shift() : this.#acts[0];
    try {
      return await this.#perform(act ?? 0, init.signal);
    } finally {
      this.inFlight--;
    }
  };

  /** When each question was put. */
  get times(): number[] {
    return this.questions.map(({ at }) => at);
  }

  /** The times between the questions. */
  get gaps(): number[] {
    return this.times.slice(1).map((at, index) => at - (this.times[index] ?? 0));
  }

  /** What the service will do from now on. */
  act(...acts: Act[]): void {
    this.#acts.splice(0, Infinity, ...acts);
  }

  async #perform(act: Act, signal: AbortSignal | null | undefined): Promise<Response> {
    await new Promise<void>((resolve, reject) => {
      const wait = act === 'hang' ? Infinity : this.latency;
      const timer = wait > 0 && wait < Infinity ? this.#clock.after(wait, resolve) : 0;
      if (wait === 0) resolve();
      signal?.addEventListener('abort', () => {
        this.#clock.cancel(timer);
        reject(signal.reason as Error);
      });
    });
    if (act instanceof Error) throw act;
    if (typeof act === 'object' && 'http' in act) return reply(act);
    const body = JSON.stringify(typeof act === 'number' ? { status: act } : act);
    return reply({ http: 200, body });
  }
}

/** A response with a body that is read in microtasks alone, so that no time passes meanwhile. */
function reply({ http, headers = {}, body = '' }: Reply): Response {
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(body));
      controller.close();
    },
  });
  return new Response(stream, { status: http, headers });
}
