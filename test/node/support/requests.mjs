/**
 * A request that was sent to a service, and when.
 *
 * @typedef {{ at: number, url: string }} SentRequest
 */

/** The highest number of these times within one second. @param {number[]} times */
export function mostPerSecond(times) {
  let first = 0;
  return times.reduce((most, time, index) => {
    while (time - (times[first] ?? 0) >= 1000) first++;
    return Math.max(most, index - first + 1);
  }, 0);
}

/** The requests other than the first of each job. @param {SentRequest[]} requests */
export function laterRequests(requests) {
  const polled = new Set();
  return requests.filter(({ url }) => polled.has(url) || !polled.add(url));
}
