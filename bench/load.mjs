import { adaptivePause } from '../dist/polling/pace.js';
import { preflightLifetime } from './simulate.mjs';

/** @param {number} pause - Milliseconds from one poll to the next */
function requestsPerSecond(pause) {
  const pollsPerPreflight = Math.max(1, Math.ceil(preflightLifetime / pause));
  return (1_000 / pause) * (1 + 1 / pollsPerPreflight);
}

/** @param {number} minutes - For which the job has been queued */
function requestsWhenQueued(minutes) {
  return requestsPerSecond(adaptivePause('queued', minutes * 60_000, 0.5));
}

/** MeadCo's client polls every second, each time with a preflight. */
const vendorLoad = 2;

/**
 * How many requests a service receives if each of a number of pages polls one queued job with a licence.
 *
 * @param {(rows: (string | number)[][]) => string} table
 */
export function loadTable(table) {
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
