import { isIpOrLocalName, isLocalAddress, isLoopback } from '../protocol/address-space.js';
import { type BlockedReason, blockedError } from '../protocol/errors.js';
import type { JobStatusError } from '../protocol/job-status-error.js';
import { now } from './clock.js';
import { isFeatureAllowed, pageAddress } from './page-life.js';
import { platform } from './platform.js';
import type { Schedule } from './scheduler.js';

/** Milliseconds to wait for `navigator.permissions.query()`. */
const queryLimit = 1_000;

/** What the access to a service needs of its page. */
export interface AccessPage {
  /** Runs what is due once the current task has ended. */
  runSoon(): void;
  /** Lets every job poll immediately, and gives the polls in flight time again. */
  wake(): void;
}

/**
 * The browser's permission for a service at a local address: browsers ask their user before a page reaches
 * this computer or the local network (https://wicg.github.io/local-network-access).
 */
export class LocalNetworkAccess {
  /** The `targetAddressSpace` for `fetch`; undefined if the browser derives it from the URL. */
  readonly addressSpace: 'local' | undefined;
  readonly #page: AccessPage;
  readonly #blockedReason: BlockedReason;
  readonly #queriedAt = now();
  /** The state of the permission; undefined if none is needed, or if the browser doesn't say. */
  #state: PermissionState | undefined;
  #isQueryPending = true;

  constructor(origin: string, page: AccessPage) {
    this.#page = page;
    const { origin: pageOrigin = '' } = pageAddress();
    const isOnLoopback = isLoopback(origin);
    const isMixed = pageOrigin.startsWith('https:') && origin.startsWith('http:') && !isOnLoopback;
    const hasAddressSpaces = supportsAddressSpaces();
    const isDerived = isOnLoopback || isIpOrLocalName(origin);
    // A page on https may reach any other name over http only if it is on the local network.
    this.addressSpace = isMixed && hasAddressSpaces && !isDerived ? 'local' : undefined;
    const names = [isOnLoopback ? 'loopback-network' : 'local-network', 'local-network-access'];
    this.#blockedReason = blockedReason(isMixed && !hasAddressSpaces, names);
    if (this.#blockedReason === 'mixed-content') this.#state = 'denied';
    const isLocal = isOnLoopback || isLocalAddress(origin) || this.addressSpace === 'local';
    void this.#query(isLocal && !isLoopback(pageOrigin) ? names : []);
  }

  /** Whether the browser has not said yet what its user has decided. */
  get isQueryPending(): boolean {
    return this.#isQueryPending;
  }

  /** Whether the next request may make the browser ask its user. */
  get isUndecided(): boolean {
    return this.#state === 'prompt';
  }

  get isDenied(): boolean {
    return this.#state === 'denied';
  }

  /** The error for a request that the browser blocked; undefined if it doesn't. */
  get error(): JobStatusError | undefined {
    return this.isDenied ? blockedError(this.#blockedReason) : undefined;
  }

  /** Notes that there was a response, so that no permission is needed. */
  confirm(): void {
    this.#state = undefined;
  }

  /** Stops waiting for a query that takes too long. */
  run(schedule: Schedule): void {
    if (this.#isQueryPending && schedule.isDue(this.#queriedAt + queryLimit)) {
      this.#isQueryPending = false;
    }
  }

  /** @param names - Of the permission, the newest first */
  async #query(names: readonly string[]): Promise<void> {
    const onChange = (state: PermissionState): void => {
      this.#state = state;
      this.#page.wake();
    };
    let state: PermissionState | undefined;
    for (const name of names) state ??= await queryPermission(name, onChange);
    this.#state ??= state;
    this.#isQueryPending = false;
    this.#page.runSoon();
  }
}

/** Whether `fetch` supports `targetAddressSpace`. */
function supportsAddressSpaces(): boolean {
  const request = Object(platform().Request?.prototype) as object;
  // MooTools puts a `Request` of its own in the page, which says nothing about `fetch`.
  return 'targetAddressSpace' in request || !('mode' in request);
}

function blockedReason(isMixedContent: boolean, names: readonly string[]): BlockedReason {
  if (isMixedContent) return 'mixed-content';
  if (platform().isSecureContext === false) return 'insecure-page';
  return names.some(isFeatureAllowed) ? 'denied' : 'frame';
}

/** The state of a permission; undefined if the browser doesn't know it, or the page has replaced it. */
async function queryPermission(
  name: string,
  onChange: (state: PermissionState) => void,
): Promise<PermissionState | undefined> {
  try {
    const status = await platform().navigator?.permissions?.query({ name });
    status?.addEventListener('change', () => {
      onChange(status.state);
    });
    return status?.state;
  } catch {
    return undefined;
  }
}
