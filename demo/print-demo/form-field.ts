import { find } from '../site/scripts/find.js';

/** A text field with a place for an error message. */
export class FormField {
  readonly #input: HTMLInputElement;
  readonly #error: HTMLElement;

  /** @param id - Of the field. Its error message has the same id with `-error` at the end. */
  constructor(id: string) {
    this.#input = find(document, `#${id}`, HTMLInputElement);
    this.#error = find(document, `#${id}-error`, HTMLElement);
    this.#input.addEventListener('input', () => (this.error = ''));
  }

  get value(): string {
    return this.#input.value.trim();
  }

  get error(): string {
    return this.#error.textContent;
  }

  /** Empty if the value is valid. */
  set error(message: string) {
    if (this.error === message) return;
    this.#error.textContent = message;
    if (message) this.#input.setAttribute('aria-invalid', 'true');
    else this.#input.removeAttribute('aria-invalid');
  }

  focus(): void {
    this.#input.focus();
  }
}
