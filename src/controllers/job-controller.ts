import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { listenToDocument } from '../document-access.js';
import { isParsing } from '../element/document-state.js';
import { pageService } from '../element/page-service.js';
import { JobStatusError } from '../protocol/job-status-error.js';
import type { JobStatus } from '../protocol/job-status.js';
import { type JobAddress, type StatusRequest, statusRequest } from '../protocol/status-request.js';
import { functionOf, textOf } from '../protocol/values.js';
import { pageAddress } from '../polling/page-life.js';
import { platform } from '../polling/platform.js';
import type { PollOptions } from '../polling/subscriber.js';
import { afterTask } from './after-task.js';
import { type FollowerHost, JobFollower } from './job-follower.js';

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
  };
  #follower = new JobFollower(this.#followerHost);
  #key = '';
  #isRefreshing = false;
  #isResuming = false;

  constructor(element: JobElement) {
    this.#element = element;
    element.addController(this);
  }

  /** Identifies the job that the element follows; empty for none. */
  get key(): string {
    return this.#key;
  }

  /** What is known about the job that the element follows. */
  get follower(): Readonly<JobFollower> {
    return this.#follower;
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
    if (this.#isActive && this.#mayBeNamedLater && isParsing(ownerDocument)) {
      listenToDocument(ownerDocument, 'DOMContentLoaded', this.update, { once: true });
      return;
    }
    const selection = this.#selection;
    this.#select(selection);
    const { request } = selection;
    if (!request || !this.#isActive) {
      this.#follower.pause();
      this.#isResuming ||= suspended;
    } else if (request instanceof JobStatusError) {
      this.#follower.handleError(request);
    } else {
      this.#poll(request);
    }
  };

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
  #select({ key }: Selection): void {
    if (key === this.#key) return;
    const isOther = this.#key !== '';
    this.#key = key;
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

  /** The job that the element and its page name now. */
  get #selection(): Selection {
    const address = this.#address;
    if (!address) return { key: '', request: undefined };
    try {
      const request = statusRequest(address, pageAddress());
      return { key: request.url, request };
    } catch (error) {
      if (!(error instanceof JobStatusError)) throw error;
      const { api, server, token } = address;
      return { key: [server, token, api].map(textOf).join(' '), request: error };
    }
  }

  get #address(): JobAddress | undefined {
    const { api, ownerDocument, token } = this.#element;
    // On a server there is no page, and nothing to follow.
    if (!platform().document || !textOf(token)) return undefined;
    const service = this.#needsService ? pageService(ownerDocument) : undefined;
    const server = this.#own('server') ?? service?.server;
    const license = this.#own('license') ?? service?.license;
    return textOf(server) ? { server, token, license, api } : undefined;
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
