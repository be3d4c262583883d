import { render } from '@lit-labs/ssr';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import { html } from 'lit';
import 'scriptx-job-status';

/**
 * @param {string} server
 * @param {string} token
 * @returns {Promise<string>} The content of the page
 */
export function renderJob(server, token) {
  return collectResult(
    render(html`
      <scriptx-job-status label="Invoice 42" server=${server} token=${token}>
        <a slot="completed" href="/orders/42">At the printer: see the order</a>
      </scriptx-job-status>
    `),
  );
}
