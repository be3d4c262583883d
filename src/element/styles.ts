import { css } from 'lit';

/**
 * The words have the page's own colour and font. The tones of icon, border and ground are in the
 * middle between black and white, at 3:1 or more to both, and so fit a light page and a dark one.
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

  :host([hidden]) {
    display: none;
  }

  .badge {
    --tone: var(--scriptx-job-status-color, #7c8591);
    position: relative;
    display: inline-flex;
    align-items: center;
    gap: 0.45em;
    box-sizing: border-box;
    max-inline-size: 100%;
    padding: 0.25em 0.8em 0.25em 0.55em;
    overflow: hidden;
    line-height: 1.4;
    border: 1px solid var(--tone);
    border-radius: 1.1em;
    border-color: color-mix(in srgb, var(--tone) 45%, transparent);
    background: color-mix(in srgb, var(--tone) 12%, transparent);
  }

  .bar {
    display: flex;
    inline-size: 100%;
    padding-block: 0.4em 0.55em;
    border-radius: 0.4em;
  }

  .dot {
    padding: 0.2em;
    border-radius: 1em;
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

  svg {
    flex: none;
    inline-size: 1.15em;
    block-size: 1.15em;
    fill: none;
    stroke: var(--tone);
    stroke-width: 2.25;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .text {
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }

  .words {
    font-weight: 600;
  }

  .message {
    margin-inline-start: 0.4em;
  }

  progress {
    position: absolute;
    bottom: 0;
    left: 0;
    inline-size: 40%;
    block-size: 0.15em;
    appearance: none;
    border: 0;
    background: var(--tone);
    animation: pass 1.6s ease-in-out infinite alternate;
  }

  progress::-webkit-progress-bar {
    background: none;
  }

  progress::-moz-progress-bar {
    background: none;
  }

  @keyframes pass {
    to {
      transform: translateX(150%);
    }
  }

  .stage {
    display: none;
  }

  .bar .stage {
    display: block;
    position: absolute;
    inset-block-end: 0;
    inset-inline-start: 0;
    inline-size: 25%;
    block-size: 0.2em;
    background: var(--tone);
    opacity: 0.6;
  }

  .bar .stage-2 {
    inline-size: 50%;
  }

  .bar .stage-3 {
    inline-size: 75%;
  }

  .bar .stage-4 {
    inline-size: 100%;
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

  @media (prefers-reduced-motion: reduce) {
    progress {
      inline-size: 100%;
      animation: none;
    }
  }

  @media (forced-colors: active) {
    .badge {
      --tone: CanvasText;
      border-color: CanvasText;
    }
  }
`;
