import { find, itemFrom, stamp } from './elements.js';

/**
 * What a badge is given. Left out, `server` and `license` are those of the page.
 *
 * @typedef {object} Watched
 * @property {string} token
 * @property {string} [server]
 * @property {string} [license]
 * @property {string} [api]
 */

const mostRows = 50;
const list = find(document, '#jobs', HTMLUListElement);
const empty = find(document, '#no-jobs', HTMLElement);
const heading = find(document, '#jobs-heading', HTMLElement);

/** A job in the list. */
class JobRow {
  #item = itemFrom('#job-row');
  #status = find(this.#item, '.status', HTMLElement);
  #title;

  /**
   * @param {string} title
   * @param {string} printer or whatever else tells where the job is
   */
  constructor(title, printer) {
    this.#title = title;
    find(this.#item, 'h3', HTMLElement).textContent = title;
    find(this.#item, '.printer', HTMLElement).textContent = printer;
    find(this.#item, '.remove .visually-hidden', HTMLElement).textContent = `Remove ${title}`;
    find(this.#item, '.remove', HTMLElement).addEventListener('click', () => this.#remove());
    stamp(this.#item);
    this.#status.textContent = 'Sending…';
    list.prepend(this.#item);
    list.children[mostRows]?.remove();
    empty.hidden = true;
  }

  /** @param {Watched} watched */
  watch({ token, server, license, api }) {
    const badge = document.createElement('scriptx-job-status');
    badge.setAttribute('token', token);
    badge.setAttribute('label', this.#title);
    if (server !== undefined) badge.setAttribute('server', server);
    if (api !== undefined) badge.setAttribute('api', api);
    if (license !== undefined) {
      // Empty, lest the page's own licence be sent; a real one is kept out of the document.
      badge.setAttribute('license', '');
      Object.assign(badge, { license });
    }
    this.#status.replaceChildren(badge);
  }

  /** @param {string} why */
  fail(why) {
    this.#status.textContent = `Not sent: ${why}`;
  }

  #remove() {
    const neighbour = this.#item.nextElementSibling ?? this.#item.previousElementSibling;
    const next = neighbour ? find(neighbour, '.remove', HTMLElement) : heading;
    this.#item.remove();
    empty.hidden = list.children.length > 0;
    next.focus();
  }
}

/**
 * @param {string} title
 * @param {string} printer
 * @returns {JobRow}
 */
export function addJob(title, printer) {
  return new JobRow(title, printer);
}

/**
 * @param {string} type
 * @param {(event: Event) => void} listener
 */
export function onJobEvent(type, listener) {
  list.addEventListener(type, listener);
}
