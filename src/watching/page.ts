import type { StatusRequest } from '../protocol/status-request.js';
import { moveLast, review, watches } from './agenda.js';
import { beginWatch, type JobWatch, type Watcher } from './job-watch.js';
import { listen } from './page-life.js';
import { openServer, type Server } from './server.js';

/** So many jobs are remembered that nobody watches: a service may forget how one has ended. */
const mostIdle = 1_000;

const servers = new Map<string, Server>();

/**
 * Lets somebody watch a job, together with all who watch it in the same way, and tells what is
 * known. Who is in a `current` watch stays there if it still fits, and leaves it otherwise.
 */
export function join(request: StatusRequest, watcher: Watcher, current?: JobWatch): JobWatch {
  const { origin } = request;
  const server = servers.get(origin) ?? openServer(origin);
  servers.set(origin, server);
  const ofJob = [...watches].filter(({ url }) => url === request.url);
  const watch =
    ofJob.findLast((each) => each.fits(request, watcher)) ??
    beginWatch(request, server, ofJob.length > 0);
  moveLast(watch);
  const idle = [...watches].filter((each) => each.isIdle());
  for (const each of idle.slice(0, -mostIdle)) watches.delete(each);
  if (watch !== current) {
    current?.remove(watcher);
    watch.add(watcher);
  }
  listen();
  review();
  return watch;
}
