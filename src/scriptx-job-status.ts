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
 * Shows the live status of one print job of MeadCo ScriptX.Services. Polls the service until the job
 * ends, fires an event on each change, and shows and announces the state.
 *
 * `server` and `token` name the job, or `trackPrint()` does. Without a job, the element is `idle` and
 * shows nothing. If you change `server`, `token` or `api`, the element has another job. Attributes and
 * properties apply at the end of the current task, so their order does not matter.
 *
 * @tag scriptx-job-status
 *
 * @fires {JobStatusChangeEvent} job-status-change - Fired when the job's status or message changes,
 *   the first and the final one included. `detail` is the job status and `previous`, the state that
 *   was reported before.
 * @fires {JobCompleteEvent} job-complete - Fired once, right after the `job-status-change` to a
 *   successful status. `detail` is the same.
 * @fires {JobFailedEvent} job-failed - Fired once, right after the `job-status-change` to a failed or
 *   cancelled status. `detail` is the same.
 * @fires {JobErrorEvent} job-error - Fired when the status is unavailable, temporarily or
 *   permanently. The job itself may still be printing. `detail` is
 *   `{code, message, final, jobStatus}`.
 *
 * @slot completed - Shown beside the badge of a completed job, for example a link.
 * @slot failed - Shown beside the badge of a failed job, for example a button to print again.
 * @slot abandoned - Shown beside the badge of a cancelled job.
 * @slot lost - Shown beside the badge when the status is permanently unavailable.
 *
 * @csspart badge - The pill, bar or dot. Hidden while there is nothing to show.
 * @csspart icon - The icon of the state.
 * @csspart words - The state in words.
 * @csspart message - The message of the service, or why the status is unavailable.
 * @csspart progress - The progress of the job: always in a bar, elsewhere while it is in progress.
 * @csspart stage - Each of the stages in a bar.
 * @csspart reached - Each stage that the job has reached.
 * @csspart motion - The moving line or ring, while the service works on the job and before the first
 *   response.
 *
 * @cssprop [--scriptx-job-status-color=#7c8591] - Colour of icon, progress, border and background of
 *   a cancelled job, and while the status is permanently unavailable.
 * @cssprop [--scriptx-job-status-waiting-color=#7c8591] - Colour before the service starts the job.
 *   If unset, it is `--scriptx-job-status-color`.
 * @cssprop [--scriptx-job-status-working-color=#3b82f6] - Colour while the service works on the
 *   job.
 * @cssprop [--scriptx-job-status-attention-color=#c26a00] - Colour of a job that needs attention: it is
 *   paused, its status is temporarily unavailable, or the browser has not allowed the connection.
 * @cssprop [--scriptx-job-status-completed-color=#1f9d55] - Colour of a completed job.
 * @cssprop [--scriptx-job-status-failed-color=#e5484d] - Colour of a failed job.
 * @cssprop [--scriptx-job-status-track-color] - Colour of the stages that the job has not reached, and of
 *   the track behind the motion. By default, the state's colour at a quarter of its strength.
 * @cssprop [--scriptx-job-status-radius=1.1em] - The radius of the corners. In a bar, 0.5em.
 * @cssprop [--scriptx-job-status-padding=0.1875em 0.6em] - The space inside the border: above and
 *   below, then at the sides. In a bar, 0.6em 0.75em. A dot has none.
 * @cssprop [--scriptx-job-status-icon-size=1.15em] - The width of the icon. In a dot, 1.5em.
 *
 * @cssstate idle - The element has no job. It shows nothing.
 * @cssstate connecting - The service has not responded yet.
 * @cssstate awaiting-permission - The browser asks the user whether this page may reach the service.
 * @cssstate not-started - The service has accepted the job, but not started it.
 * @cssstate queued - The job is in the service's queue.
 * @cssstate starting - The service is starting the job.
 * @cssstate downloading - The service is downloading the document.
 * @cssstate downloaded - The service has downloaded the document.
 * @cssstate printing - The job is printing.
 * @cssstate paused - The job is paused.
 * @cssstate completed - The job has left the service for the printer.
 * @cssstate failed - The job has failed.
 * @cssstate abandoned - The job was cancelled.
 * @cssstate unknown - The service reports a status that this version does not know. Polling continues.
 * @cssstate reconnecting - The status is temporarily unavailable. Polling continues.
 * @cssstate blocked - The browser does not let the page connect to the service.
 * @cssstate lost - The status is permanently unavailable.
 * @cssstate waiting - One of `connecting`, `not-started` and `queued`.
 * @cssstate working - One of `starting`, `downloading`, `downloaded`, `printing` and `unknown`.
 * @cssstate attention - One of `paused`, `awaiting-permission`, `reconnecting` and `blocked`.
 * @cssstate busy - The job is in progress, as far as is known: `waiting` or `working`.
 * @cssstate final - The job has ended, or its status is permanently unavailable.
 */
export class ScriptxJobStatus extends LitElement {
  static override styles: CSSResultGroup = styles;

  /**
   * Address of the service: an http(s) URL, or a path of the page's own origin that starts with `/`,
   * `./` or `../`.
   *
   * A URL may have a path prefix and a slash at its end. `/api`, `/api/v1` or `/api/v1/...` at the end is
   * removed, and so are query and hash. A path is resolved against `document.baseURI`. An unusable
   * address fires a `job-error` with the code `address`.
   *
   * If the attribute is absent and the property is empty, the address is read from the page's first
   * `script` element with `data-meadco-server`, the script tag of MeadCo's client.
   */
  @property(stringAttribute) server = '';

  /** Job token: the `jobIdentifier` in the service's response to the print request. */
  @property(stringAttribute) token = '';

  /**
   * Licence GUID, sent in the `Authorization` header. Setting the property never sets the attribute.
   *
   * Over plain http, it is sent only to the user's own computer and to the page's own origin. No event,
   * error or URL contains it.
   *
   * If the attribute is absent and the property is empty, the licence is read from the page's first
   * `script` element with `data-meadco-server`: its `data-meadco-subscription`, or else its
   * `data-meadco-license`. With the empty attribute `license=""`, no licence is sent.
   */
  @property(stringAttribute) license = '';

  /** The endpoint to which the job was sent: `printPdf` or `printHtml`. */
  @property({ converter: apiOf }) api: 'printPdf' | 'printHtml' = 'printPdf';

  /**
   * Milliseconds from a response to the next poll, at least 100. If unset, the delay is adaptive.
   *
   * The adaptive delay starts with 0.8 seconds while the job prints, and with 1.6 seconds before that.
   * While the status stays the same, it grows to 10 seconds. An interval doesn't shorten other delays:
   * `Retry-After`, the back-off after failures, hidden and offline pages, and the limits for each server.
   * Elements with the same job share polls. The shortest interval among them applies.
   */
  @property({ converter: durationOf }) interval: number | undefined;

  /**
   * Milliseconds after the first poll at which polling ends with the error `timeout`. If unset, there is
   * no limit.
   *
   * If the page was hidden, asleep or offline meanwhile, it polls once more first.
   */
  @property({ converter: durationOf }) timeout: number | undefined;

  /** Pauses polling and events, and keeps the current state. Resuming polls immediately. */
  @property({ type: Boolean }) suspended = false;

  /** Polls a hidden page as often as a visible one, instead of once a minute. */
  @property({ type: Boolean }) background = false;

  /**
   * Accessible name, and the first words of each announcement. If empty, it is "Print job" in the
   * language of the element.
   */
  @property(stringAttribute) label = '';

  /**
   * How the element looks: as a `badge`, a `bar` or a `dot`.
   *
   * - `badge`: a pill within text.
   * - `bar`: a block as wide as its container, with the stages of the job and the message.
   * - `dot`: an icon for dense tables. The words appear on hover, and are exposed to assistive technology.
   */
  @property({ converter: appearanceOf }) appearance: 'badge' | 'bar' | 'dot' = 'badge';

  /**
   * Whether screen readers announce each change of state: `polite`, or `off`, for example in tables.
   */
  @property({ converter: announceOf }) announce: 'polite' | 'off' = 'polite';

  /**
   * Words for some of the states, such as `{ completed: 'At the printer' }`. They replace those of the
   * language. To change them, assign a new object.
   */
  @property({ attribute: false }) texts: Partial<Record<ElementState, string>> | undefined;

  /**
   * The function that sends the requests, for example one that adds a header. If unset, it is the global
   * `fetch`.
   *
   * It is called without `this`, and must return a new response each time: a `Response`, or an object
   * with `ok`, `status` and either a `body` stream, `text()` or `json()`. A change applies from the next
   * poll on. Elements share polls only if they have the same function.
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
   * Registers the element. Does nothing if this class already has the tag. Registers a subclass if this
   * class has another tag. Warns in the console if another class has the tag.
   *
   * @param tag - The name of the element, with a hyphen.
   * @param registry - Where to register it.
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

  /** What the element shows: a state of the job, or of the connection to the service. */
  get state(): ElementState {
    return this.#job.follower.state;
  }

  /** The last job status, or null before the first. */
  get jobStatus(): JobStatus | null {
    return this.#job.follower.jobStatus;
  }

  /** Why the status is unavailable now. Null if it is available, even if the job has failed. */
  get error(): JobStatusError | null {
    return this.#job.follower.error;
  }

  /**
   * A promise of the final job status, like `Animation.finished`.
   *
   * It resolves with the final job status of a successful job. It rejects with any final
   * `JobStatusError`, `failed` and `abandoned` included. It stays pending while the element is idle,
   * suspended or removed, and during an outage.
   *
   * When the element gets another job, the promise rejects with an `AbortError`, and there is a new one.
   * There is also a new one after `refresh()` has started again. The promise never causes an unhandled
   * rejection.
   */
  get finished(): Promise<JobStatus> {
    return this.#job.finished;
  }

  /**
   * Polls immediately, within the limits for each server. Starts again after a final error. Does nothing
   * while a poll is in flight, after a final status, and while MeadCo's client reports a print that
   * `trackPrint()` shows.
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
