import type { ScriptxJobStatus } from '/dist/scriptx-job-status.min.js';
import { find } from '../site/scripts/find.js';
import { copyOfItem, writeTime } from './list-item.js';

const maxJobs = 10;

export interface JobDetails {
  /** Identifies the job for assistive technology. */
  readonly label: string;
  /** What the row shows besides the badge, such as the printer. */
  readonly details: string;
}

/** A list with a badge for each job, newest first. */
export class JobList {
  readonly #list: HTMLUListElement;
  readonly #button: HTMLButtonElement;

  /** @param button - Adds a job to the list. It gets the focus when the last job is removed. */
  constructor(list: HTMLUListElement, button: HTMLButtonElement) {
    this.#list = list;
    this.#button = button;
  }

  /** Adds a row, and scrolls it into view if necessary. */
  add({ label, details }: JobDetails): ScriptxJobStatus {
    const item = copyOfItem('#job');
    const badge = document.createElement('scriptx-job-status');
    badge.setAttribute('label', label);
    find(item, '.badge', HTMLElement).append(badge);
    find(item, '.details span', HTMLElement).textContent = details;
    writeTime(item);
    const remove = find(item, '.remove', HTMLButtonElement);
    remove.setAttribute('aria-label', `Remove ${label} from the list`);
    remove.addEventListener('click', () => this.#remove(item));
    this.#list.prepend(item);
    this.#list.children[maxJobs]?.remove();
    item.scrollIntoView({ block: 'nearest' });
    return badge;
  }

  #remove(item: HTMLElement): void {
    const neighbour = item.nextElementSibling ?? item.previousElementSibling;
    const next = neighbour ? find(neighbour, '.remove', HTMLButtonElement) : this.#button;
    item.remove();
    next.focus();
  }
}
