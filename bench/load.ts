import { adaptivePause } from '../dist/polling/pace.js';
import { preflightLifetime } from './simulate.js';
import { table } from './table.js';

/** @param pause - Milliseconds from one poll to the next */
function requestsPerSecond(pause: number): number {
  const pollsPerPreflight = Math.max(1, Math.ceil(preflightLifetime / pause));
  return (1_000 / pause) * (1 + 1 / pollsPerPreflight);
}

/** Requests per second for a job that has been queued for a number of minutes. */
function requestsWhenQueued(minutes: number): number {
  return requestsPerSecond(adaptivePause('queued', minutes * 60_000, 0.5));
}

/** MeadCo's client polls every second, each time with a preflight. */
const vendorLoad = 2;

/**
 * How many requests per second a service receives if each of a number of pages polls one queued job
 * with a licence.
 */
export function loadTable(): string {
  const loads = [
    vendorLoad,
    requestsWhenQueued(1),
    requestsWhenQueued(10),
    requestsPerSecond(60_000),
  ];
  return table([
    ['pages', "MeadCo's client", 'queued for a minute', 'queued for ten minutes', 'hidden page'],
    ...[1, 100, 10_000].map((pages) => [
      pages.toLocaleString('en-GB'),
      ...loads.map((load) =>
        (pages * load).toLocaleString('en-GB', { maximumSignificantDigits: 2 }),
      ),
    ]),
  ]);
}
