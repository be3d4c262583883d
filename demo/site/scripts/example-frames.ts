import { codePenForm } from './codepen-form.js';

/** The examples that run elsewhere as they are. */
const pens = ['without-service'];

/** Gives each example's frame the height of its page, and a button that runs it again. */
export function fitFrames(): void {
  for (const example of document.querySelectorAll<HTMLElement>('.example')) {
    const frame = example.querySelector('iframe');
    if (!frame) continue;
    frame.addEventListener('load', () => fit(frame));
    // The frame may have loaded before this script.
    if (frame.contentDocument?.readyState === 'complete') fit(frame);

    const tools = document.createElement('div');
    tools.className = 'example-tools';
    tools.append(runAgainButton(frame));
    const code = example.querySelector('code')?.textContent;
    if (code && pens.includes(example.dataset.example ?? '')) tools.append(codePenForm(code));
    frame.after(tools);
  }
}

function runAgainButton(frame: HTMLIFrameElement): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Run again';
  button.ariaLabel = `Run again: ${frame.title}`;
  button.addEventListener('click', () => frame.contentWindow?.location.reload());
  return button;
}

/** Keeps the height of a frame that of its page. The style sheet limits it. */
function fit(frame: HTMLIFrameElement): void {
  // Until it comes near the view, a frame has an empty page, which is 8px high in Firefox.
  if (!frame.contentDocument || frame.contentDocument.URL === 'about:blank') return;
  const page = frame.contentDocument.documentElement;
  new ResizeObserver(() => (frame.style.height = `${page.offsetHeight}px`)).observe(page);
}
