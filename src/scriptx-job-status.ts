import { type PropertyValues, ReactiveElement } from 'lit';
import { type Announce, announceOf, type Appearance, appearanceOf } from './element/appearance.js';
import { buildBadge } from './element/badge.js';
import { type FollowerHost, JobFollower } from './element/job-follower.js';
import { languageOf, watchLanguage } from './element/language.js';
import { localised, registry, type Trouble } from './element/locales.js';
import { pageDefaults } from './element/page-defaults.js';
import { busyStates, type ElementState, explainedStates } from './element/states.js';
import { styles } from './element/styles.js';
import { JobStatusError } from './protocol/job-status-error.js';
import type { JobReading } from './protocol/reading.js';
import { type JobAddress, type StatusRequest, statusRequest } from './protocol/status-request.js';
import { apiOf, durationOf, functionOf, type JobApi, textOf } from './protocol/values.js';
import { now } from './watching/clock.js';
import { type Fetch, platform } from './watching/platform.js';

const tagName = 'scriptx-job-status';

/** A removed attribute is as good as one that was never there. */
const text = { converter: (value: string | null): string => value ?? '' };
const milliseconds = { converter: durationOf };

/** So long a first answer may take before it shows: a job that has ended is not to flash. */
const quickAnswer = 333;

/** After so long without an answer, it is time to say that there is none. */
const slowAnswer = 10_000;

/** There is no less between two announcements. */
const announcementGap = 500;

/**
 * Shows what became of a MeadCo ScriptX.Services print job: asks the service for the job's status
 * until it is final, tells each change by an event, and shows and speaks it.
 *
 * @tag scriptx-job-status
 *
 * @fires {JobStatusChangeEvent} job-status-change - The job's status or message has changed, the
 *   first and the final one included. `detail` is the reading, and `previous`, the state told before.
 * @fires {JobCompleteEvent} job-complete - The job has succeeded; once, right after its
 *   `job-status-change`. `detail` is the reading.
 * @fires {JobFailedEvent} job-failed - The job has failed or was cancelled; once, right after its
 *   `job-status-change`. `detail` is the reading.
 * @fires {JobErrorEvent} job-error - The status cannot be had, for now or for good, which says
 *   nothing about the job itself. `detail` is `{code, message, final, reading}`.
 *
 * @slot completed - What to show beside a completed job, such as a link.
 * @slot failed - What to show beside a failed job.
 * @slot abandoned - What to show beside a cancelled job.
 * @slot lost - What to show when the status cannot be had for good.
 *
 * @csspart badge - The pill, bar or dot; hidden while there is nothing to show.
 * @csspart icon - The state's icon.
 * @csspart words - The state in words.
 * @csspart message - What the service says beside the status, or why there is no status.
 * @csspart progress - The `progress` element that moves while the job is under way.
 * @csspart stage - How far the job has come, in a bar.
 *
 * @cssprop [--scriptx-job-status-color=#7c8591] - Tone of icon, border and ground.
 * @cssprop [--scriptx-job-status-busy-color=#3b82f6] - The tone while the job is under way.
 * @cssprop [--scriptx-job-status-waiting-color=#c27803] - The tone of a paused job, and while
 *   there is no way to the service.
 * @cssprop [--scriptx-job-status-completed-color=#1f9d55] - The tone of a completed job.
 * @cssprop [--scriptx-job-status-failed-color=#e5484d] - The tone of a failed job.
 *
 * @cssstate idle - There is nothing to watch.
 * @cssstate connecting - There is no answer yet.
 * @cssstate awaiting-permission - The browser asks its user whether the page may reach the service.
 * @cssstate not-started - The service has the job and has not begun it.
 * @cssstate queued - The job waits in the service's queue.
 * @cssstate starting - The service begins the job.
 * @cssstate downloading - The service fetches the document.
 * @cssstate downloaded - The service has the document.
 * @cssstate printing - The job is being printed.
 * @cssstate paused - The job is paused.
 * @cssstate completed - The job has left the service for the printer.
 * @cssstate failed - The job has failed.
 * @cssstate abandoned - The job was cancelled.
 * @cssstate unknown - The service tells a status that this version does not know.
 * @cssstate reconnecting - The status cannot be had for now; asking goes on.
 * @cssstate blocked - The browser does not let the page ask; asking goes on when it does.
 * @cssstate lost - The status cannot be had for good.
 * @cssstate busy - The job is under way, as far as is known.
 * @cssstate final - There is no more to come: the job has ended, or its status is lost.
 */
export class ScriptxJobStatus extends ReactiveElement {
  static override styles = styles;

  static override properties = {
    server: text,
    token: text,
    license: text,
    api: { converter: apiOf },
    interval: milliseconds,
    timeout: milliseconds,
    suspended: { type: Boolean },
    background: { type: Boolean },
    label: text,
    appearance: { converter: appearanceOf },
    announce: { converter: announceOf },
    texts: { attribute: false },
    fetch: { attribute: false },
  };

  /**
   * Address of the service: an http(s) address, with or without a path or the tail `/api/v1/…`, or
   * a relative one that begins with `/`, `./` or `../`. Left out, the page's first element with
   * `data-meadco-server` tells it.
   */
  declare server: string;

  /** Job token: the `jobIdentifier` of the answer to `print`. */
  declare token: string;

  /**
   * Licence GUID, sent in the `Authorization` header; over plain http only to this computer and to
   * the page's own origin. Left out, the page's first element with `data-meadco-server` tells it,
   * by `data-meadco-subscription` or else `data-meadco-license`.
   */
  declare license: string;

  /** Which twin endpoint the job was sent to. Anything else counts as `printPdf`. */
  declare api: JobApi;

  /** Milliseconds between an answer and the next question, at least 100. Unset: an adaptive pace. */
  declare interval: number | undefined;

  /** Milliseconds after the first question at which to give up. Unset: never. */
  declare timeout: number | undefined;

  /** Stops asking and telling; going on asks at once. */
  declare suspended: boolean;

  /** Keeps the usual pace while the page is hidden, where it is one question a minute otherwise. */
  declare background: boolean;

  /** Accessible name, and the first words of each announcement. Empty: "Print job", translated. */
  declare label: string;

  /**
   * How it looks: a `badge` to put between words, a `bar` as wide as there is room, with the stages of
   * a job, or a `dot`, an icon for dense tables whose words are for assistive technology alone.
   */
  declare appearance: Appearance;

  /** Whether a screen reader speaks each change of state: `polite`, or `off` for tables of badges. */
  declare announce: Announce;

  /** Words of states, to be used in place of the built-in ones. */
  declare texts: Partial<Record<ElementState, string>> | undefined;

  /** The function to ask with, called without `this`. Unset: the page's own. */
  declare fetch: Fetch | undefined;

  readonly #host: FollowerHost = {
    wants: (follower) => {
      this.#turn();
      return follower === this.#follower && this.#isAttentive;
    },
    show: () => {
      this.requestUpdate();
      // Words of an author's that cannot be shown must not stop the news.
      return this.updateComplete.catch(() => undefined);
    },
    tell: (event) => this.dispatchEvent(event),
  };
  #follower = new JobFollower(this.#host);
  /** What the follower follows; another server, api or token is another subject. */
  #subject = '';
  readonly #internals = this.attachInternals();
  #show!: ReturnType<typeof buildBadge>;
  #isSettling = false;
  /** Whether the next question is not to wait: the element was suspended, or is refreshed. */
  #isHurried = false;
  #isQuiet = false;
  #announced: ElementState = 'idle';
  #announcement = '';
  /** When something was last put into the live region. */
  #announcedAt = -Infinity;
  #timer: unknown;
  #localised = localised('');
  #leaveLanguage = (): void => undefined;
  readonly #localise = (): void => {
    this.#localised = localised(languageOf(this));
    this.requestUpdate();
  };

  constructor() {
    super();
    this.server = this.token = this.license = this.label = '';
    this.api = 'printPdf';
    this.appearance = 'badge';
    this.announce = 'polite';
    this.suspended = this.background = false;
  }

  /**
   * Registers the element. Does nothing where this class has the tag already; under a second tag it
   * registers a subclass; where another class holds the tag, it says so in the console.
   */
  static define(tag = tagName, registry = customElements): void {
    const holder = registry.get(tag);
    if (!holder) {
      // Node's stand-in for a registry cannot tell names.
      const hasName = 'getName' in registry && registry.getName(this) !== null;
      registry.define(tag, hasName ? class extends this {} : this);
    } else if (holder !== this && Object.getPrototypeOf(holder) !== this) {
      console.warn(`<${tag}> is registered already, by another class or copy.`);
    }
  }

  /** What the element shows: a state of the job, or one of knowing about it. Read-only. */
  get state(): ElementState {
    const { begunAt, error, isAwaiting, reading } = this.#follower;
    if (isAwaiting) return 'awaiting-permission';
    if (error?.code === 'blocked') return 'blocked';
    if (error) return error.final ? 'lost' : 'reconnecting';
    return reading?.state ?? (begunAt ? 'connecting' : 'idle');
  }

  /** The last reading, or null. Read-only. */
  get reading(): JobReading | null {
    return this.#follower.reading;
  }

  /** Why the status cannot be had at present, or null. Read-only. */
  get error(): JobStatusError | null {
    return this.#follower.error;
  }

  /**
   * Resolves with the final reading of a job that succeeded; rejects with the final
   * `JobStatusError` of one that failed or was cancelled, or whose status is lost. Pending for as
   * long as there is nothing final to tell. When `server`, `api` or `token` changes it rejects with
   * an `AbortError`, and there is a new one. Left alone, it is never an unhandled rejection.
   */
  get finished(): Promise<JobReading> {
    this.#turn();
    return this.#follower.finished;
  }

  /**
   * Asks at once within the limits, or joins the question that is out; after a final error begins
   * anew; after a final reading does nothing.
   */
  refresh(): void {
    this.#isHurried = true;
    if (this.#isAttentive) this.#renew();
    this.#settleSoon();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#leaveLanguage = watchLanguage(this, this.#localise);
    registry.addEventListener('change', this.#localise);
    this.#localise();
    // Not when it is moved: what it shows by now was news, or was not.
    this.#isQuiet ||=
      !this.hasUpdated && this.ownerDocument.readyState !== 'complete' && textOf(this.token) !== '';
    this.#settleSoon();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leaveLanguage();
    registry.removeEventListener('change', this.#localise);
    platform.clearTimeout(this.#timer);
    this.#settleSoon();
  }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    super.attributeChangedCallback(name, old, value);
    // Whether an attribute is there matters too, not only its value.
    this.#settleSoon();
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    this.#show = buildBadge(root);
    return root;
  }

  protected override update(changed: PropertyValues<this>): void {
    super.update(changed);
    this.#speak();
    const { state } = this;
    this.#show({
      appearance: appearanceOf(this.appearance),
      state,
      isShown: state !== 'idle' && !(this.#isWaiting && now() < this.#quickUntil),
      isSlotted: this.#isFinal && state !== 'blocked',
      name: this.#name,
      words: this.#words(state),
      message: this.#message,
      announcement: this.#announcement,
    });
  }

  protected override updated(changed: PropertyValues<this>): void {
    this.#markStates();
    if (changed.size > 0) this.#settleSoon();
    platform.clearTimeout(this.#timer);
    const times = this.#isWaiting ? [this.#quickUntil, this.#slowAt] : [this.#sayAt];
    const next = Math.min(...times.filter((time) => time > now()));
    if (this.isConnected && next < Infinity) {
      this.#timer = platform.setTimeout(() => {
        this.requestUpdate();
      }, next - now());
    }
  }

  get #name(): string {
    return textOf(this.label) || this.#localised.label;
  }

  /** Whether the first answer is being waited for. */
  get #isWaiting(): boolean {
    return this.#isAttentive && this.state === 'connecting';
  }

  /** Until when a first answer may come without a look of its own before it. */
  get #quickUntil(): number {
    return (this.#follower.begunAt ?? 0) + quickAnswer;
  }

  /** When it is time to say that there is no answer yet. */
  get #slowAt(): number {
    return (this.#follower.begunAt ?? 0) + slowAnswer;
  }

  #words(state: ElementState): string {
    const own = this.texts?.[state];
    if (typeof own === 'string') return own;
    const { noAnswer, words } = this.#localised;
    if (state === 'idle') return '';
    return state === 'connecting' && now() >= this.#slowAt ? noAnswer : words[state];
  }

  /** What to do, or what was known last. */
  get #message(): string {
    const { error, reading, state } = this;
    const { allow, errors, lastKnown } = this.#localised;
    if (state === 'awaiting-permission') return allow;
    if (error && (error.final || !reading || state === 'blocked')) {
      const isWithheld = error.code === 'unauthorized' && this.#follower.license === null;
      return errors?.[isWithheld ? 'withheld' : (error.code as Trouble)] ?? error.message;
    }
    if (error && reading) return `${lastKnown} ${this.#words(reading.state)}`;
    return reading?.message ?? '';
  }

  /**
   * Puts each change of state into the live region, and nothing else: the first one at once, the last
   * of many soon after. What a page shows from the beginning is no news; a badge that was added later
   * speaks from the first.
   */
  #speak(): void {
    const { state } = this;
    if (state === this.#announced || now() < this.#sayAt) return;
    this.#announced = state;
    this.#announcement = '';
    if (state === 'idle' || state === 'connecting') return;
    const why = explainedStates.has(state) ? ` ${this.#message}` : '';
    const isSilent =
      this.#isQuiet || this.#follower.isRecalled || announceOf(this.announce) === 'off';
    if (!isSilent) {
      this.#announcement = `${this.#name}: ${this.#words(state)}${why}`.trim();
      this.#announcedAt = now();
    }
    this.#isQuiet = false;
  }

  /** When there may be another announcement. */
  get #sayAt(): number {
    return this.#announcedAt + announcementGap;
  }

  get #isFinal(): boolean {
    return !!(this.error ?? this.reading)?.final;
  }

  #markStates(): void {
    const { state } = this;
    // Not in every browser that is otherwise fit.
    const marks = this.#internals.states as CustomStateSet | undefined;
    marks?.clear();
    marks?.add(state);
    if (busyStates.has(state)) marks?.add('busy');
    if (this.#isFinal) marks?.add('final');
    // For the styles: a host whose look is a property has no attribute to choose it by.
    marks?.add(appearanceOf(this.appearance));
  }

  /** Waits for the end of the task, so that all it changes makes one new watch. */
  #settleSoon(): void {
    if (this.#isSettling) return;
    this.#isSettling = true;
    platform.setTimeout(() => {
      this.#isSettling = false;
      const { ownerDocument } = this;
      if (ownerDocument.readyState === 'loading' && this.#isLeftOut) {
        const settle = this.#settleSoon.bind(this);
        ownerDocument.addEventListener('DOMContentLoaded', settle, { once: true });
      } else {
        this.#settle();
      }
    }, 0);
  }

  /** Follows the job that the element names now, as it wants it to be watched now. */
  #settle(): void {
    const request = this.#turn();
    if (!request || !this.#isAttentive) {
      this.#follower.leave();
      this.#isHurried ||= this.suspended;
    } else if (request instanceof JobStatusError) {
      this.#follower.hearError(request);
    } else {
      if (this.#isHurried || request.license !== this.#follower.license) this.#renew();
      const { background, interval, timeout } = this;
      const fetch = functionOf(this.fetch);
      this.#follower.watch(request, { background, interval, timeout, fetch });
      if (this.#isHurried) this.#follower.hurry();
      this.#isHurried = false;
    }
  }

  /** Turns to another follower when the element names another job now; returns how to ask about it. */
  #turn(): StatusRequest | JobStatusError | undefined {
    const job = this.#job;
    const request = job && requestOf(job);
    const subject =
      request instanceof JobStatusError
        ? [job?.server, job?.token, job?.api].map(textOf).join(' ')
        : (request?.url ?? '');
    if (subject !== this.#subject) {
      if (this.#subject) {
        this.#follower.abandon();
        this.#follower = new JobFollower(this.#host);
        this.#announced = 'idle';
        this.#announcement = '';
        this.requestUpdate();
        this.#settleSoon();
      }
      this.#subject = subject;
    }
    return request;
  }

  /** Begins anew if the follower has ended with an error. */
  #renew(): void {
    const { error, isDone } = this.#follower;
    if (error && isDone) this.#follower = new JobFollower(this.#host, this.#follower);
  }

  /** Whether the element wants to be told anything. */
  get #isAttentive(): boolean {
    return this.isConnected && !this.suspended;
  }

  /** Whether the page has yet to tell the service: it may do so below this element. */
  get #isLeftOut(): boolean {
    const isLeftOut = this.#given('server') === undefined || this.#given('license') === undefined;
    return isLeftOut && pageDefaults(this.ownerDocument).server === undefined;
  }

  /** The job that the attributes name; undefined when they do not name one. */
  get #job(): JobAddress | undefined {
    const page = pageDefaults(this.ownerDocument);
    const server = this.#given('server') ?? page.server;
    const license = this.#given('license') ?? page.license;
    if (!textOf(server) || !textOf(this.token)) return undefined;
    return { server, license, token: this.token, api: this.api };
  }

  /** The value of a property; undefined when it was left out. */
  #given(name: 'server' | 'license'): string | undefined {
    return textOf(this[name]) || this.hasAttribute(name) ? this[name] : undefined;
  }
}

function requestOf(job: JobAddress): StatusRequest | JobStatusError {
  try {
    return statusRequest(job, platform);
  } catch (error) {
    return error as JobStatusError;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'scriptx-job-status': ScriptxJobStatus;
  }
}
