import { find } from '../page/elements.js';
import { addPanels } from './panels.js';
import { createSpecimen, moments } from './specimens.js';
import { copyOf } from './templates.js';

const appearances = ['badge', 'bar', 'dot'];

/**
 * Fills an element with what there is to see of one theme. It has a shadow root, so that a theme's
 * rules, which are for a whole page, are for this part of it alone.
 *
 * @param {HTMLElement} host
 * @param {{ title: string, stylesheet?: string }} theme
 * @param {string[]} [only] states to list, in place of all
 */
export function fillSheet(host, { title, stylesheet }, only) {
  const sheet = copyOf('#sheet');
  if (stylesheet) {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = stylesheet;
    find(sheet, 'link', HTMLLinkElement).after(link);
  }
  addPanels(find(sheet, '.panels', HTMLElement));
  const table = find(sheet, 'table', HTMLTableElement);
  table.setAttribute('aria-label', `${title}, state by state`);
  const states = moments.map(({ state }) => state).filter((state) => only?.includes(state) ?? true);
  find(table, 'tbody', HTMLElement).append(...states.map(rowOf));
  table.hidden = states.length === 0;
  host.attachShadow({ mode: 'open' }).append(sheet);
}

/** @param {string} state */
function rowOf(state) {
  const row = copyOf('#sheet-row');
  find(row, 'code', HTMLElement).textContent = state;
  row.querySelectorAll('td').forEach((cell, index) => {
    cell.append(createSpecimen(state, appearances[index]));
  });
  return row;
}
