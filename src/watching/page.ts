import type { StatusRequest } from '../protocol/status-request.js';
import { comeBack, type IsTime, review, reviewWith } from './agenda.js';
import { beginWatch, type JobWatch, type Watcher } from './job-watch.js';
import { pageEvents } from './page-life.js';
import { platform } from './platform.js';
import { openServer, type Server } from './server.js';

/**
 * So many jobs are remembered that nobody watches, of those whose end is known and of the others each:
 * a service may forget how a job has ended.
 */
const mostIdle = 1_000;

const servers = new Map<string, Server>();

/**
 * Lets somebody watch a job, together with all who watch it in the same way, and tells what is
 * known. Who is in a `current` watch of the job stays there if it still fits, and leaves it
 * otherwise.
 */
export function join(request: StatusRequest, watcher: Watcher, current?: JobWatch): JobWatch {
  const { origin, url } = request;
  const server = servers.get(origin) ?? openServer(origin);
  servers.set(origin, server);
  for (const type of pageEvents) {
    // Captured, for some of them are fired at the document and do not bubble; again and again, for
    // that is once.
    platform.addEventListener?.(type, comeBack, true);
  }

  const ofJob = [...server.watches].filter((watch) => watch.request.url === url);
  const watch =
    ofJob.findLast((each) => each.fits(request, watcher, !!current)) ??
    beginWatch(request, server, !!ofJob[0], current);
  if (watch !== current) {
    moveLast(server, watch);
    current?.remove(watcher);
    watch.add(watcher, !!current);
  }
  review();
  return watch;
}

/** Puts a watch where the next question for news is taken from. */
function moveLast({ watches }: Server, watch: JobWatch): void {
  watches.delete(watch);
  watches.add(watch);
}

function forget({ watches }: Server): void {
  for (const isEnded of [true, false]) {
    const idle = [...watches].filter((watch) => watch.isIdle(isEnded));
    for (const watch of idle.slice(0, -mostIdle)) watches.delete(watch);
  }
}

reviewWith((isTime) => {
  for (const server of servers.values()) {
    forget(server);
    giveTurns(server, isTime);
    for (const watch of server.watches) watch.review(isTime);
  }
});

function giveTurns(server: Server, isTime: IsTime): void {
  const isDue = (watch: JobWatch): boolean => isTime(watch.turnAt());
  for (;;) {
    const watches = [...server.watches];
    // News call for a quick look, so by turns the job comes first that was added last or is due again
    // soonest; in between the one that was asked about longest ago, so that none starves.
    const watch = server.isForNews ? watches.findLast(isDue) : watches.find(isDue);
    if (!watch) return;
    server.isForNews = !server.isForNews;
    moveLast(server, watch);
    void watch.ask();
  }
}
