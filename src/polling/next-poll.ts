import type { History } from './history.js';
import {
  adaptivePause,
  backOff,
  hiddenPause,
  minInterval,
  minPause,
  offlinePause,
} from './pace.js';

/** What prevents a poll until something changes. */
export type Obstacle =
  | 'no-subscriber'
  | 'source'
  | 'in-flight'
  | 'other-tabs'
  | 'prerendering'
  | 'permission'
  | 'max-in-flight';

/** What delays a poll, the strongest first. */
export type Delay =
  'retry-after' | 'back-off' | 'offline' | 'hidden' | 'limit' | 'interval' | 'pace' | 'none';

/** The circumstances of a poll. */
export interface Circumstances {
  readonly now: number;
  /** What prevents a poll; undefined for nothing. */
  readonly obstacle: Obstacle | undefined;
  /** When the service accepts requests again (`Retry-After`). */
  readonly heldUntil: number | undefined;
  /** When the server's limit allows another request; undefined for a job's first. */
  readonly slotAt: number | undefined;
  /** Whether the network is gone, unless the service is on this computer. */
  readonly isOffline: boolean;
  /** Whether the documents of all subscribers are hidden, and none polls in the background. */
  readonly isHidden: boolean;
  /** When something that had delayed the page's polls was over. */
  readonly cameBackAt: number | undefined;
  /** When the job had a subscriber again, without failures before. */
  readonly resumedAt: number | undefined;
  /** Whether a subscriber requires an immediate poll. */
  readonly isRequested: boolean;
  /** The interval of each subscriber in milliseconds; undefined for the adaptive pace. */
  readonly intervals: readonly (number | undefined)[];
}

/** When to poll next and why not sooner, or what prevents it. */
export type NextPoll =
  { readonly at: number; readonly reason: Delay } | { readonly obstacle: Obstacle };

/** When to poll a job next. The longest of all delays counts. */
export function nextPoll(history: History, circumstances: Circumstances): NextPoll {
  const { heldUntil, now, obstacle, slotAt } = circumstances;
  if (obstacle) return { obstacle };
  const delays: [reason: Delay, at: number][] = [];
  if (heldUntil !== undefined) delays.push(['retry-after', heldUntil]);
  delays.push(...ownDelays(history, circumstances));
  if (slotAt !== undefined) delays.push(['limit', slotAt]);
  let next: NextPoll = { at: now, reason: 'none' };
  // Of two that last equally long, the stronger one comes first and is named.
  for (const [reason, at] of delays) if (at > next.at) next = { at, reason };
  return next;
}

/** The delays that follow from the job's own polls. A requested poll skips them. */
function ownDelays(history: History, circumstances: Circumstances): [Delay, number][] {
  const { cameBackAt, isHidden, isOffline, isRequested, resumedAt } = circumstances;
  const { failures, polledAt, random } = history;
  if (isRequested || polledAt === undefined) return [];
  const pauses: [Delay, number][] = [];
  if (failures) pauses.push(['back-off', backOff(failures.all.count, random)]);
  if (isOffline) pauses.push(['offline', offlinePause]);
  if (isHidden) pauses.push(['hidden', hiddenPause]);
  pauses.push(pauseOf(history, circumstances));
  // Then a poll follows soon, but no sooner than the pace allows at any time.
  const hasComeBack = [cameBackAt, resumedAt].some((at) => at !== undefined && at >= polledAt);
  const atMost = hasComeBack && !isHidden && !isOffline ? minPause : Infinity;
  return pauses.map(([reason, ms]) => [reason, polledAt + Math.min(ms, atMost)]);
}

/** The shortest pause of all subscribers. During failures, the back-off takes the place of the pace. */
function pauseOf(history: History, { intervals }: Circumstances): [Delay, number] {
  const { changedAt, failures, jobStatus, polledAt = changedAt, random } = history;
  const pace = failures ? 0 : adaptivePause(jobStatus?.state, polledAt - changedAt, random);
  const shortest = Math.min(...intervals.map((ms) => Math.max(ms ?? pace, minInterval)));
  const isPace = intervals.includes(undefined) && shortest >= pace;
  return [isPace ? 'pace' : 'interval', shortest];
}
