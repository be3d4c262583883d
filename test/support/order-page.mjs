import { html, LitElement } from 'lit';

/** A component of an app with a badge in it, which counts what it hears. */
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
      @job-status-change=${this.#note}
      @job-complete=${this.#note}
    ></scriptx-job-status>`;
  }

  /** @param {Event} event */
  #note({ type }) {
    this.events.push(type);
  }
}

customElements.define('order-page', OrderPage);
