import type { JobStatus } from '../protocol/job-status.js';
import type { StatusRequest } from '../protocol/status-request.js';
import { listenToDocument } from '../document-access.js';
import { callEach } from '../report-exception.js';
import { now } from './clock.js';
import { JobPoller, type PolledJob, type PollingPage } from './job-poller.js';
import { OtherTabs } from './other-tabs.js';
import { isHidden, pageEvents } from './page-life.js';
import { type Fetch, platform, type PlatformDocument } from './platform.js';
import { Scheduler } from './scheduler.js';
import { Service } from './service.js';
import type { JobSnapshot, Subscriber } from './subscriber.js';

/** The number of jobs to remember: of those that have ended, and of others without subscribers. */
const maxRemembered = 1_000;

/** A subscriber's part in the polling of a job. */
export interface Subscription {
  /** What was known about the job when the subscription began. */
  readonly known: JobSnapshot;
  /**
   * Applies changed options and another request for the same job. If another poller continues, returns
   * what that one knows.
   */
  update(request: StatusRequest): JobSnapshot | undefined;
  /** Polls immediately within the limits, or joins the poll in flight. */
  pollNow(): void;
  /** Reports a job status from another source than a poll. */
  report(jobStatus: JobStatus): void;
  end(): void;
}

/** All pollers of a page: shares those that send the same request, and remembers how jobs ended. */
class PollerRegistry implements PollingPage {
  cameBackAt: number | undefined;
  wokeAt: number | undefined;
  readonly #services = new Map<string, Service>();
  readonly #jobs = new Map<string, PolledJob>();
  /** The last pollers of jobs without subscribers. The oldest come first. */
  readonly #idlePollers = new Map<string, JobPoller>();
  /** How jobs ended. The oldest come first. */
  readonly #endedJobs = new Map<string, JobStatus>();
  /** Ends that tabs report to each other. Those of jobs with a `fetch` function of their own are not among them. */
  readonly #sharedEnds = new Map<string, JobStatus>();
  readonly #fetchIds = new WeakMap<Fetch, number>();
  #lastFetchId = 0;
  readonly #otherTabs = new OtherTabs({
    endOf: (url) => this.#sharedEnds.get(url),
    endedElsewhere: (url, jobStatus) => {
      this.#endedElsewhere(url, jobStatus);
    },
  });
  readonly #scheduler = new Scheduler(
    (schedule) => {
      callEach([...this.#services.values()].map((service) => () => service.run(schedule)));
    },
    (stoppedFor) => {
      for (const service of this.#services.values()) service.wake(stoppedFor);
      this.wake();
    },
  );

  /** Polls a job for a subscriber, together with all that send the same request. */
  subscribe(request: StatusRequest, subscriber: Subscriber): Subscription {
    this.#listen(subscriber);
    const sharedEnd = subscriber.fetch ? undefined : this.#sharedEnds.get(request.url);
    const jobStatus = this.#endedJobs.get(request.url) ?? sharedEnd;
    if (jobStatus) {
      remember(this.#endedJobs, request.url, jobStatus);
      return endedSubscription(jobStatus);
    }
    let poller = this.#pollerFor(request, subscriber);
    const { job } = poller;
    noteSource(job, subscriber);
    poller.add(subscriber);
    return {
      known: poller.known,
      update: (other) => {
        this.#listen(subscriber);
        noteSource(job, subscriber);
        this.runSoon();
        const current = poller;
        poller = this.#move(subscriber, current, other);
        return poller === current ? undefined : poller.known;
      },
      pollNow: () => {
        poller.pollNow();
      },
      report: (jobStatus) => {
        job.reported = { jobStatus, at: now() };
        job.service.access.confirm();
        if (jobStatus.final) this.jobEnded(job, jobStatus, true);
        else for (const each of job.pollers.values()) each.handleJobStatus(jobStatus);
      },
      end: () => {
        deleteSource(job, subscriber);
        poller.delete(subscriber);
      },
    };
  }

  runSoon(): void {
    this.#scheduler.runSoon();
  }

  wake(): void {
    this.wokeAt = now();
    this.#comeBack();
  }

  readonly #onPageEvent = ({ target }: Event): void => {
    // The target of `visibilitychange` is a document, which may have been hidden just now.
    if (isHidden(target as unknown as PlatformDocument)) this.runSoon();
    else this.#comeBack();
  };

  readonly #onPageHide = (): void => {
    this.#otherTabs.close();
  };

  readonly #onPageShow = (): void => {
    this.#otherTabs.open();
  };

  jobEnded({ url }: PolledJob, jobStatus: JobStatus, isShared: boolean): void {
    if (this.#endedJobs.has(url)) return;
    if (isShared) {
      remember(this.#sharedEnds, url, jobStatus);
      this.#otherTabs.report(url, jobStatus);
    }
    this.#end(url, jobStatus);
  }

  requestEnd({ url }: PolledJob): boolean {
    return this.#otherTabs.requestEnd(url);
  }

  #endedElsewhere(url: string, jobStatus: JobStatus): void {
    const all = [...(this.#jobs.get(url)?.pollers.values() ?? [])];
    remember(this.#sharedEnds, url, jobStatus);
    if (all.some((poller) => !poller.hasOwnFetch)) this.#end(url, jobStatus);
  }

  #end(url: string, jobStatus: JobStatus): void {
    remember(this.#endedJobs, url, jobStatus);
    const job = this.#jobs.get(url);
    this.#jobs.delete(url);
    for (const poller of job?.pollers.values() ?? []) {
      poller.job.service.delete(poller);
      poller.end(jobStatus);
    }
  }

  pollerIdle(poller: JobPoller): void {
    const { job, key } = poller;
    job.service.delete(poller);
    if (job.pollers.size > 1) {
      job.pollers.delete(key);
      return;
    }
    const oldest = remember(this.#idlePollers, job.url, poller);
    if (oldest) this.#jobs.delete(oldest.job.url);
  }

  readonly #comeBack = (): void => {
    this.cameBackAt = now();
    this.runSoon();
  };

  /** Listens with each subscription: `document.open()` removes all listeners. */
  #listen({ document }: Subscriber): void {
    this.#otherTabs.open();
    const listen = (type: string, listener: (event: Event) => void): void => {
      // Captured, because some are fired at the document and don't bubble.
      platform().addEventListener?.(type, listener, true);
    };
    for (const type of pageEvents) listen(type, this.#onPageEvent);
    listen('pagehide', this.#onPageHide);
    listen('pageshow', this.#onPageShow);
    if (document) listenToDocument(document, 'visibilitychange', this.#onPageEvent);
  }

  #pollerFor(request: StatusRequest, subscriber: Subscriber): JobPoller {
    const job = this.#jobFor(request);
    const key = this.#keyOf(request, subscriber);
    const idlePoller = this.#idlePollers.get(job.url);
    this.#idlePollers.delete(job.url);
    if (idlePoller) {
      if (idlePoller.request.license === request.license) this.#changeKey(idlePoller, key);
      else job.pollers.delete(idlePoller.key);
    }
    const poller = job.pollers.get(key) ?? this.#addPoller(new JobPoller(key, request, job, this));
    job.service.moveLast(poller);
    return poller;
  }

  /** Moves a subscriber to the poller that sends its request as it is now. */
  #move(subscriber: Subscriber, current: JobPoller, request: StatusRequest): JobPoller {
    if (!current.has(subscriber)) return current;
    const { job } = current;
    const key = this.#keyOf(request, subscriber);
    if (key === current.key) return current;
    const shared = job.pollers.get(key);
    const isAlone = current.subscriberCount === 1;
    if (!shared && isAlone && current.request.license === request.license) {
      this.#changeKey(current, key);
      return current;
    }
    const next = shared ?? this.#addPoller(new JobPoller(key, request, job, this, current));
    next.adopt(subscriber, current);
    return next;
  }

  #addPoller(poller: JobPoller): JobPoller {
    poller.job.pollers.set(poller.key, poller);
    poller.job.service.moveLast(poller);
    return poller;
  }

  #changeKey(poller: JobPoller, key: string): void {
    poller.job.pollers.delete(poller.key);
    poller.changeKey(key);
    poller.job.pollers.set(key, poller);
  }

  #jobFor({ origin, url }: StatusRequest): PolledJob {
    const service = this.#services.get(origin) ?? new Service(origin, this);
    this.#services.set(origin, service);
    const job = this.#jobs.get(url) ?? newJob(url, service);
    this.#jobs.set(url, job);
    return job;
  }

  /** Identifies a poller among those of a job: requests with the same licence, by the same function. */
  #keyOf({ license }: StatusRequest, { fetch }: Subscriber): string {
    return `${license} ${fetch ? this.#idOf(fetch) : 0}`;
  }

  #idOf(fetch: Fetch): number {
    const id = this.#fetchIds.get(fetch) ?? ++this.#lastFetchId;
    this.#fetchIds.set(fetch, id);
    return id;
  }
}

function newJob(url: string, service: Service): PolledJob {
  return {
    url,
    service,
    pollers: new Map(),
    sources: new Set(),
    reported: undefined,
    isPolled: false,
  };
}

/** Notes whether a subscriber is a source of a job's statuses. */
function noteSource(job: PolledJob, subscriber: Subscriber): void {
  if (subscriber.isSource) job.sources.add(subscriber);
  else deleteSource(job, subscriber);
}

function deleteSource(job: PolledJob, subscriber: Subscriber): void {
  if (!job.sources.delete(subscriber) || job.sources.size > 0) return;
  for (const poller of job.pollers.values()) poller.restartTimeouts();
}

/** The pollers of this page. */
export const pollers = new PollerRegistry();

/** Puts a value last. Forgets the oldest one if there are too many, and returns it. */
function remember<Value>(values: Map<string, Value>, key: string, value: Value): Value | undefined {
  values.delete(key);
  values.set(key, value);
  const [oldest] = values;
  if (values.size <= maxRemembered || !oldest) return undefined;
  values.delete(oldest[0]);
  return oldest[1];
}

/** A subscription to a job whose end is known. */
function endedSubscription(jobStatus: JobStatus): Subscription {
  const nothing = (): undefined => undefined;
  return {
    known: { jobStatus, error: null, isAwaitingPermission: false },
    update: nothing,
    pollNow: nothing,
    report: nothing,
    end: nothing,
  };
}
