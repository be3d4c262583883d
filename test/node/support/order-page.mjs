import { html, LitElement } from 'lit';

/** A component of an app that contains a badge, and records the badge's events. */
class OrderPage extends LitElement {
  /** @override */
  static properties = { server: {}, token: {} };

  server = '';
  token = '';
  /** @type {string[]} */
  events = [];

  /** @override */
  render() {
    return html`<scriptx-job-status
      server=${this.server}
      token=${this.token}
      @job-status-change=${this.#record}
      @job-complete=${this.#record}
    ></scriptx-job-status>`;
  }

  /** @param {Event} event */
  #record({ type }) {
    this.events.push(type);
  }
}

customElements.define('order-page', OrderPage);
