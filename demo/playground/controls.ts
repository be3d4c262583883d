import { html, type TemplateResult } from 'lit';
import { languages, slotKinds, states, themes } from './choices.js';
import {
  checkbox,
  colourField,
  numberField,
  radioGroup,
  rangeField,
  selectField,
  textField,
} from './fields.js';
import { type CustomProperty, customProperties, slots } from './manifest.js';
import { limits, maxLength, mayBeLength, type Settings, withText } from './settings.js';
import type { Words } from './words.js';

export interface ControlsData {
  readonly settings: Settings;
  /** The words of the chosen language. */
  readonly words: Words;
  /** Whether the words for each state are visible at first. */
  readonly showsTexts: boolean;
  readonly onChange: (changes: Partial<Settings>) => void;
}

/** What a colour input shows if nothing is known about the default. */
const unknownColour = '#7c8591';

const languageNames = Object.fromEntries(
  languages.map((language) => [
    language,
    new Intl.DisplayNames(language, { type: 'language' }).of(language) ?? language,
  ]),
) as Record<Settings['lang'], string>;

/** The form with all settings. */
export function controls(data: ControlsData): TemplateResult {
  return html`<form
    class="controls"
    aria-label="Settings"
    autocomplete="off"
    @submit=${(event: Event) => event.preventDefault()}
  >
    ${words(data)} ${look(data)} ${colours(data)} ${sizes(data)} ${links(data)} ${polling(data)}
    ${page(data)}
  </form>`;
}

function words({ settings, words, showsTexts, onChange }: ControlsData): TemplateResult {
  const { announce, dir, label, lang, texts } = settings;
  return html`<fieldset>
    <legend>Words</legend>
    ${textField({
      label: 'Label',
      name: 'label',
      value: label,
      placeholder: 'Print job',
      maxLength,
      onChange: (label) => onChange({ label }),
    })}
    <div class="pair">
      ${selectField({
        label: 'Language',
        name: 'lang',
        value: lang,
        choices: languageNames,
        onChange: (lang) => onChange({ lang }),
      })}
      ${selectField({
        label: 'Direction',
        name: 'dir',
        value: dir,
        choices: { auto: 'By language', ltr: 'Left to right', rtl: 'Right to left' },
        onChange: (dir) => onChange({ dir }),
      })}
    </div>
    ${radioGroup({
      label: 'Announcements',
      name: 'announce',
      value: announce,
      choices: { polite: 'Polite', off: 'Off' },
      onChange: (announce) => onChange({ announce }),
    })}
    <details ?open=${showsTexts}>
      <summary>Words for each state</summary>
      <div class="stack">
        ${states.map((state) =>
          textField({
            label: state,
            name: `text-${state}`,
            value: texts[state] ?? '',
            placeholder: words[state] ?? '',
            maxLength,
            onChange: (text) => onChange({ texts: withText(texts, state, text) }),
          }),
        )}
      </div>
    </details>
  </fieldset>`;
}

function look({ settings, onChange }: ControlsData): TemplateResult {
  const { appearance, size, theme } = settings;
  return html`<fieldset>
    <legend>Look</legend>
    ${radioGroup({
      label: 'Appearance',
      name: 'appearance',
      value: appearance,
      choices: { badge: 'Badge', bar: 'Bar', dot: 'Dot' },
      onChange: (appearance) => onChange({ appearance }),
    })}
    ${selectField({
      label: 'Theme',
      name: 'theme',
      value: theme,
      choices: themes,
      onChange: (theme) => onChange({ theme }),
    })}
    ${rangeField({
      label: 'Text size',
      name: 'size',
      value: size,
      ...limits.size,
      step: 5,
      onChange: (size) => onChange({ size }),
    })}
  </fieldset>`;
}

function colours({ settings: { properties }, onChange }: ControlsData): TemplateResult {
  return html`<fieldset>
    <legend>Colours</legend>
    ${customProperties
      .filter(({ isColour }) => isColour)
      .map((property) =>
        colourField({
          label: titleOf(property),
          name: `css-${property.name}`,
          value: properties[property.name] ?? '',
          initial: property.initial ?? unknownColour,
          hint: property.description,
          onChange: (value) => onChange({ properties: withText(properties, property.name, value) }),
        }),
      )}
  </fieldset>`;
}

function sizes({ settings: { properties }, onChange }: ControlsData): TemplateResult | undefined {
  const sizes = customProperties.filter(({ isColour }) => !isColour);
  if (sizes.length === 0) return undefined;
  return html`<fieldset>
    <legend>Sizes</legend>
    ${sizes.map((property) =>
      textField({
        label: titleOf(property),
        name: `css-${property.name}`,
        value: properties[property.name] ?? '',
        placeholder: property.initial ?? '',
        problemOf: problemOfLength,
        onChange: (value) => onChange({ properties: withText(properties, property.name, value) }),
      }),
    )}
  </fieldset>`;
}

function links({ settings, onChange }: ControlsData): TemplateResult {
  const contents = settings.slots;
  return html`<fieldset>
    <legend>Slots</legend>
    <p class="hint">This content appears beside the badge in these final states.</p>
    ${slots.map((slot) => {
      const { kind = 'text', text = '' } = contents[slot] ?? {};
      const change = (content: Settings['slots'][string]): void => {
        const others = Object.entries(contents).filter(([name]) => name !== slot);
        const own = content.text ? [[slot, content] as const] : [];
        onChange({ slots: Object.fromEntries([...others, ...own]) });
      };
      return html`<div class="slot" role="group" aria-label=${slot}>
        ${textField({
          label: slot,
          name: `slot-${slot}`,
          value: text,
          maxLength,
          onChange: (text) => change({ kind, text }),
        })}
        ${selectField({
          label: 'As',
          name: `slot-${slot}-as`,
          value: kind,
          choices: slotKinds,
          onChange: (kind) => change({ kind, text }),
        })}
      </div>`;
    })}
  </fieldset>`;
}

function polling({ settings, onChange }: ControlsData): TemplateResult {
  const { background, interval, suspended, timeout } = settings;
  return html`<fieldset>
    <legend>Polling</legend>
    <p class="hint">Applies to the simulated jobs.</p>
    <div class="pair">
      ${numberField({
        label: 'Interval in ms',
        name: 'interval',
        value: interval,
        ...limits.interval,
        placeholder: 'Adaptive',
        onChange: (interval) => onChange({ interval }),
      })}
      ${numberField({
        label: 'Timeout in ms',
        name: 'timeout',
        value: timeout,
        ...limits.timeout,
        placeholder: 'None',
        onChange: (timeout) => onChange({ timeout }),
      })}
    </div>
    ${checkbox({
      label: 'Suspended',
      name: 'suspended',
      checked: suspended,
      hint: 'pauses polling and events',
      onChange: (suspended) => onChange({ suspended }),
    })}
    ${checkbox({
      label: 'Background',
      name: 'background',
      checked: background,
      hint: 'polls a hidden page as often as a visible one',
      onChange: (background) => onChange({ background }),
    })}
  </fieldset>`;
}

function page({ settings, onChange }: ControlsData): TemplateResult {
  const { ground, scheme } = settings;
  return html`<fieldset>
    <legend>Page</legend>
    ${radioGroup({
      label: 'Colour scheme',
      name: 'scheme',
      value: scheme,
      choices: { auto: 'System', light: 'Light', dark: 'Dark' },
      onChange: (scheme) => onChange({ scheme }),
    })}
    ${colourField({
      label: 'Background colour',
      name: 'ground',
      value: ground,
      initial: '#ffffff',
      hint: 'The background of the page',
      onChange: (ground) => onChange({ ground }),
    })}
  </fieldset>`;
}

/** The name of a custom property in words: `busy-color` becomes "Busy colour". */
function titleOf({ name }: CustomProperty): string {
  const words = name.replaceAll('-', ' ').replace('color', 'colour');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

function problemOfLength(value: string): string {
  const isLength = value === '' || (mayBeLength(value) && CSS.supports('padding', value));
  return isLength ? '' : 'Enter a length, such as 8px or 0.5em.';
}
