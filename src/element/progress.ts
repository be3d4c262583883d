import { html, nothing, type TemplateResult } from 'lit';
import { map } from 'lit/directives/map.js';
import { range } from 'lit/directives/range.js';
import type { JobState } from '../protocol/job-status.js';
import type { Appearance } from './appearance.js';
import { reachedStages, stageCount } from './states.js';

/** What the progress of a badge shows. */
export interface Progress {
  readonly appearance: Appearance;
  readonly isBusy: boolean;
  /** Whether it is animated, which it is not while the job is queued. */
  readonly isMoving: boolean;
  /** The accessible name. */
  readonly label: string;
  /** The last state of the job that is a stage of its progress. */
  readonly stageState: JobState | undefined;
  /** The words of that state. */
  readonly stageWords: string;
}

/**
 * The progress of a job: stages in a bar, a ring around a dot, and a line below a badge. Plain elements
 * rather than `<progress>`, because browsers run their animations without the page's main thread.
 */
export function renderProgress(progress: Progress): TemplateResult | typeof nothing {
  const { appearance, isBusy, isMoving, label } = progress;
  if (appearance === 'bar') return renderStages(progress);
  if (!isBusy) return nothing;
  const motion = appearance === 'dot' ? ring : track;
  return html`<span part="progress" role="progressbar" aria-label=${label}
    >${isMoving ? motion : nothing}</span
  >`;
}

const line = html`<span part="motion"></span>`;

const track = html`<span class="track">${line}</span>`;

/** The same circle as in the icons, and a third of it. */
const ring = html`<span part="motion" aria-hidden="true"
  ><svg viewBox="0 0 24 24">
    <circle cx="12" cy="12" r="10"></circle>
    <path d="M12 2a10 10 0 0 1 8.66 15"></path></svg
></span>`;

function renderStages({ isMoving, label, stageState, stageWords }: Progress): TemplateResult {
  const reached = (stageState && reachedStages[stageState]) ?? 0;
  const stages = map(range(stageCount), (index) =>
    index === reached && isMoving
      ? html`<span part="stage">${line}</span>`
      : html`<span part=${index < reached ? 'stage reached' : 'stage'}></span>`,
  );
  // Without a value, assistive technology takes the progress for indeterminate.
  return html`<span
    part="progress"
    role="progressbar"
    aria-label=${label}
    aria-valuenow=${stageState ? (reached / stageCount) * 100 : nothing}
    aria-valuetext=${stageState ? stageWords : nothing}
    >${stages}</span
  >`;
}
