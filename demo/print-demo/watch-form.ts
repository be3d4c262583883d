import type { JobErrorCode } from '/dist/scriptx-job-status.min.js';
import { find } from '../site/scripts/find.js';
import { FormField } from './form-field.js';
import { JobList } from './job-list.js';
import { mayGetLicense, parseServerAddress } from './server-address.js';

const form = find(document, '#watch', HTMLFormElement);
const submit = find(form, '[type=submit]', HTMLButtonElement);
const api = find(form, '#watch-api', HTMLSelectElement);
const server = new FormField('watch-server');
const token = new FormField('watch-token');
const license = new FormField('watch-license');
const name = new FormField('watch-name');
const jobs = new JobList(find(document, '#watched-jobs', HTMLUListElement), submit);

/** Aborted when the form is edited or sent again: then its errors are outdated. */
let current = new AbortController();

/** Makes the form add badges for jobs of any service. */
export function enableWatchForm(): void {
  form.addEventListener('input', () => current.abort());
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const address = validate();
    if (address === undefined) [server, token, license].find(({ error }) => error)?.focus();
    else watch(address);
  });
}

/** @returns The address of the service, or undefined if a field has an error */
function validate(): string | undefined {
  const { address, error = '' } = parseServerAddress(server.value);
  server.error = error;
  token.error = token.value ? '' : 'Enter the job token.';
  license.error =
    address !== undefined && license.value && !mayGetLicense(address)
      ? 'A licence is never sent over http to another computer. Enter an https:// address.'
      : '';
  return token.error || license.error ? undefined : address;
}

function watch(address: string): void {
  current.abort();
  current = new AbortController();
  const { signal } = current;
  const title = name.value || `Job ${token.value}`;
  const badge = jobs.add({ label: title, details: `${title} · ${address}` });
  const options = { signal };
  badge.addEventListener('job-status-change', clearErrors, options);
  badge.addEventListener(
    'job-error',
    ({ detail }) => {
      clearErrors();
      showError(detail.code, address);
    },
    options,
  );
  // With an empty attribute, the element doesn't use the licence of the page. The licence of the form is
  // set as a property, because an attribute would write it into the document.
  badge.setAttribute('license', '');
  Object.assign(badge, { server: address, token: token.value, license: license.value });
  badge.api = api.value === 'printHtml' ? 'printHtml' : 'printPdf';
}

function clearErrors(): void {
  for (const field of [server, token, license]) field.error = '';
}

/** Explains an error of the badge beside the field that has caused it. */
function showError(code: JobErrorCode, address: string): void {
  switch (code) {
    case 'address':
      token.error = 'This is not a job token.';
      break;
    case 'unknown-job':
      token.error =
        'The print service has no job with this token. Check the token, and whether the job was ' +
        'sent to printPdf or printHtml.';
      break;
    case 'rejected':
      token.error = 'The print service rejects this token.';
      break;
    case 'unauthorized':
      license.error = license.value
        ? 'The print service does not accept this licence.'
        : 'The print service requires a licence.';
      break;
    case 'unreachable':
      server.error = `No response from ${address}. Check the address, and that the print service is running.`;
      break;
    case 'protocol':
      server.error = 'The response is not from a print service. Check the address.';
      break;
    case 'blocked':
      server.error =
        'The browser does not allow this page to connect to the address. Allow it in the site settings.';
      break;
  }
}
