/** A request that was sent to a service, and when. */
export interface SentRequest {
  readonly at: number;
  readonly url: string;
}

/** The highest number of these times within one second. */
export function mostPerSecond(times: readonly number[]): number {
  let first = 0;
  return times.reduce((most, time, index) => {
    while (time - (times[first] ?? 0) >= 1000) first++;
    return Math.max(most, index - first + 1);
  }, 0);
}

/** The requests other than the first of each job. */
export function laterRequests(requests: readonly SentRequest[]): SentRequest[] {
  const polled = new Set<string>();
  return requests.filter(({ url }) => polled.has(url) || !polled.add(url));
}
