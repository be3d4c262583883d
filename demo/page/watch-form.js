import { find } from './elements.js';
import { addJob } from './job-list.js';

const form = find(document, '#watch', HTMLFormElement);
const server = find(form, '#watch-server', HTMLInputElement);
const token = find(form, '#watch-token', HTMLInputElement);
const license = find(form, '#watch-license', HTMLInputElement);
const api = find(form, '#watch-api', HTMLSelectElement);

/** Lets the form add rows for jobs of other services. */
export function enableWatchForm() {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    addJob(`Job ${token.value}`, server.value).watch({
      server: server.value,
      token: token.value,
      license: license.value.trim(),
      api: api.value,
    });
    token.value = '';
  });
}
