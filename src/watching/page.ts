import type { StatusRequest } from '../protocol/status-request.js';
import { comeBack, type IsTime, review, reviewWith } from './agenda.js';
import {
  addWatcher,
  ask,
  beginWatch,
  type JobWatch,
  removeWatcher,
  reviewWatch,
  revive,
  turnAt,
  type Watcher,
} from './job-watch.js';
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
    ofJob.findLast((each) => fits(each, request, watcher, current)) ??
    beginWatch(request, server, ofJob.length > 0, current);
  if (watch !== current) {
    moveLast(watch);
    if (current) removeWatcher(current, watcher);
    else revive(watch);
    addWatcher(watch, watcher);
  }
  forget(server);
  review();
  return watch;
}

/** Whether a watcher of the job may share a watch: all who do ask the same with the same function. */
function fits(
  { reading, request, watchers }: JobWatch,
  { license }: StatusRequest,
  { fetch }: Watcher,
  current?: JobWatch,
): boolean {
  if (reading?.final) return true;
  // Who is in a watch that goes on does not change to one that nobody is in.
  const isOpen = !current || !!watchers[0];
  return isOpen && request.license === license && watchers.every((other) => other.fetch === fetch);
}

/** Puts a watch where the next question for news is taken from. */
function moveLast(watch: JobWatch): void {
  const { watches } = watch.server;
  watches.delete(watch);
  watches.add(watch);
}

function forget({ watches }: Server): void {
  for (const isEnded of [true, false]) {
    const idle = [...watches].filter(
      ({ question, reading, watchers }) =>
        !watchers[0] && !question && !!reading?.final === isEnded,
    );
    for (const watch of idle.slice(0, -mostIdle)) watches.delete(watch);
  }
}

reviewWith((isTime) => {
  for (const server of servers.values()) {
    giveTurns(server, isTime);
    for (const watch of server.watches) reviewWatch(watch, isTime);
  }
});

function giveTurns(server: Server, isTime: IsTime): void {
  const due = [...server.watches].filter((watch) => isTime(turnAt(watch)));
  while (due[0]) {
    // News call for a quick look, so by turns the job comes first that was added last or is due again
    // soonest; in between the one that was asked about longest ago, so that none starves.
    const watch = server.isForNews ? due.pop() : due.shift();
    // The turn of another may have put this one off.
    if (!watch || !isTime(turnAt(watch))) continue;
    server.isForNews = !server.isForNews;
    moveLast(watch);
    void ask(watch);
  }
}
