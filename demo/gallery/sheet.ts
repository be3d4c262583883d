import { find } from '../site/scripts/find.js';
import { addPanels } from './panels.js';
import { type Appearance, createSpecimen, moments } from './specimens.js';
import { copyOf } from './copy-of.js';

export interface SheetOptions {
  readonly title: string;
  /** The address of a theme's style sheet. */
  readonly stylesheet?: string | undefined;
  /** The states to show; all if undefined. */
  readonly states?: readonly string[] | undefined;
}

const appearances: readonly Appearance[] = ['badge', 'bar', 'dot'];

/**
 * Shows one theme in an element. A theme's rules apply to a whole page. The element gets a shadow root,
 * so that they apply to nothing else.
 */
export function fillSheet(host: HTMLElement, { title, stylesheet, states }: SheetOptions): void {
  const sheet = copyOf('#sheet');
  if (stylesheet !== undefined) {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = stylesheet;
    find(sheet, 'link', HTMLLinkElement).after(link);
  }
  addPanels(find(sheet, '.panels', HTMLElement));
  const table = find(sheet, 'table', HTMLTableElement);
  table.setAttribute('aria-label', `${title}: all states`);
  const rows = moments.map(({ state }) => state).filter((state) => states?.includes(state) ?? true);
  find(table, 'tbody', HTMLElement).append(...rows.map(rowOf));
  table.hidden = rows.length === 0;
  host.attachShadow({ mode: 'open' }).append(sheet);
}

function rowOf(state: string): DocumentFragment {
  const row = copyOf('#sheet-row');
  find(row, 'code', HTMLElement).textContent = state;
  row.querySelectorAll('td').forEach((cell, index) => {
    cell.append(createSpecimen(state, appearances[index]));
  });
  return row;
}
