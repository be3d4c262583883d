import { find } from '../site/scripts/find.js';
import type { ConnectionState } from './connection.js';

const container = find(document, '#service', HTMLElement);
const status = find(container, '[role=status]', HTMLElement);
const tryAgain = find(container, 'button', HTMLButtonElement);

/** Shows whether the page is connected. Nothing is announced unless the text changes. */
export function showConnection(state: ConnectionState | 'connecting', text: string): void {
  container.dataset.state = state;
  if (status.textContent !== text) status.textContent = text;
  if (state === 'connected' && !tryAgain.hidden) {
    // A hidden button loses the focus.
    if (document.activeElement === tryAgain) status.focus();
    tryAgain.hidden = true;
  } else if (state === 'disconnected') {
    tryAgain.hidden = false;
  }
}

export function onTryAgain(listener: () => void): void {
  tryAgain.addEventListener('click', listener);
}
