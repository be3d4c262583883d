import { html, LitElement, type TemplateResult } from 'lit';

/** A component of an app that contains a badge, and records the badge's events. */
class OrderPage extends LitElement {
  static override properties = { server: {}, token: {} };

  server = '';
  token = '';
  events: string[] = [];

  override render(): TemplateResult {
    return html`<scriptx-job-status
      server=${this.server}
      token=${this.token}
      @job-status-change=${this.#record}
      @job-complete=${this.#record}
    ></scriptx-job-status>`;
  }

  #record({ type }: Event): void {
    this.events.push(type);
  }
}

customElements.define('order-page', OrderPage);
