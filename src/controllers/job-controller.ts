import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { listenToDocument } from '../document-access.js';
import { isParsing } from '../element/document-state.js';
import { type PageService, pageService } from '../element/page-service.js';
import { newPrint } from '../protocol/client-print.js';
import { unnamedJobError } from '../protocol/errors.js';
import { JobStatusError } from '../protocol/job-status-error.js';
import type { JobStatus } from '../protocol/job-status.js';
import { type JobAddress, type StatusRequest, statusRequest } from '../protocol/status-request.js';
import { functionOf, textOf } from '../protocol/values.js';
import { pageAddress } from '../polling/page-life.js';
import { platform } from '../polling/platform.js';
import type { PollOptions } from '../polling/subscriber.js';
import { afterTask } from './after-task.js';
import { type FollowerHost, JobFollower } from './job-follower.js';
import { TrackedPrint } from './tracked-print.js';

/** The properties that select a job and control polling. */
export interface JobElement
  extends
    ReactiveControllerHost,
    HTMLElement,
    Pick<PollOptions, 'interval' | 'timeout' | 'background' | 'fetch'> {
  readonly server: string;
  readonly token: string;
  readonly license: string;
  readonly api: string;
  readonly suspended: boolean;
}

/** A job that an element selects: how to poll it, or why that is impossible. */
interface Selection {
  /** Identifies the job: another server, API or token is another job. Empty for none. */
  readonly key: string;
  readonly request: StatusRequest | JobStatusError | undefined;
}

/** Starts, pauses and replaces the follower of a job as the element or the page changes. */
export class JobController implements ReactiveController {
  readonly #element: JobElement;
  readonly #followerHost: FollowerHost = {
    isFollowing: (follower) => this.#isFollowing(follower),
    render: async () => {
      this.#element.requestUpdate();
      // A rendering error, for example of a subclass, must not block events.
      await this.#element.updateComplete.catch(() => undefined);
    },
    dispatchEvent: (event) => this.#element.dispatchEvent(event),
    onJobStatus: (jobStatus) => this.#print?.handleJobStatus(jobStatus),
    replacesError: (error) => this.#replacesError(error),
  };
  #follower = new JobFollower(this.#followerHost);
  /** The print of MeadCo's client that the element shows, in place of a job that it names. */
  #print: TrackedPrint | undefined;
  #key = '';
  #jobId = '';
  #isRefreshing = false;
  #isResuming = false;

  constructor(element: JobElement) {
    this.#element = element;
    element.addController(this);
  }

  /** Identifies the job that the element follows, for all elements that follow it; empty for none. */
  get jobId(): string {
    return this.#jobId;
  }

  /** What is known about the job that the element follows. */
  get follower(): Readonly<JobFollower> {
    return this.#follower;
  }

  /** Whether the job had ended before the element began to follow it. A print begins with its element. */
  get isRemembered(): boolean {
    return !this.#print && this.#follower.isRemembered;
  }

  /** The promise for the job that the element names now. */
  get finished(): Promise<JobStatus> {
    this.#select(this.#selection);
    return this.#follower.finished;
  }

  /** Polls immediately within the limits. Starts again after a final error. */
  refresh(): void {
    this.#isRefreshing = true;
    if (this.#isActive) this.#restart();
    this.update();
  }

  /** Follows a print of MeadCo's client, until another one is tracked or the element names another job. */
  track(): TrackedPrint {
    const print = new TrackedPrint(this.#named, {
      update: this.update,
      refresh: () => {
        if (this.#print === print) this.refresh();
      },
    });
    this.#print = print;
    this.#select(this.#selection);
    this.update();
    return print;
  }

  /** Applies the element's current properties after the current task. */
  readonly update = (): void => {
    if (platform().document) afterTask(this.#follow);
  };

  hostConnected(): void {
    this.update();
  }

  hostDisconnected(): void {
    this.update();
  }

  readonly #follow = (): void => {
    const { ownerDocument, suspended } = this.#element;
    if (this.#isActive && !this.#print && this.#mayBeNamedLater && isParsing(ownerDocument)) {
      listenToDocument(ownerDocument, 'DOMContentLoaded', this.update, { once: true });
      return;
    }
    const selection = this.#selection;
    this.#select(selection);
    const { key, request } = selection;
    // There is nothing to poll, and a later job has its own first poll.
    if (!key) this.#isRefreshing = false;
    if (!key || !this.#isActive) {
      this.#follower.pause();
      this.#isResuming ||= suspended;
    } else if (!request) {
      this.#showPrint();
    } else if (request instanceof JobStatusError) {
      this.#follower.handleError(request);
    } else {
      this.#poll(request);
    }
  };

  /** Shows a print that has no job to poll. */
  #showPrint(): void {
    const { jobStatus, phase } = this.#print?.state ?? newPrint;
    if (phase === 'given-up') this.#follower.handleError(unnamedJobError(jobStatus));
    else if (jobStatus) this.#follower.handleJobStatus(jobStatus);
    else this.#follower.showSending();
  }

  /** Whether something else takes the place of an error: the print may have another endpoint. */
  #replacesError(error: JobStatusError): boolean {
    const replacement = this.#print?.replacementFor(error, this.#follower.license);
    if (!replacement) return false;
    if (replacement === 'other-endpoint') this.refresh();
    else this.#follower.handleJobStatus(replacement);
    return true;
  }

  #poll(request: StatusRequest): void {
    const { error, license } = this.#follower;
    const isOtherLicense = request.license !== license;
    if (this.#isRefreshing || (isOtherLicense && error?.code === 'unauthorized')) this.#restart();
    const { background, interval, timeout, fetch, ownerDocument } = this.#element;
    this.#follower.follow(request, {
      background,
      interval,
      timeout,
      fetch: functionOf(fetch),
      document: ownerDocument === document ? undefined : ownerDocument,
    });
    if (this.#isRefreshing || this.#isResuming) this.#follower.pollNow();
    this.#isRefreshing = this.#isResuming = false;
  }

  #isFollowing(follower: JobFollower): boolean {
    if (follower !== this.#follower || !this.#isActive) return false;
    if (this.#selection.key === this.#key) return true;
    this.update();
    return false;
  }

  /** Replaces the follower if another job is selected. */
  #select({ key, request }: Selection): void {
    this.#jobId = request && 'jobId' in request ? request.jobId : key;
    if (key === this.#key) return;
    const isOther = this.#key !== '';
    this.#key = key;
    if (this.#print?.key !== key) this.#print = undefined;
    if (!isOther) return;
    this.#follower.dispose();
    this.#follower = new JobFollower(this.#followerHost);
    this.#element.requestUpdate();
    this.update();
  }

  /** Starts again if the job was followed to a final error. */
  #restart(): void {
    const { error, hasEnded } = this.#follower;
    if (error && hasEnded) this.#follower = new JobFollower(this.#followerHost, this.#follower);
  }

  /** Whether to poll: connected, not suspended, and not waiting for hydration. */
  get #isActive(): boolean {
    const { isConnected, ownerDocument, suspended } = this.#element;
    // https://github.com/webcomponents-cg/community-protocols/blob/main/proposals/defer-hydration.md
    const isDeferred = this.#element.hasAttribute('defer-hydration');
    // In a removed iframe, elements stay connected to a document without a window.
    return isConnected && !!ownerDocument.defaultView && !suspended && !isDeferred;
  }

  /** The print that the element shows, or else the job that it names. */
  get #selection(): Selection {
    const print = this.#print;
    if (print?.named !== this.#named) return selectionOf(this.#address);
    const { address, key } = print;
    const { request } = selectionOf(address && { ...address, license: this.#license });
    // While the client reports, nothing is polled, so an unusable address does no harm.
    const isUnused = request instanceof JobStatusError && print.state.phase !== 'given-up';
    return { key, request: isUnused ? undefined : request };
  }

  /** What the element itself names, without its page. */
  get #named(): string {
    return nameOf(this.#element);
  }

  get #address(): JobAddress | undefined {
    const { api, token } = this.#element;
    // On a server there is no page, and nothing to follow.
    if (!platform().document || !textOf(token)) return undefined;
    const server = this.#own('server') ?? this.#pageService?.server;
    return textOf(server) ? { server, token, license: this.#license, api } : undefined;
  }

  get #license(): string | undefined {
    return this.#own('license') ?? this.#pageService?.license;
  }

  get #pageService(): PageService | undefined {
    return this.#needsService ? pageService(this.#element.ownerDocument) : undefined;
  }

  /** Whether the page's service may be in HTML that is not parsed yet. */
  get #mayBeNamedLater(): boolean {
    return this.#needsService && !pageService(this.#element.ownerDocument);
  }

  /** Whether the page has to name what the element doesn't. */
  get #needsService(): boolean {
    return this.#own('server') === undefined || this.#own('license') === undefined;
  }

  /** The element's own value; undefined if it is absent, which an empty attribute is not. */
  #own(name: 'server' | 'license'): string | undefined {
    const value = this.#element[name];
    return textOf(value) || this.#element.hasAttribute(name) ? value : undefined;
  }
}

function selectionOf(address: JobAddress | undefined): Selection {
  if (!address) return { key: '', request: undefined };
  try {
    const request = statusRequest(address, pageAddress());
    return { key: request.url, request };
  } catch (error) {
    if (!(error instanceof JobStatusError)) throw error;
    return { key: nameOf(address), request: error };
  }
}

/** What an author has named, valid or not. */
function nameOf({ api, server, token }: JobAddress): string {
  return [server, token, api].map(textOf).join(' ');
}
