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
  /** The accessible name. */
  readonly label: string;
  /** The last state of the job that is a stage of its progress. */
  readonly stageState: JobState | undefined;
  /** The words of that state. */
  readonly stageWords: string;
}

/**
 * The progress of a job: stages in a bar, motion elsewhere. Plain elements rather than `<progress>`,
 * because browsers run their animations without the page's main thread.
 */
export function renderProgress(progress: Progress): TemplateResult | typeof nothing {
  if (progress.appearance === 'bar') return renderStages(progress);
  if (!progress.isBusy) return nothing;
  return html`<span part="progress" role="progressbar" aria-label=${progress.label}
    ><span part="motion"></span
  ></span>`;
}

function renderStages({ isBusy, label, stageState, stageWords }: Progress): TemplateResult {
  const reached = (stageState && reachedStages[stageState]) ?? 0;
  const stages = map(range(stageCount), (index) =>
    index === reached && isBusy
      ? html`<span part="stage"><span part="motion"></span></span>`
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
