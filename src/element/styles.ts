import { css } from 'lit';

/**
 * The words have the page's own colour and font. Icon, border and background have a colour in the
 * middle between black and white, with a contrast of 3:1 or more to both, which suits light pages and
 * dark ones. Parts are drawn in `currentcolor`, so that a theme sets only their colour.
 *
 * Animations change only `transform` and `opacity` of plain elements, which browsers do without the
 * main thread.
 */
export const styles = css`
  :host {
    display: inline-block;
    position: relative;
    max-inline-size: 100%;
  }

  :host([appearance='bar']) {
    display: block;
  }

  /* The appearance as a property, which has no attribute. */
  :host(:state(bar)) {
    display: block;
  }

  :host([hidden]),
  [hidden] {
    display: none !important;
  }

  [part='badge'] {
    --tone: var(--scriptx-job-status-color, #7c8591);
    position: relative;
    display: inline-flex;
    align-items: start;
    gap: 0.45em;
    box-sizing: border-box;
    max-inline-size: 100%;
    padding-block: 0.25em;
    padding-inline: 0.55em 0.8em;
    overflow: hidden;
    line-height: 1.4;
    border: 1px solid color-mix(in srgb, var(--tone) 45%, transparent);
    border-radius: 1.1em;
    background: color-mix(in srgb, var(--tone) 12%, transparent);
  }

  .bar {
    display: flex;
    padding-block: 0.45em 0.7em;
    border-radius: 0.4em;
  }

  /* It has no visible words, whose baseline it could have. */
  .dot {
    padding: 0;
    vertical-align: middle;
  }

  .busy {
    --tone: var(--scriptx-job-status-busy-color, #3b82f6);
  }

  .paused,
  .awaiting-permission,
  .reconnecting,
  .blocked {
    --tone: var(--scriptx-job-status-waiting-color, #c27803);
  }

  .completed {
    --tone: var(--scriptx-job-status-completed-color, #1f9d55);
  }

  .failed {
    --tone: var(--scriptx-job-status-failed-color, #e5484d);
  }

  [part='icon'],
  [part='progress'] {
    color: var(--tone);
  }

  [part='icon'] {
    flex: none;
    inline-size: 1.15em;
    margin-block: 0.125em;
    fill: none;
    stroke: currentcolor;
    stroke-width: 2.25;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  /* The whole dot has the hover text of its icon. */
  .dot [part='icon'] {
    margin: 0;
    padding: 0.225em;
  }

  svg {
    display: block;
  }

  .text {
    align-self: baseline;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }

  [part='words'] {
    font-weight: 600;
  }

  ::slotted(*) {
    margin-inline-start: 0.5em;
  }

  [part='progress'] {
    position: absolute;
    inset: auto 0 0;
    block-size: 0.17em;
  }

  /* Motion that is out of view costs nothing: a table may have hundreds of busy badges. */
  [part='progress'],
  .bar [part='stage'] {
    content-visibility: auto;
  }

  [part='motion'] {
    position: absolute;
    inset: 0 auto 0 0;
    inline-size: 40%;
    background: currentcolor;
    animation: pass 1.6s ease-in-out infinite alternate;
  }

  @keyframes pass {
    to {
      transform: translateX(150%);
    }
  }

  .dot [part='progress'] {
    inset: 0;
    block-size: auto;
    pointer-events: none;
  }

  .dot [part='motion'] {
    inset: 0;
    box-sizing: border-box;
    inline-size: auto;
    border: 2px solid;
    border-color: currentcolor currentcolor transparent transparent;
    border-radius: 50%;
    background: none;
    animation: turn 1.6s linear infinite;
  }

  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }

  .bar [part='progress'] {
    display: flex;
    gap: 2px;
    content-visibility: visible;
  }

  [part~='stage'] {
    position: relative;
    flex: 1;
    background: color-mix(in srgb, currentcolor 25%, transparent);
  }

  [part~='reached'] {
    background: currentcolor;
  }

  .bar [part='motion'] {
    inset: 0;
    inline-size: auto;
    opacity: 0.5;
    animation: pulse 1.6s ease-in-out infinite alternate;
  }

  @keyframes pulse {
    from {
      opacity: 0;
    }
  }

  .dot .text,
  [role='status'] {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
    /* Hidden text must not be copied with the visible text. */
    -webkit-user-select: none;
    user-select: none;
  }

  @media print, (prefers-reduced-motion) {
    [part='badge'] [part='motion'] {
      animation: none;
    }

    .badge [part='motion'] {
      inline-size: 100%;
    }
  }

  @media print {
    [part] {
      content-visibility: visible !important;
    }
  }

  @media print, (forced-colors: active) {
    [part='badge'] {
      --tone: currentcolor;
    }
  }

  @media (forced-colors: active) {
    [part='progress'] {
      forced-color-adjust: none;
      color: CanvasText !important;
    }
  }
`;
