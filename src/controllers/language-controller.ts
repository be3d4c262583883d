import type { ReactiveController, ReactiveElement } from 'lit';
import { english } from '../element/english.js';
import { languageOf, observeLanguage } from '../element/language.js';
import { type Locale, localeFor } from '../element/locales.js';
import { platform } from '../polling/platform.js';

/** Keeps the texts of an element in the language of its place in the page. */
export class LanguageController implements ReactiveController {
  /** The texts in that language. English until after the first update. */
  locale: Locale = english;

  readonly #host: ReactiveElement;
  #stopObserving = (): void => undefined;

  constructor(host: ReactiveElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    // A server that connects elements has no document to observe.
    if (!platform().document) return;
    this.#stopObserving = observeLanguage(this.#host, this.#update);
    void this.#host.updateComplete.then(this.#update, this.#update);
  }

  hostDisconnected(): void {
    this.#stopObserving();
  }

  readonly #update = (): void => {
    // Hydration expects the first update to render what the server rendered, which is English.
    if (!this.#host.hasUpdated) return;
    const locale = localeFor(languageOf(this.#host));
    if (locale === this.locale) return;
    this.locale = locale;
    this.#host.requestUpdate();
  };
}
