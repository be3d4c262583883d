import { find } from '../page/elements.js';

/**
 * @typedef {object} Settings
 * @property {string} theme
 * @property {string} scheme
 * @property {string} lang
 * @property {string} dir
 * @property {string} motion
 * @property {string} size
 */

const form = find(document, '#settings', HTMLFormElement);
const selects = [...form.querySelectorAll('select')];

/** Sets the form as the address says; what it does not know stays at its first choice. */
export function readAddress() {
  const query = new URLSearchParams(location.search);
  for (const select of selects) {
    const value = query.get(select.name);
    const index = [...select.options].findIndex((option) => option.value === value);
    select.selectedIndex = Math.max(index, 0);
  }
}

/** Puts what is not at its first choice into the address, so that it can be kept and sent. */
function writeAddress() {
  const address = new URL(location.href);
  for (const { name, value, selectedIndex } of selects) {
    if (selectedIndex > 0) address.searchParams.set(name, value);
    else address.searchParams.delete(name);
  }
  history.replaceState(null, '', address);
}

/** @returns {Settings} */
export function settings() {
  const values = Object.fromEntries(selects.map(({ name, value }) => [name, value]));
  return /** @type {Settings} */ (/** @type {unknown} */ (values));
}

/** @param {() => void} listener */
export function onSettingsChange(listener) {
  form.addEventListener('change', () => {
    writeAddress();
    listener();
  });
}
