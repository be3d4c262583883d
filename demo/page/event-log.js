import { find, itemFrom, stamp } from './elements.js';

const mostEntries = 200;
const list = find(document, '#events', HTMLOListElement);
const empty = find(document, '#no-events', HTMLElement);

/**
 * @param {string} name
 * @param {string} job
 * @param {string} news
 */
export function logEvent(name, job, news) {
  const item = itemFrom('#event-row');
  item.className = name;
  stamp(item);
  find(item, 'code', HTMLElement).textContent = name;
  find(item, '.job', HTMLElement).textContent = job;
  find(item, '.news', HTMLElement).textContent = news;
  list.prepend(item);
  list.children[mostEntries]?.remove();
  empty.hidden = true;
}
