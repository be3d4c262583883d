import { find } from '../site/scripts/find.js';
import { createSpecimen } from './specimens.js';
import { copyOf } from './copy-of.js';

const badges = ['queued', 'downloading', 'printing', 'completed', 'paused', 'abandoned', 'failed'];

const bars = [
  { job: 'Invoice 2026-1042', state: 'printing' },
  { job: 'Delivery note 88-310', state: 'completed' },
];

const dots = [
  { job: 'Picking list 7', state: 'queued' },
  { job: 'Parcel label 314', state: 'printing' },
  { job: 'Catalogue', state: 'paused' },
  { job: 'Invoice 2026-1041', state: 'completed' },
  { job: 'Invoice 2026-1040', state: 'failed' },
  { job: 'Customs form', state: 'abandoned' },
];

/** Adds the three appearances to an element, on a light panel and on a dark one beside it. */
export function addPanels(container: HTMLElement): void {
  for (const scheme of ['light', 'dark']) {
    const panel = copyOf('#sheet-panel');
    find(panel, '.panel', HTMLElement).dataset.scheme = scheme;
    find(panel, '.pills', HTMLElement).append(...badges.map((state) => createSpecimen(state)));
    find(panel, '.bars', HTMLElement).append(
      ...bars.map(({ job, state }) => createSpecimen(state, 'bar', job)),
    );
    find(panel, '.dots', HTMLElement).append(
      ...dots.map(({ job, state }) => {
        const item = copyOf('#sheet-dot');
        find(item, 'span', HTMLElement).textContent = job;
        find(item, 'li', HTMLElement).prepend(createSpecimen(state, 'dot', job));
        return item;
      }),
    );
    container.append(panel);
  }
}
