/** Gives each example's frame the height of its page, and a button that runs it again. */
export function fitFrames(): void {
  for (const frame of document.querySelectorAll<HTMLIFrameElement>('.example iframe')) {
    frame.addEventListener('load', () => fit(frame));
    // The frame may have loaded before this script.
    if (frame.contentDocument?.readyState === 'complete') fit(frame);
    const again = document.createElement('button');
    again.type = 'button';
    again.textContent = 'Run again';
    again.addEventListener('click', () => frame.contentWindow?.location.reload());
    frame.after(again);
  }
}

function fit(frame: HTMLIFrameElement): void {
  const page = frame.contentDocument?.documentElement;
  if (!page) return;
  new ResizeObserver(() => (frame.style.height = `${page.offsetHeight}px`)).observe(page);
}
