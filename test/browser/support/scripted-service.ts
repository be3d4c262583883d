import type { DrivenClock } from '../../support/driven-clock.js';

/** A response other than a 200 with a job status. */
export interface ScriptedResponse {
  readonly http: number;
  readonly headers?: HeadersInit;
  readonly body?: string;
}

/** What the service does with a request: it responds, fails, or never responds. */
export type Reaction =
  number | { status: number; message?: string } | ScriptedResponse | Error | 'hang';

/** A request that was sent, and when. */
export interface SentRequest {
  readonly at: number;
  readonly url: string;
  readonly init: RequestInit;
}

/** Responds to requests by a script, on a driven clock. The last reaction is repeated forever. */
export class ScriptedService {
  readonly requests: SentRequest[] = [];
  inFlight = 0;
  mostInFlight = 0;
  /** Milliseconds that a response takes. */
  latency = 0;

  readonly #clock: DrivenClock;
  readonly #reactions: Reaction[];

  constructor(clock: DrivenClock, ...reactions: Reaction[]) {
    this.#clock = clock;
    this.#reactions = reactions;
    clock.fetch = (url, init) => this.fetch(url, init);
  }

  readonly fetch = async (url: string, init: RequestInit): Promise<Response> => {
    this.requests.push({ at: this.#clock.now, url, init });
    this.mostInFlight = Math.max(this.mostInFlight, ++this.inFlight);
    const reaction = this.#reactions.length > 1 ? this.#reactions.shift() : this.#reactions[0];
    try {
      return await this.#respond(reaction ?? 0, init.signal);
    } finally {
      this.inFlight--;
    }
  };

  /** When each request was sent. */
  get times(): number[] {
    return this.requests.map(({ at }) => at);
  }

  /** The times between the requests. */
  get gaps(): number[] {
    return this.times.slice(1).map((at, index) => at - (this.times[index] ?? 0));
  }

  /** Replaces the script with the reactions to all further requests. */
  react(...reactions: Reaction[]): void {
    this.#reactions.splice(0, Infinity, ...reactions);
  }

  async #respond(reaction: Reaction, signal: AbortSignal | null | undefined): Promise<Response> {
    await new Promise<void>((resolve, reject) => {
      const wait = reaction === 'hang' ? Infinity : this.latency;
      const timer = wait > 0 && wait < Infinity ? this.#clock.after(wait, resolve) : 0;
      if (wait === 0) resolve();
      signal?.addEventListener('abort', () => {
        this.#clock.cancel(timer);
        reject(signal.reason as Error);
      });
    });
    if (reaction instanceof Error) throw reaction;
    if (typeof reaction === 'object' && 'http' in reaction) return responseOf(reaction);
    const body = JSON.stringify(typeof reaction === 'number' ? { status: reaction } : reaction);
    return responseOf({ http: 200, body });
  }
}

function responseOf({ http, headers = {}, body = '' }: ScriptedResponse): Response {
  return new Response(streamOf(body), { status: http, headers });
}

/** A body that is read in microtasks alone, so no time passes meanwhile. */
export function streamOf(body: string): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(body));
      controller.close();
    },
  });
}
