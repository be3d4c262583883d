import { html, nothing, type TemplateResult } from 'lit';
import type { Appearance } from './appearance.js';
import { stageCount } from './states.js';

/** What the progress of a badge shows. */
export interface Progress {
  readonly appearance: Appearance;
  readonly isBusy: boolean;
  /** The accessible name. */
  readonly label: string;
  /** How many stages the job has reached; undefined if that is unknown. */
  readonly stage: number | undefined;
  /** The words of the state that reached the stage. */
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

function renderStages({ isBusy, label, stage, stageWords }: Progress): TemplateResult {
  const reached = stage ?? 0;
  // Without a value, assistive technology takes the progress for indeterminate.
  const value = stage === undefined ? nothing : (stage / stageCount) * 100;
  const stages = Array.from({ length: stageCount }, (_, index) =>
    index === reached && isBusy
      ? html`<span part="stage"><span part="motion"></span></span>`
      : html`<span part=${index < reached ? 'stage reached' : 'stage'}></span>`,
  );
  return html`<span
    part="progress"
    role="progressbar"
    aria-label=${label}
    aria-valuenow=${value}
    aria-valuetext=${stageWords || nothing}
    >${stages}</span
  >`;
}
