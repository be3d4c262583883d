import {
  type CSSResultGroup,
  type CSSResultOrNative,
  html,
  LitElement,
  nothing,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { property } from 'lit/decorators.js';
import { AnnouncementController } from './controllers/announcement-controller.js';
import { DelayController } from './controllers/delay-controller.js';
import { JobController } from './controllers/job-controller.js';
import { LanguageController } from './controllers/language-controller.js';
import { adoptStylesIn } from './element/adopt-styles.js';
import { announceOf, appearanceOf } from './element/appearance.js';
import { filledIcons, icons } from './element/icons.js';
import { type PrintTracker, startTracking } from './element/print-tracker.js';
import { renderProgress } from './element/progress.js';
import { type ElementState, isBusy, isMoving, stateGroups } from './element/states.js';
import { styles } from './element/styles.js';
import { type ConnectingText, messageFor, wordsFor } from './element/texts.js';
import type { JobStatusError } from './protocol/job-status-error.js';
import type { JobStatus } from './protocol/job-status.js';
import { apiOf, durationOf, textOf } from './protocol/values.js';

export type {
  JobCompleteEvent,
  JobErrorDetail,
  JobErrorEvent,
  JobEventDetail,
  JobFailedEvent,
  JobStatusChangeEvent,
} from './element/events.js';
export type { ElementState } from './element/states.js';
export type { JobErrorCode, JobStatusError } from './protocol/job-status-error.js';
export type { JobState, JobStatus } from './protocol/job-status.js';

/** Maps a removed attribute to an empty string instead of null. */
const stringAttribute = { converter: (value: string | null): string => value ?? '' };

/**
 * Shows the live status of a MeadCo ScriptX.Services print job: polls the service until the job has
 * ended, fires a DOM event on every change, and renders and announces the state.
 *
 * @tag scriptx-job-status
 *
 * @fires {JobStatusChangeEvent} job-status-change - Fired when the job's status or message changes,
 *   the first and the final one included. `detail` is the job status and `previous`, the state that
 *   was reported before.
 * @fires {JobCompleteEvent} job-complete - Fired once, right after the `job-status-change` to a
 *   successful status. `detail` is the same.
 * @fires {JobFailedEvent} job-failed - Fired once, right after the `job-status-change` to a failed or
 *   abandoned status. `detail` is the same.
 * @fires {JobErrorEvent} job-error - Fired when the status is unavailable, temporarily or
 *   permanently, which says nothing about the job itself. `detail` is
 *   `{code, message, final, jobStatus}`.
 *
 * @slot completed - Shown beside the badge of a completed job, for example a link.
 * @slot failed - Shown beside the badge of a failed job.
 * @slot abandoned - Shown beside the badge of a cancelled job.
 * @slot lost - Shown when the status is permanently unavailable.
 *
 * @csspart badge - The pill, bar or dot. Hidden while there is nothing to show.
 * @csspart icon - The icon of the state.
 * @csspart words - The state in words.
 * @csspart message - What the service adds to the status, or why there is no status.
 * @csspart progress - The progress of the job: always in a bar, elsewhere while it is in progress.
 * @csspart stage - Each of the stages in a bar.
 * @csspart reached - Each stage that the job has reached.
 * @csspart motion - What moves while something is being done, and not while the job waits its turn.
 *
 * @cssprop [--scriptx-job-status-color=#7c8591] - Colour of icon, border and background where none of
 *   the next five applies: of a cancelled job, and while its status is lost.
 * @cssprop [--scriptx-job-status-waiting-color=#7c8591] - The colour before the service starts the job,
 *   by default `--scriptx-job-status-color`.
 * @cssprop [--scriptx-job-status-working-color=#3b82f6] - The colour while the service has the job in
 *   hand.
 * @cssprop [--scriptx-job-status-attention-color=#c26a00] - The colour of a paused job, and while the
 *   service is out of reach.
 * @cssprop [--scriptx-job-status-completed-color=#1f9d55] - The colour of a completed job.
 * @cssprop [--scriptx-job-status-failed-color=#e5484d] - The colour of a failed job.
 * @cssprop [--scriptx-job-status-track-color] - The colour of stages that the job has not reached, and
 *   of the track of what moves. By default, a quarter of the state's colour.
 * @cssprop [--scriptx-job-status-radius=1.1em] - The radius of the corners. In a bar, 0.5em.
 * @cssprop [--scriptx-job-status-padding=0.1875em 0.6em] - The space between the border and what is inside,
 *   above and below, then beside. In a bar, 0.6em 0.75em. A dot has none.
 * @cssprop [--scriptx-job-status-icon-size=1.15em] - The width of the icon. As a dot, 1.5em.
 *
 * @cssstate idle - There is nothing to watch.
 * @cssstate connecting - There is no response yet.
 * @cssstate awaiting-permission - The browser asks its user whether this page may reach the service.
 * @cssstate not-started - The service has the job and has not started it.
 * @cssstate queued - The job is in the service's queue.
 * @cssstate starting - The service starts the job.
 * @cssstate downloading - The service downloads the document.
 * @cssstate downloaded - The service has downloaded the document.
 * @cssstate printing - The job is printing.
 * @cssstate paused - The job is paused.
 * @cssstate completed - The job has left the service for the printer.
 * @cssstate failed - The job has failed.
 * @cssstate abandoned - The job was cancelled.
 * @cssstate unknown - The service reports a status that this version does not know.
 * @cssstate reconnecting - The status is temporarily unavailable. Polling continues.
 * @cssstate blocked - The browser does not let the page connect to the service.
 * @cssstate lost - The status is permanently unavailable.
 * @cssstate waiting - One of `connecting`, `not-started` and `queued`.
 * @cssstate working - One of `starting`, `downloading`, `downloaded`, `printing` and `unknown`.
 * @cssstate attention - One of `paused`, `awaiting-permission`, `reconnecting` and `blocked`.
 * @cssstate busy - The job is in progress, as far as is known: `waiting` or `working`.
 * @cssstate final - Nothing more will change: the job has ended, or its status is lost.
 */
export class ScriptxJobStatus extends LitElement {
  static override styles: CSSResultGroup = styles;

  /**
   * Address of the service: an http(s) URL, with or without a path or the tail `/api/v1/...`, or a
   * path of this origin that starts with `/`, `./` or `../`. If absent, the page's first `script`
   * element with `data-meadco-server` names it.
   */
  @property(stringAttribute) server = '';

  /** Job token: the `jobIdentifier` of the print response. */
  @property(stringAttribute) token = '';

  /**
   * Licence GUID, sent in the `Authorization` header. Over plain http it is sent only to this
   * computer and to the page's own origin. If absent, it is read from the page's first `script`
   * element with `data-meadco-server`: its `data-meadco-subscription`, or else its
   * `data-meadco-license`. The attribute `license=""` sends none.
   */
  @property(stringAttribute) license = '';

  /** The endpoint that took the job: `printPdf` or `printHtml`. */
  @property({ converter: apiOf }) api: 'printPdf' | 'printHtml' = 'printPdf';

  /** Milliseconds from a response to the next poll, at least 100. Unset: an adaptive pace. */
  @property({ converter: durationOf }) interval: number | undefined;

  /**
   * Milliseconds after the first poll at which to give up, with the error `timeout`. After a pause, for
   * example in a hidden page, one more poll comes first. Unset: never.
   */
  @property({ converter: durationOf }) timeout: number | undefined;

  /** Pauses polling and events. Resuming polls immediately. */
  @property({ type: Boolean }) suspended = false;

  /** Keeps the normal pace while the page is hidden. By default, it is one poll a minute then. */
  @property({ type: Boolean }) background = false;

  /** Accessible name, and the first words of each announcement. Empty: "Print job", localised. */
  @property(stringAttribute) label = '';

  /**
   * How it looks: a `badge` among text, a `bar` of the full width with the stages of the job, or a
   * `dot`, an icon for dense tables whose words are exposed to assistive technology only.
   */
  @property({ converter: appearanceOf }) appearance: 'badge' | 'bar' | 'dot' = 'badge';

  /** Whether to announce changes of state: `polite`, or `off` for tables of badges. */
  @property({ converter: announceOf }) announce: 'polite' | 'off' = 'polite';

  /** Words by state, which override those of the language. To change them, assign a new object. */
  @property({ attribute: false }) texts: Partial<Record<ElementState, string>> | undefined;

  /**
   * The function that sends the requests, called without `this`. Must return a new response each time.
   * Elements share polls only if they have the same function. Unset: the page's `fetch`.
   */
  @property({ attribute: false })
  fetch: ((url: string, init: RequestInit) => Promise<Response>) | undefined;

  readonly #job = new JobController(this);
  readonly #language = new LanguageController(this);
  readonly #delay = new DelayController(this, () => this.#job.follower.waiting);
  readonly #announcement = new AnnouncementController(this, () => ({
    token: textOf(this.token),
    jobId: this.#job.jobId,
    state: this.state,
    isRemembered: this.#job.isRemembered,
    isEnabled: announceOf(this.announce) === 'polite',
    label: this.#label,
    words: this.#words,
    message: this.#message,
  }));

  /** Absent in some test environments, like its states in some browsers. */
  readonly #internals = (this as Partial<LitElement>).attachInternals?.();

  /** The custom states that are set. WebKit 2.50 sometimes finds none in its own set. */
  #reflected: ReadonlySet<string> = new Set();

  /**
   * Registers the element. Does nothing if this class already has the tag; registers a subclass under
   * a second tag; warns once in the console if another class has the tag.
   */
  static define(tag = 'scriptx-job-status', registry = customElements): void {
    const holder = registry.get(tag);
    if (!holder) {
      // The registry that Lit provides on a server has no `getName`.
      const hasTag = 'getName' in registry && registry.getName(this) !== null;
      registry.define(tag, hasTag ? class extends this {} : this);
    } else if (holder !== this && Object.getPrototypeOf(holder) !== this) {
      console.warn(`<${tag}> is already registered, by another class or another copy of this one.`);
    }
  }

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'defer-hydration'];
  }

  /** Whether Lit's hydration support is loaded, which observes this attribute. */
  static get #canHydrate(): boolean {
    return super.observedAttributes.includes('defer-hydration');
  }

  /** What the element shows: a state of the job, or of the connection to the service. Read-only. */
  get state(): ElementState {
    return this.#job.follower.state;
  }

  /** The last job status, or null. Read-only. */
  get jobStatus(): JobStatus | null {
    return this.#job.follower.jobStatus;
  }

  /** Why the status is unavailable now; null if it is known, also that of a failed job. Read-only. */
  get error(): JobStatusError | null {
    return this.#job.follower.error;
  }

  /**
   * Resolves with the final job status of a successful job. Rejects with any final `JobStatusError`,
   * `failed` and `abandoned` included. Stays pending while the element is idle, suspended or removed,
   * and during an outage. When `server`, `api` or `token` changes, or `trackPrint()` shows a print, it
   * rejects with an `AbortError` and there is a new promise. Also new after `refresh()` has started
   * again. Never causes an unhandled rejection. Read-only.
   */
  get finished(): Promise<JobStatus> {
    return this.#job.finished;
  }

  /**
   * Polls immediately within the limits, or joins the poll in flight. Starts again after a final
   * error. Does nothing after a final status, and while MeadCo's client reports a tracked print.
   */
  refresh(): void {
    this.#job.refresh();
  }

  /** Begins to show a print of MeadCo's client, for `trackPrint()`. */
  [startTracking](): PrintTracker {
    return this.#job.track();
  }

  /** Called by the browser when the element moves to another document, which has styles of its own. */
  adoptedCallback(): void {
    if (this.shadowRoot) adoptStylesIn(this.shadowRoot, this.#elementStyles);
  }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    super.attributeChangedCallback(name, old, value);
    // An empty attribute and an absent one differ, though the property is the same.
    this.#job.update();
  }

  protected override createRenderRoot(): ShadowRoot {
    // Without hydration support, Lit would render a second badge beside the one from the server.
    if (!ScriptxJobStatus.#canHydrate) this.shadowRoot?.replaceChildren();
    // Lit would adopt the style sheets of this document, which throws in another one.
    const isForeign = this.ownerDocument !== globalThis.document;
    const root = isForeign
      ? this.attachShadow(LitElement.shadowRootOptions)
      : (super.createRenderRoot() as ShadowRoot);
    // Lit applies no styles in another document, nor when it hydrates.
    adoptStylesIn(root, this.#elementStyles);
    return root;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.size > 0) this.#job.update();
    this.#reflectStates();
  }

  protected override render(): TemplateResult {
    const { state } = this;
    const { stageState } = this.#job.follower;
    const appearance = appearanceOf(this.appearance);
    const label = this.#label;
    const words = this.#words;
    const message = this.#message;
    // Text is bound as a property, because page translators replace text nodes, which Lit relies on.
    return html`
      <span
        part="badge"
        role="group"
        class="${appearance} ${stateGroups[state] ?? ''}"
        aria-label=${label}
        ?hidden=${state === 'idle' || this.#delay.isTooBriefToShow}
      >
        <span part="icon" aria-hidden="true" title=${message ? `${words}: ${message}` : words}>
          <svg viewBox="0 0 24 24" class=${filledIcons.has(state) ? 'filled' : nothing}>
            <path d=${icons[state]}></path>
          </svg>
        </span>
        <span class="text">
          <bdi part="words" .textContent=${words}></bdi>
          <bdi part="message" .textContent=${message}></bdi>
        </span>
        ${renderProgress({
          appearance,
          isBusy: isBusy(state),
          isMoving: isMoving(state),
          label,
          stageState,
          stageWords: stageState ? wordsFor(stageState, this.#language.locale, this.texts) : '',
        })}
      </span>
      <slot name=${state} ?hidden=${!this.#isFinal || state === 'blocked'}></slot>
      <span role="status" .textContent=${this.#announcement.text}></span>
    `;
  }

  get #label(): string {
    return textOf(this.label) || this.#language.locale.label;
  }

  get #words(): string {
    return wordsFor(this.state, this.#language.locale, this.texts, this.#connectingText);
  }

  get #connectingText(): ConnectingText {
    if (this.#delay.isSlow) return 'noResponse';
    return this.#job.follower.isSending ? 'sending' : undefined;
  }

  get #message(): string {
    return messageFor(this, this.#language.locale, this.texts);
  }

  get #isFinal(): boolean {
    return this.error ? this.error.final : (this.jobStatus?.final ?? false);
  }

  get #elementStyles(): CSSResultOrNative[] {
    return (this.constructor as typeof ScriptxJobStatus).elementStyles;
  }

  /** Keeps the custom states in line with what is shown. */
  #reflectStates(): void {
    const states = this.#internals?.states;
    if (!states) return;
    const wanted = new Set<string>([this.state]);
    const group = stateGroups[this.state];
    if (group) wanted.add(group);
    if (isBusy(this.state)) wanted.add('busy');
    if (this.#isFinal) wanted.add('final');
    // The host's own style depends on the appearance, which as a property has no attribute.
    if (appearanceOf(this.appearance) === 'bar') wanted.add('bar');
    for (const state of this.#reflected) if (!wanted.has(state)) states.delete(state);
    for (const state of wanted) if (!this.#reflected.has(state)) states.add(state);
    this.#reflected = wanted;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'scriptx-job-status': ScriptxJobStatus;
  }
}
