import { isIpOrLocalName, isLoopback } from '../protocol/address-space.js';
import { blockedError } from '../protocol/errors.js';
import type { JobStatusError } from '../protocol/job-status-error.js';
import { review, wake } from './agenda.js';
import type { JobWatch } from './job-watch.js';
import { isPrerendered, pageAddress } from './page-life.js';
import { platform } from './platform.js';

/** Two of a browser's six connections to a server stay free for the page. */
const mostInFlight = 4;

/** One server: what stands between it and the page, and what holds its questions. */
export interface Server {
  /** Whether it is on this computer. */
  readonly isHere: boolean;
  /** All that is watched there and some that was, the one asked about longest ago first. */
  readonly watches: Set<JobWatch>;
  /** Whether the next turn is for the news. */
  isForNews: boolean;
  /** How many questions are out; Infinity before it is known what stands in between. */
  inFlight: number;
  /** Until when the service wants to be left alone (`Retry-After`). */
  heldUntil: number;
  /** When the next question may be put that is not a job's first. */
  freeAt: number;
  /** What to tell `fetch` of the address; undefined where it knows, or must not be told. */
  readonly addressSpace: 'local' | undefined;
  /**
   * What the user has decided; undefined where there is nothing to decide or no way to know, and
   * once an answer has come, for nothing stands in between then.
   */
  decision: PermissionState | undefined;
  /** Whether no further question may be out. */
  isFull(): boolean;
  /** Why the browser refuses to put a question; undefined when it does not. */
  refusal(): JobStatusError | undefined;
}

/**
 * Finds out what stands between the page and the server at an origin: browsers ask their user
 * before a page reaches this computer or the local network
 * (https://wicg.github.io/local-network-access).
 */
export function openServer(origin: string): Server {
  const { Request, document, navigator } = platform;
  const { origin: page = '' } = pageAddress();
  const isHere = isLoopback(origin);
  const isMixed = /^https:.* http:/.test(`${page} ${origin}`) && !isHere;
  const isLiteral = isIpOrLocalName(origin);
  const canTell = Request && 'targetAddressSpace' in Request.prototype;
  // A page on https may ask such a name only when it says that it means the local network.
  const addressSpace = isMixed && canTell && !isLiteral ? 'local' : undefined;

  // Of the newest browsers, and of Chrome 142 to 144.
  const names = [isHere ? 'loopback-network' : 'local-network', 'local-network-access'];
  const isUseless = isMixed && !canTell;
  const isFrame = names.every((name) => document?.featurePolicy?.allowsFeature(name) === false);
  const reason = isUseless
    ? 'mixed-content'
    : platform.isSecureContext === false
      ? 'insecure-page'
      : isFrame
        ? 'frame'
        : 'denied';

  const server: Server = {
    isHere,
    watches: new Set(),
    isForNews: false,
    inFlight: Infinity,
    heldUntil: 0,
    freeAt: 0,
    addressSpace,
    decision: isUseless ? 'denied' : undefined,
    isFull: () =>
      isPrerendered() || server.inFlight >= (server.decision === 'prompt' ? 1 : mostInFlight),
    refusal: () => (server.decision === 'denied' ? blockedError(reason) : undefined),
  };

  async function lookUp(): Promise<void> {
    let status: PermissionStatus | undefined;
    // A page of this computer needs no permission.
    if (!isLoopback(page) && (isHere || isLiteral || addressSpace)) {
      for (const name of names) {
        // It throws where it does not know the name.
        status ??= await navigator?.permissions?.query({ name }).catch(() => undefined);
      }
    }
    server.decision ??= status?.state;
    status?.addEventListener('change', () => {
      server.decision = status.state;
      wake();
    });
    server.inFlight = 0;
    review();
  }
  void lookUp();
  return server;
}
