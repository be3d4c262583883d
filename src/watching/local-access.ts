import { type AddressSpace, isLocal, isLoopback } from '../protocol/address-space.js';
import type { Fault } from '../protocol/answer.js';
import { platform } from './platform.js';

/**
 * What stands between a page and a service on this computer or on the local network: browsers ask
 * their user first (https://wicg.github.io/local-network-access). Nothing is known of it before
 * the permission has been looked up, and where a browser has none, nothing ever is.
 */
export class LocalAccess {
  /** Whether it was found out what the browser has decided, or that this cannot be. */
  isKnown = false;

  /** What to tell `fetch` of the address; undefined where it knows, or must not be told. */
  readonly targetAddressSpace: AddressSpace | undefined;

  readonly #isMixed: boolean;
  /** A page of this computer needs no permission, though browsers call that undecided too. */
  readonly #isAtHome: boolean;
  readonly #names: readonly string[];
  #status: PermissionStatus | undefined;
  #wasReached = false;

  /** `onChange` is called when it is known what the browser has decided, and when that changes. */
  constructor(url: URL, onChange: () => void) {
    const { hostname, protocol } = url;
    const own = platform.origin();
    const isPlain = protocol === 'http:' && own?.startsWith('https:') === true;
    const isNamed = isPlain && !isLoopback(hostname) && !isLocal(hostname);
    // A page on https may ask such a name only when it says that it means the local network.
    this.targetAddressSpace = isNamed && platform.knowsAddressSpaces() ? 'local' : undefined;
    this.#isMixed = isPlain && !isLoopback(hostname) && !platform.knowsAddressSpaces();
    this.#names = [
      isLoopback(hostname) ? 'loopback-network' : 'local-network',
      // Its one name in Chrome 142 to 144.
      'local-network-access',
    ];
    const isOwn = own === url.origin;
    this.#isAtHome = own !== undefined && URL.canParse(own) && isLoopback(new URL(own).hostname);
    void this.#lookUp(!isOwn && (isLoopback(hostname) || isLocal(hostname) || isNamed), onChange);
  }

  /** Whether the next question may make the browser ask its user. */
  get isUndecided(): boolean {
    return this.#status?.state === 'prompt' && !this.#isAtHome && !this.#wasReached;
  }

  /** Notes that the service was reached, so that nothing stands in between. */
  reached(): void {
    this.#wasReached = true;
  }

  /** Why the browser has refused a question that failed; undefined when it was not the browser. */
  get refusal(): Fault | undefined {
    if (this.#isMixed) {
      return blocked('A page on https may not ask an http address: give the service https.', true);
    }
    if (this.#status?.state !== 'denied' || this.#wasReached) return undefined;
    return this.#names.some((name) => platform.allowsFeature(name))
      ? blocked(
          'The browser keeps this page from the print service. Allow "Apps on device" or "Local ' +
            'network access" in the site settings beside the address: checking then goes on by ' +
            'itself. The job may be printing all the same.',
          false,
        )
      : blocked(
          'This frame may not reach the print service: its page has to set ' +
            'allow="loopback-network; local-network; local-network-access" on it.',
          true,
        );
  }

  async #lookUp(isNeeded: boolean, onChange: () => void): Promise<void> {
    for (const name of isNeeded ? this.#names : []) {
      this.#status ??= await platform.queryPermission(name);
    }
    this.#status?.addEventListener('change', () => {
      this.#wasReached = false;
      onChange();
    });
    this.isKnown = true;
    onChange();
  }
}

function blocked(message: string, final: boolean): Fault {
  return { code: 'blocked', message, final };
}
