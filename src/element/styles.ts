import { css } from 'lit';

/**
 * The words have the page's own colour and font. The tones of icon, border and ground are in the
 * middle between black and white, at 3:1 or more to both, and so fit a light page and a dark one. Parts
 * are drawn in `currentcolor`, so that a theme sets their colour alone.
 * What moves is moved by `transform` alone, which browsers do beside the page's own work: a table may
 * hold hundreds of busy badges.
 */
export const styles = css`
  :host {
    display: inline-block;
    position: relative;
    max-inline-size: 100%;
    vertical-align: middle;
  }

  :host(:state(bar)) {
    display: block;
  }

  :host([hidden]),
  [hidden] {
    display: none !important;
  }

  [part='badge'] {
    --tone: var(--scriptx-job-status-color, #7c8591);
    --reached: 0%;
    position: relative;
    display: inline-flex;
    align-items: start;
    gap: 0.45em;
    box-sizing: border-box;
    max-inline-size: 100%;
    padding: 0.25em 0.8em 0.25em 0.55em;
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

  .dot {
    padding: 0.1em 0.225em;
  }

  .busy {
    --tone: var(--scriptx-job-status-busy-color, #3b82f6);
    --reached: 25%;
  }

  .paused,
  .awaiting-permission,
  .reconnecting,
  .blocked {
    --tone: var(--scriptx-job-status-waiting-color, #c27803);
  }

  .connecting,
  .unknown {
    --reached: 0%;
  }

  .downloaded {
    --reached: 50%;
  }

  .printing {
    --reached: 75%;
  }

  .completed {
    --tone: var(--scriptx-job-status-completed-color, #1f9d55);
    --reached: 100%;
  }

  .failed {
    --tone: var(--scriptx-job-status-failed-color, #e5484d);
  }

  [part='icon'],
  [part='stage'],
  progress {
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

  svg {
    display: block;
  }

  .text {
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }

  [part='words'] {
    font-weight: 600;
  }

  progress,
  [part='stage'] {
    display: none;
    position: absolute;
    bottom: 0;
    left: 0;
    block-size: 0.17em;
  }

  .busy progress {
    display: block;
    inline-size: 40%;
    appearance: none;
    border: 0;
    background: linear-gradient(currentcolor 0 0);
    animation: pass 1.6s ease-in-out infinite alternate;
  }

  ::-webkit-progress-bar {
    background: none;
  }

  ::-moz-progress-bar {
    background: none;
  }

  @keyframes pass {
    to {
      transform: translateX(150%);
    }
  }

  .dot progress {
    inline-size: 100%;
    block-size: 100%;
    border-radius: 50%;
    background: conic-gradient(transparent 40%, currentcolor);
    mask: radial-gradient(closest-side, transparent calc(100% - 2px), #000 0);
    animation: turn 1.6s linear infinite;
  }

  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }

  .bar [part='stage'] {
    display: block;
    inline-size: 100%;
    background: linear-gradient(currentcolor 0 0) 0 0 / var(--reached) 100% no-repeat
      color-mix(in srgb, currentcolor 25%, transparent);
    mask: repeating-linear-gradient(90deg, #000 0 calc(25% - 2px), transparent 0 25%);
  }

  [part='stage']:dir(rtl) {
    scale: -1 1;
  }

  .bar progress {
    inset-inline-start: var(--reached);
    inline-size: calc(25% - 2px);
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
  }

  @media print, (prefers-reduced-motion) {
    .busy progress {
      animation: none;
    }

    .badge progress {
      inline-size: 100%;
    }
  }

  @media print, (forced-colors: active) {
    [part='badge'] {
      --tone: currentcolor;
    }
  }

  @media (forced-colors: active) {
    progress,
    [part='stage'] {
      forced-color-adjust: none;
      color: CanvasText !important;
    }
  }
`;
