import { LitElementRenderer, render } from '@lit-labs/ssr';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import { html } from 'lit';
import { JobStatusRenderer } from 'scriptx-job-status/ssr.js';

/**
 * @param {string} server
 * @param {string} token
 * @returns {Promise<string>} The page's content
 */
export function renderJob(server, token) {
  const job = html`
    <scriptx-job-status label="Invoice 42" server=${server} token=${token}>
      <a slot="completed" href="/orders/42">In the tray: see the order</a>
    </scriptx-job-status>
  `;
  return collectResult(render(job, { elementRenderers: [JobStatusRenderer, LitElementRenderer] }));
}
