const responseTimeout = 5000;
const intervals = { connected: 5000, disconnected: 30_000 };

export type ConnectionState = 'connected' | 'disconnected';

export interface ConnectionOptions {
  /** Of the print service. */
  readonly address: string;
  /** Called when the service responds for the first time, and again until it succeeds. */
  readonly connect: () => Promise<void>;
  /** @param reason - Why the page is not connected, for its user */
  readonly onChange: (state: ConnectionState, reason: string) => void;
}

/** Checks whether the print service responds: regularly while the page is visible, and on request. */
export class Connection {
  readonly #options: ConnectionOptions;
  #state: ConnectionState | undefined;
  #hasConnected = false;
  #check: Promise<void> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden) void this.check();
    });
  }

  /** Undefined before the first check has ended. */
  get state(): ConnectionState | undefined {
    return this.#state;
  }

  /** Joins the check in progress, if any. */
  check(): Promise<void> {
    this.#check ??= this.#run().finally(() => {
      this.#check = undefined;
    });
    return this.#check;
  }

  async #run(): Promise<void> {
    clearTimeout(this.#timer);
    const { connect, onChange } = this.#options;
    let reason = '';
    try {
      await this.#ping();
      if (!this.#hasConnected) await connect();
      this.#hasConnected = true;
      this.#state = 'connected';
    } catch (error) {
      reason = error instanceof Error ? error.message : String(error);
      this.#state = 'disconnected';
    }
    onChange(this.#state, reason);
    this.#timer = setTimeout(() => {
      // When the page becomes visible, the service is checked immediately.
      if (!document.hidden) void this.check();
    }, intervals[this.#state]);
  }

  /** This request needs no licence. */
  async #ping(): Promise<void> {
    const { address } = this.#options;
    let response;
    try {
      response = await fetch(`${address}/api/v1/licensing/ping`, {
        cache: 'no-store',
        signal: AbortSignal.timeout(responseTimeout),
      });
    } catch (cause) {
      throw new Error(`No response from ${address}. Check that the print service is running.`, {
        cause,
      });
    }
    if (!response.ok) throw new Error(`The print service has an error (${response.status}).`);
  }
}
