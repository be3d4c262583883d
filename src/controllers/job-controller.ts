import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { pageService } from '../element/page-service.js';
import type { ElementState } from '../element/states.js';
import { JobStatusError } from '../protocol/job-status-error.js';
import type { JobStatus } from '../protocol/job-status.js';
import { type JobAddress, type StatusRequest, statusRequest } from '../protocol/status-request.js';
import { functionOf, textOf } from '../protocol/values.js';
import { pageAddress } from '../watching/page-life.js';
import { platform } from '../watching/platform.js';
import { afterTask } from './after-task.js';
import { type FollowerHost, JobFollower, type PollOptions } from './job-follower.js';

/** An element that names a job, and says how to poll it. */
export interface JobElement extends ReactiveControllerHost, HTMLElement, PollOptions {
  readonly server: string;
  readonly token: string;
  readonly license: string;
  readonly api: string;
  readonly suspended: boolean;
}

/** Follows the job that an element names: decides which job, and when. */
export class JobController implements ReactiveController {
  readonly #element: JobElement;
  readonly #followerHost: FollowerHost = {
    isFollowing: (follower) => {
      this.#selectJob();
      return follower === this.#follower && this.isActive;
    },
    show: async () => {
      this.#element.requestUpdate();
      // An author's words that can't be rendered don't stop the news.
      await this.#element.updateComplete.catch(() => undefined);
    },
    dispatchEvent: (event) => this.#element.dispatchEvent(event),
  };
  #follower = new JobFollower(this.#followerHost);
  #key = '';
  #pollsNow = false;

  constructor(element: JobElement) {
    this.#element = element;
    element.addController(this);
  }

  /** Identifies the job: another server, API or token is another job. Empty for none. */
  get key(): string {
    this.#selectJob();
    return this.#key;
  }

  get state(): ElementState {
    return this.#follower.state;
  }

  get jobStatus(): JobStatus | null {
    return this.#follower.jobStatus;
  }

  get error(): JobStatusError | null {
    return this.#follower.error;
  }

  get finished(): Promise<JobStatus> {
    this.#selectJob();
    return this.#follower.finished;
  }

  /** Whether the page knew the job's end before this element asked. */
  get isRemembered(): boolean {
    return this.#follower.isRemembered;
  }

  /** When the element began to wait for the first response; undefined while it is not waiting. */
  get waitingSince(): number | undefined {
    return this.isActive && this.state === 'connecting' ? this.#follower.startedAt : undefined;
  }

  /** Whether the element is in a page, and wants news. */
  get isActive(): boolean {
    const { isConnected, suspended } = this.#element;
    // https://github.com/webcomponents-cg/community-protocols/blob/main/proposals/defer-hydration.md
    return isConnected && !suspended && !this.#element.hasAttribute('defer-hydration');
  }

  /** Polls immediately within the limits. Starts again after a final error. */
  refresh(): void {
    this.#pollsNow = true;
    if (this.isActive) this.#restart();
    this.update();
  }

  /** Follows what the element names once the current task has ended. */
  readonly update = (): void => {
    if (platform.document) afterTask(this.#follow);
  };

  hostConnected(): void {
    this.update();
  }

  hostDisconnected(): void {
    this.update();
  }

  readonly #follow = (): void => {
    const { ownerDocument } = this.#element;
    if (ownerDocument.readyState === 'loading' && this.#mayBeNamedLater) {
      ownerDocument.addEventListener('DOMContentLoaded', this.update, { once: true });
      return;
    }
    const request = this.#selectJob();
    if (!request || !this.isActive) {
      this.#follower.pause();
      this.#pollsNow ||= this.#element.suspended;
    } else if (request instanceof JobStatusError) {
      this.#follower.handleError(request);
    } else {
      this.#poll(request);
    }
  };

  #poll(request: StatusRequest): void {
    if (this.#pollsNow || request.license !== this.#follower.license) this.#restart();
    const { background, interval, timeout, fetch } = this.#element;
    this.#follower.follow(request, { background, interval, timeout, fetch: functionOf(fetch) });
    if (this.#pollsNow) this.#follower.pollNow();
    this.#pollsNow = false;
  }

  /** Changes to the job that the element names now. Returns its request, or why there is none. */
  #selectJob(): StatusRequest | JobStatusError | undefined {
    const address = this.#address;
    const request = address && requestFor(address);
    const key =
      request instanceof JobStatusError
        ? [address?.server, address?.token, address?.api].map(textOf).join(' ')
        : (request?.url ?? '');
    if (key === this.#key) return request;
    const isOther = this.#key !== '';
    this.#key = key;
    if (isOther) {
      this.#follower.abandon();
      this.#follower = new JobFollower(this.#followerHost);
      this.#element.requestUpdate();
      this.update();
    }
    return request;
  }

  /** Starts again if the job was followed to a final error. */
  #restart(): void {
    const { error, isDone } = this.#follower;
    if (error && isDone) this.#follower = new JobFollower(this.#followerHost, this.#follower);
  }

  /** The job that the element and its page name; undefined if they name none. */
  get #address(): JobAddress | undefined {
    const { api, ownerDocument, token } = this.#element;
    // On a server there is no page, and nothing to follow.
    if (!platform.document || !textOf(token)) return undefined;
    const [ownServer, ownLicense] = [this.#own('server'), this.#own('license')];
    const isWhole = ownServer !== undefined && ownLicense !== undefined;
    const service = isWhole ? undefined : pageService(ownerDocument);
    const server = ownServer ?? service?.server;
    if (!textOf(server)) return undefined;
    return { server, token, license: ownLicense ?? service?.license, api };
  }

  /** Whether the page may name the service further down, where the parser has not yet been. */
  get #mayBeNamedLater(): boolean {
    const isWhole = this.#own('server') !== undefined && this.#own('license') !== undefined;
    return !isWhole && !pageService(this.#element.ownerDocument);
  }

  /** The element's own value; undefined if it is absent, which an empty attribute is not. */
  #own(name: 'server' | 'license'): string | undefined {
    const value = this.#element[name];
    return textOf(value) || this.#element.hasAttribute(name) ? value : undefined;
  }
}

function requestFor(address: JobAddress): StatusRequest | JobStatusError {
  try {
    return statusRequest(address, pageAddress());
  } catch (error) {
    if (error instanceof JobStatusError) return error;
    throw error;
  }
}
