import { html, type TemplateResult } from 'lit';
import { namesOf } from './settings.js';

interface Field {
  readonly label: string;
  /** The name of the field in the form. */
  readonly name: string;
}

/** A field with one line of text. An invalid text changes nothing. */
export function textField({
  label,
  name,
  value,
  onChange,
  ...others
}: Field & {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
  readonly maxLength?: number;
  /** Returns what is wrong with a text; empty if nothing is. */
  readonly problemOf?: (value: string) => string;
}): TemplateResult {
  const { placeholder = '', maxLength = 120, problemOf } = others;
  return html`<label class="field">
    <span>${label}</span>
    <input
      name=${name}
      .value=${value}
      placeholder=${placeholder}
      maxlength=${maxLength}
      autocomplete="off"
      @input=${({ currentTarget }: Event) => {
        const input = currentTarget as HTMLInputElement;
        input.setCustomValidity(problemOf?.(input.value) ?? '');
        if (input.validity.valid) onChange(input.value);
      }}
      @change=${reportValidity}
    />
  </label>`;
}

/** A field for a number. An invalid number changes nothing. */
export function numberField({
  label,
  name,
  value,
  min,
  max,
  placeholder,
  onChange,
}: Field & {
  readonly value: number | undefined;
  readonly min: number;
  readonly max: number;
  readonly placeholder: string;
  readonly onChange: (value: number | undefined) => void;
}): TemplateResult {
  return html`<label class="field">
    <span>${label}</span>
    <input
      type="number"
      name=${name}
      .value=${String(value ?? '')}
      min=${min}
      max=${max}
      placeholder=${placeholder}
      @input=${({ currentTarget }: Event) => {
        const input = currentTarget as HTMLInputElement;
        if (input.validity.valid) onChange(input.value ? input.valueAsNumber : undefined);
      }}
      @change=${reportValidity}
    />
  </label>`;
}

/** A list from which one is chosen. */
export function selectField<Choice extends string>({
  label,
  name,
  value,
  choices,
  onChange,
}: Field & {
  readonly value: Choice;
  readonly choices: Readonly<Record<Choice, string>>;
  readonly onChange: (value: Choice) => void;
}): TemplateResult {
  return html`<label class="field">
    <span>${label}</span>
    <select
      name=${name}
      @change=${({ currentTarget }: Event) =>
        onChange((currentTarget as HTMLSelectElement).value as Choice)}
    >
      ${namesOf(choices).map(
        (choice) =>
          html`<option value=${choice} .selected=${choice === value}>${choices[choice]}</option>`,
      )}
    </select>
  </label>`;
}

/** Radio buttons in a row. */
export function radioGroup<Choice extends string>({
  label,
  name,
  value,
  choices,
  onChange,
}: Field & {
  readonly value: Choice;
  readonly choices: Readonly<Record<Choice, string>>;
  readonly onChange: (value: Choice) => void;
}): TemplateResult {
  return html`<div class="field" role="radiogroup" aria-label=${label}>
    <span aria-hidden="true">${label}</span>
    <div class="segments">
      ${namesOf(choices).map(
        (choice) =>
          html`<label>
            <input
              type="radio"
              name=${name}
              value=${choice}
              .checked=${choice === value}
              @change=${() => onChange(choice)}
            />
            <span>${choices[choice]}</span>
          </label>`,
      )}
    </div>
  </div>`;
}

export function checkbox({
  label,
  name,
  checked,
  hint,
  onChange,
}: Field & {
  readonly checked: boolean;
  readonly hint: string;
  readonly onChange: (checked: boolean) => void;
}): TemplateResult {
  return html`<label class="check">
    <input
      type="checkbox"
      name=${name}
      .checked=${checked}
      @change=${({ currentTarget }: Event) => onChange((currentTarget as HTMLInputElement).checked)}
    />
    <span>${label} <span class="hint">${hint}</span></span>
  </label>`;
}

/** A colour with a button that resets it. Browsers have no empty value for a colour. */
export function colourField({
  label,
  name,
  value,
  initial,
  hint,
  onChange,
}: Field & {
  /** Empty for the default. */
  readonly value: string;
  readonly initial: string;
  readonly hint: string;
  readonly onChange: (value: string) => void;
}): TemplateResult {
  return html`<div class="colour">
    <label title=${hint}>
      <input
        type="color"
        name=${name}
        .value=${value || initial}
        @input=${({ currentTarget }: Event) => onChange((currentTarget as HTMLInputElement).value)}
      />
      <span>${label}</span>
    </label>
    <code aria-hidden="true">${value || 'Default'}</code>
    <button
      type="button"
      class="quiet reset"
      aria-label="Reset ${label}"
      ?disabled=${value === ''}
      @click=${({ currentTarget }: Event) => {
        onChange('');
        // The button is disabled now, and would lose the focus.
        (currentTarget as Element).closest('.colour')?.querySelector('input')?.focus();
      }}
    >
      Reset
    </button>
  </div>`;
}

/** A number on a scale. */
export function rangeField({
  label,
  name,
  value,
  min,
  max,
  step,
  onChange,
}: Field & {
  /** In percent. */
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly onChange: (value: number) => void;
}): TemplateResult {
  return html`<label class="field">
    <span>${label} <span class="value">${value} %</span></span>
    <input
      type="range"
      name=${name}
      min=${min}
      max=${max}
      step=${step}
      .value=${String(value)}
      aria-valuetext="${value} %"
      @input=${({ currentTarget }: Event) =>
        onChange((currentTarget as HTMLInputElement).valueAsNumber)}
    />
  </label>`;
}

function reportValidity({ currentTarget }: Event): void {
  (currentTarget as HTMLInputElement).reportValidity();
}
