import { find } from '../site/scripts/find.js';
import { JobList } from './job-list.js';
import { locationOf, print } from './print-client.js';

const printer = find(document, '#printer', HTMLSelectElement);
const printerLocation = find(document, '#printer-location', HTMLElement);
const documents = find(document, '#documents', HTMLElement);

/** Makes the documents printable. */
export async function enableDocuments(
  printerNames: readonly string[],
  isConnected: () => Promise<boolean>,
): Promise<void> {
  printer.replaceChildren(...printerNames.map((name) => new Option(name)));
  printer.addEventListener('change', () => void showLocation());
  await showLocation();
  for (const item of documents.children) enablePrinting(item, isConnected);
  printer.disabled = false;
}

async function showLocation(): Promise<void> {
  const { value } = printer;
  const location = await locationOf(value).catch(() => '');
  if (printer.value === value) printerLocation.textContent = location;
}

function enablePrinting(item: Element, isConnected: () => Promise<boolean>): void {
  const button = find(item, 'button', HTMLButtonElement);
  const jobs = new JobList(find(item, '.jobs', HTMLUListElement), button);
  const description = find(item, 'h3', HTMLElement).textContent;
  const url = new URL(button.value, location.href).href;
  const type = button.dataset.type === 'html' ? 'html' : 'pdf';
  let prints = 0;
  button.addEventListener('click', () => {
    prints += 1;
    const label = prints === 1 ? description : `${description} (${prints})`;
    const badge = jobs.add({ label, details: printer.value });
    print(badge, { type, url, description, printer: printer.value, isConnected });
  });
  button.disabled = false;
}
