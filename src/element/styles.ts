import { css } from 'lit';

/**
 * The words have the page's own colour and font. Icon, border and background have a colour in the
 * middle between black and white, with a contrast of 3:1 or more to both, which suits light pages and
 * dark ones. Parts are drawn in `currentcolor`, so that a theme sets only their colour.
 *
 * A job that requires somebody's attention has the most weight: a filled icon on a tinted background. A
 * completed one is an outline, because a table may have hundreds of them.
 *
 * Animations change only `transform` and `opacity` of plain elements, which browsers do without the
 * main thread.
 */
export const styles = css`
  :host {
    display: inline-block;
    position: relative;
    max-inline-size: 100%;
    /* The white space of the template is not for show, whatever the page does with its own. */
    white-space-collapse: collapse;
    text-indent: 0;
  }

  :host([appearance='bar']) {
    display: block;
  }

  /* The appearance as a property, which has no attribute. A rule of its own, because a browser without
     custom states ignores a whole rule with an unknown selector. */
  :host(:state(bar)) {
    display: block;
  }

  :host([hidden]),
  [hidden] {
    display: none !important;
  }

  [part='badge'] {
    --tone: var(--scriptx-job-status-color, #7c8591);
    --ground: 0%;
    --line: 40%;
    --weight: 500;
    --track: var(
      --scriptx-job-status-track-color,
      color-mix(in srgb, var(--tone) 25%, transparent)
    );
    --icon-size: var(--scriptx-job-status-icon-size, 1.15em);
    --radius: var(--scriptx-job-status-radius, 1.1em);
    position: relative;
    display: inline-flex;
    align-items: start;
    gap: 0.4em;
    box-sizing: border-box;
    max-inline-size: 100%;
    padding: var(--scriptx-job-status-padding, 0.1875em 0.6em);
    line-height: 1.4;
    border: 1px solid color-mix(in srgb, var(--tone) var(--line), transparent);
    border-radius: var(--radius);
    background: color-mix(in srgb, var(--tone) var(--ground), transparent);
  }

  .bar {
    --radius: var(--scriptx-job-status-radius, 0.5em);
    display: flex;
    padding: var(--scriptx-job-status-padding, 0.6em 0.75em);
  }

  /* It has no visible words, whose baseline it could have. */
  .dot {
    --icon-size: var(--scriptx-job-status-icon-size, 1.5em);
    padding: 0;
    vertical-align: middle;
    border: 0;
    background: none;
  }

  .waiting {
    --tone: var(--scriptx-job-status-waiting-color, var(--scriptx-job-status-color, #7c8591));
    --ground: 10%;
  }

  .working {
    --tone: var(--scriptx-job-status-working-color, #3b82f6);
    --ground: 10%;
    --weight: 600;
  }

  .attention {
    --tone: var(--scriptx-job-status-attention-color, #c26a00);
    --ground: 14%;
    --line: 65%;
    --weight: 600;
  }

  .completed {
    --tone: var(--scriptx-job-status-completed-color, #1f9d55);
  }

  .failed {
    --tone: var(--scriptx-job-status-failed-color, #e5484d);
    --ground: 14%;
    --line: 65%;
    --weight: 600;
  }

  [part='icon'],
  [part='progress'] {
    color: var(--tone);
  }

  /* In the middle of the first line, which is 1.4em high. */
  [part='icon'] {
    flex: none;
    inline-size: var(--icon-size);
    margin-block: max(0em, (1.4em - var(--icon-size)) / 2);
    stroke-width: 2.25;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  svg {
    display: block;
    fill: none;
    stroke: currentcolor;
  }

  .filled {
    fill: currentcolor;
    fill-rule: evenodd;
    stroke: none;
  }

  /* The whole dot has the hover text of its icon. */
  .dot [part='icon'] {
    margin: 0;
    stroke-width: 2;
  }

  /* Inside the ring. */
  .dot:has([part='motion']) [part='icon'] {
    box-sizing: border-box;
    padding: calc(var(--icon-size) * 0.22);
    stroke-width: 2.75;
  }

  .text {
    align-self: baseline;
    min-inline-size: 0;
    margin-block: max(0em, (var(--icon-size) - 1.4em) / 2);
    overflow-wrap: anywhere;
  }

  [part='words'] {
    font-weight: var(--weight);
  }

  /* To distinguish them from a message. */
  [part='words']:not(:has(+ :empty)) {
    font-weight: 600;
  }

  ::slotted(*) {
    margin-inline-start: 0.5em;
  }

  /* On the border, and so below the descenders. */
  [part='progress'] {
    position: absolute;
    inset: auto 0 -1px;
    display: flex;
    block-size: 0.1875em;
    border-radius: 1em;
  }

  /* Keep it to the straight part of the border. In min(), a radius of 0 would be invalid without a unit. */
  :not(.dot) > [part='progress']::before,
  :not(.dot) > [part='progress']::after {
    flex: none;
    inline-size: var(--radius);
    max-inline-size: 1.1em;
    content: '';
  }

  .track {
    position: relative;
    flex: 1;
    overflow: hidden;
    border-radius: inherit;
    background: var(--track);
  }

  .badge [part='motion'] {
    position: absolute;
    inset: 0 auto 0 0;
    inline-size: 40%;
    border-radius: inherit;
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
    display: block;
    block-size: auto;
    pointer-events: none;
  }

  .dot [part='motion'] {
    display: block;
    stroke-width: 2;
    stroke-linecap: round;
    animation: turn 1.2s linear infinite;
  }

  circle {
    stroke: var(--track);
  }

  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }

  [part~='stage'] {
    position: relative;
    flex: 1;
    border-radius: inherit;
    background: var(--track);
  }

  [part~='stage'] + [part~='stage'] {
    margin-inline-start: 0.2em;
  }

  [part~='reached'] {
    background: currentcolor;
  }

  .bar [part='motion'] {
    position: absolute;
    inset: 0;
    border-radius: inherit;
    background: currentcolor;
    opacity: 0.5;
    animation: pulse 1.6s ease-in-out infinite alternate;
  }

  @keyframes pulse {
    from {
      opacity: 0;
    }
  }

  /* Motion that is out of view costs nothing: a table may have hundreds of badges in motion. */
  :not(.bar) > [part='progress'],
  [part='stage'] {
    content-visibility: auto;
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
