import { find } from './page/elements.js';
import { logEvent } from './page/event-log.js';
import { addJob, onJobEvent } from './page/job-list.js';
import { connect, findPrinter, onComplaint, print } from './page/service.js';
import { enableWatchForm } from './page/watch-form.js';

/**
 * @typedef {Event & { detail: { name: string, message: string } }} StatusEvent
 * @typedef {Event & { detail: { code: string, message: string, final: boolean } }} ErrorEvent
 */

const { meadcoServer = '', meadcoSubscription = '' } = find(
  document,
  '[data-meadco-server]',
  HTMLElement,
).dataset;
const service = find(document, '#service', HTMLElement);
const printer = find(document, '#printer', HTMLSelectElement);
const printerLocation = find(document, '#printer-location', HTMLElement);
const documents = find(document, '#documents', HTMLElement);

/** @param {Event} event */
const jobOf = ({ target }) => (target instanceof Element && target.getAttribute('label')) || '';

for (const type of ['job-status-change', 'job-complete', 'job-failed']) {
  onJobEvent(type, (event) => {
    const { name, message } = /** @type {StatusEvent} */ (event).detail;
    logEvent(type, jobOf(event), message ? `${name}: ${message}` : name);
  });
}
onJobEvent('job-error', (event) => {
  const { code, message, final } = /** @type {ErrorEvent} */ (event).detail;
  logEvent('job-error', jobOf(event), `${code}${final ? ', final' : ''}: ${message}`);
});
onComplaint((why) => logEvent('reportServerError', 'MeadCo’s client', why));

enableWatchForm();

async function showLocation() {
  const { value } = printer;
  const location = await findPrinter(value).then((device) => device.location, String);
  if (printer.value === value) printerLocation.textContent = location;
}

let printed = 0;

/** @param {HTMLButtonElement} button */
async function printDocument(button) {
  const title = button.closest('li')?.querySelector('h3')?.textContent ?? button.value;
  printed += 1;
  const name = `${title} #${printed}`;
  const row = addJob(name, printer.value);
  try {
    const url = new URL(button.value, location.href).href;
    row.watch({ token: await print(url, name, printer.value) });
  } catch (why) {
    row.fail(String(why));
  }
}

try {
  const names = await connect(meadcoServer, meadcoSubscription);
  printer.append(...names.map((name) => new Option(name)));
  printer.addEventListener('change', () => void showLocation());
  await showLocation();
  for (const button of documents.querySelectorAll('button')) {
    button.addEventListener('click', () => void printDocument(button));
    button.disabled = false;
  }
  printer.disabled = false;
  service.textContent = `Connected to ${meadcoServer}`;
  service.classList.add('connected');
} catch (why) {
  service.textContent = `${String(why)} Reload the page to try again.`;
  service.classList.add('failed');
}
