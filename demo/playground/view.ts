import { html, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { repeat } from 'lit/directives/repeat.js';
import { copyButton } from '../site/scripts/copy-buttons.js';
import { jobs, states } from './choices.js';
import { codeFor, type CodeFile, type Framework, frameworks } from './code.js';
import { controls } from './controls.js';
import { highlight } from './highlight.js';
import type { LogEntry } from './log-entry.js';
import { namesOf, type Settings, type Shown } from './settings.js';
import type { Words } from './words.js';

export interface ViewData {
  readonly settings: Settings;
  readonly framework: Framework;
  readonly words: Words;
  /** The newest first. */
  readonly log: readonly LogEntry[];
  /** What the element has announced last; empty for nothing. */
  readonly announcement: string;
  /** Whether the words for each state are visible at first. */
  readonly showsTexts: boolean;
  /** How often everything was reset. */
  readonly resets: number;
  /** Whether there is room for two columns. */
  readonly isWide: boolean;
  readonly preview: HTMLElement;
  readonly copyLink: HTMLElement;
}

export interface ViewActions {
  readonly change: (changes: Partial<Settings>) => void;
  readonly run: (shown: Shown) => void;
  readonly reset: () => void;
  readonly chooseFramework: (framework: Framework) => void;
}

/**
 * The playground. Where there is room, everything but the controls is beside them, and stays in view.
 * A reset makes a new form, without what was entered and invalid.
 */
export function view(data: ViewData, actions: ViewActions): TemplateResult {
  const { isWide, resets, settings, showsTexts, words } = data;
  const form = controls({ settings, words, showsTexts, onChange: actions.change });
  return html`<div class="workbench ${isWide ? 'wide' : ''}">
    <div class="stage">
      ${stage(data)}
      ${isWide ? html`${choices(data, actions)}${codeView(data, actions)}${logView(data)}` : ''}
    </div>
    ${isWide ? '' : html`${choices(data, actions)}${logView(data)}`} ${keyed(resets, form)}
    ${isWide ? '' : codeView(data, actions)}
  </div>`;
}

function stage({ announcement, preview, settings }: ViewData): TemplateResult {
  const silence = settings.announce === 'off' ? 'nothing, announcements are off' : 'nothing yet';
  return html`<section class="card" aria-label="Preview">
    ${preview}
    <p class="announcement">
      <span>Screen readers announce:</span>
      ${announcement ? html`<q lang=${settings.lang}>${announcement}</q>` : html`<i>${silence}</i>`}
    </p>
  </section>`;
}

function choices({ settings: { shown } }: ViewData, { run }: ViewActions): TemplateResult {
  const button = (choice: Shown, text: string): TemplateResult =>
    html`<button
      type="button"
      class="chip"
      data-kind=${choice.kind}
      aria-pressed=${choice.kind === shown.kind && choice.name === shown.name}
      @click=${() => run(choice)}
    >
      ${text}
    </button>`;
  return html`<section class="choices" aria-label="What is shown">
    <div role="group" aria-labelledby="states">
      <h2 id="states">States</h2>
      ${states.map((name) => button({ kind: 'state', name }, name))}
    </div>
    <div role="group" aria-labelledby="jobs">
      <h2 id="jobs">Simulated jobs</h2>
      ${namesOf(jobs).map((name) => button({ kind: 'job', name }, jobs[name]))}
    </div>
  </section>`;
}

function codeView(
  { copyLink, framework, settings }: ViewData,
  { chooseFramework, reset }: ViewActions,
): TemplateResult {
  return html`<section class="code-view" aria-labelledby="code">
    <div class="toolbar">
      <h2 id="code">Code</h2>
      <div class="segments" role="radiogroup" aria-label="Framework">
        ${namesOf(frameworks).map(
          (name) =>
            html`<label>
              <input
                type="radio"
                name="framework"
                value=${name}
                .checked=${name === framework}
                @change=${() => chooseFramework(name)}
              />
              <span>${frameworks[name]}</span>
            </label>`,
        )}
      </div>
      <div class="actions">
        ${copyLink}
        <button type="button" class="quiet" @click=${reset}>Reset all</button>
      </div>
    </div>
    <div class="files">
      ${repeat(codeFor(framework, settings), ({ name }) => name, file)}
      <p class="hint">
        Replace the server, the licence and the token with yours.
        <a href="../${guides[framework].path}/">${guides[framework].title}</a>
      </p>
    </div>
  </section>`;
}

/** The pages that explain the code. */
const guides: Readonly<Record<Framework, { readonly path: string; readonly title: string }>> = {
  html: { path: 'get-started', title: 'Get started' },
  react: { path: 'react', title: 'React and Preact' },
  vue: { path: 'vue', title: 'Vue' },
};

/** The copy buttons, by the names of their files. They stay in the page while the code changes. */
const copyButtons = new Map<string, HTMLElement>();

function file(codeFile: CodeFile): TemplateResult {
  const { name } = codeFile;
  const button: HTMLElement =
    copyButtons.get(name) ??
    copyButton(() => button.parentElement?.querySelector('code')?.textContent ?? '');
  copyButtons.set(name, button);
  return html`<div class="file">
    <h3>${name}</h3>
    <div class="code">
      <pre tabindex="0" role="group" aria-label=${name}><code>${highlight(codeFile)}</code></pre>
      ${button}
    </div>
  </div>`;
}

function logView({ log }: ViewData): TemplateResult {
  return html`<section class="log" aria-labelledby="events">
    <h2 id="events">Events</h2>
    ${
      log.length === 0
        ? html`<p class="hint">The events of the element appear here.</p>`
        : html`<ol tabindex="0" aria-labelledby="events">
            ${repeat(
              log,
              ({ id }) => id,
              ({ time, type, text }) =>
                html`<li><time>${time}</time> <code>${type}</code> <span>${text}</span></li>`,
            )}
          </ol>`
    }
  </section>`;
}
