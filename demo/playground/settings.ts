import {
  type JobName,
  jobs,
  type Language,
  languages,
  type SlotKind,
  slotKinds,
  states,
  type Theme,
  themes,
} from './choices.js';
import { customProperties, slots } from './manifest.js';

/** A state that is held, or a job that runs. */
export type Shown =
  | { readonly kind: 'state'; readonly name: string }
  | { readonly kind: 'job'; readonly name: JobName };

export interface SlotContent {
  readonly kind: SlotKind;
  readonly text: string;
}

type Texts = Readonly<Record<string, string>>;

/** Everything that can be chosen in the playground. */
export interface Settings {
  readonly shown: Shown;
  readonly label: string;
  readonly lang: Language;
  readonly dir: 'auto' | 'ltr' | 'rtl';
  readonly appearance: 'badge' | 'bar' | 'dot';
  readonly theme: Theme;
  /** Text size in percent. */
  readonly size: number;
  readonly announce: 'polite' | 'off';
  readonly interval: number | undefined;
  readonly timeout: number | undefined;
  readonly background: boolean;
  readonly suspended: boolean;
  /** Colour scheme of the page around the element. */
  readonly scheme: 'auto' | 'light' | 'dark';
  /** Background of the page around the element: a hexadecimal colour; empty for the default. */
  readonly ground: string;
  /** Words by state. States without words of their own are absent, here and below. */
  readonly texts: Texts;
  /** Values of custom properties, by their names without the prefix. */
  readonly properties: Texts;
  readonly slots: Readonly<Record<string, SlotContent>>;
}

export const defaults: Settings = {
  shown: { kind: 'state', name: 'printing' },
  label: '',
  lang: 'en',
  dir: 'auto',
  appearance: 'badge',
  theme: 'none',
  size: 100,
  announce: 'polite',
  interval: undefined,
  timeout: undefined,
  background: false,
  suspended: false,
  scheme: 'auto',
  ground: '',
  texts: {},
  properties: {},
  slots: {},
};

/** The maximum length of a text, in characters. */
export const maxLength = 120;

/** The limits of numbers: percent, and milliseconds. */
export const limits = {
  size: { min: 50, max: 300 },
  interval: { min: 100, max: 600_000 },
  timeout: { min: 100, max: 86_400_000 },
} as const;

/**
 * What a length may consist of. Nothing of it can end a declaration in a style sheet, or load
 * anything.
 */
const length = /^[\w.%+*(), -]{1,60}$/;
const innermost = /\([^()]*\)/;
const colour = /^#[\da-f]{6}$/i;

/** Whether a text has only characters of a length, and a pair of each parenthesis. */
export function mayBeLength(text: string): boolean {
  if (!length.test(text)) return false;
  let rest = text;
  while (innermost.test(rest)) rest = rest.replace(innermost, '');
  return !/[()]/.test(rest);
}

/** The direction of the text: `auto` is that of the language. */
export function directionOf({ dir, lang }: Settings): 'ltr' | 'rtl' {
  if (dir !== 'auto') return dir;
  return lang === 'ar' ? 'rtl' : 'ltr';
}

/** Reads settings from the query of an address. What is missing or makes no sense is the default. */
export function settingsFrom(query: URLSearchParams): Settings {
  const oneOf = <T extends string>(name: string, choices: readonly T[], initial: T): T =>
    choices.find((choice) => choice === query.get(name)) ?? initial;
  const number = (name: keyof typeof limits): number | undefined =>
    numberWithin(query.get(name) ?? '', limits[name]);
  return {
    shown: shownIn(query),
    label: textOf(query.get('label')),
    lang: oneOf('lang', languages, defaults.lang),
    dir: oneOf('dir', ['auto', 'ltr', 'rtl'], defaults.dir),
    appearance: oneOf('appearance', ['badge', 'bar', 'dot'], defaults.appearance),
    theme: oneOf('theme', namesOf(themes), defaults.theme),
    size: number('size') ?? defaults.size,
    announce: oneOf('announce', ['polite', 'off'], defaults.announce),
    interval: number('interval'),
    timeout: number('timeout'),
    background: query.has('background'),
    suspended: query.has('suspended'),
    scheme: oneOf('scheme', ['auto', 'light', 'dark'], defaults.scheme),
    ground: colourOf(query.get('ground')),
    texts: withoutEmpty(states.map((state) => [state, textOf(query.get(`text-${state}`))])),
    properties: withoutEmpty(
      customProperties.map(({ name, isColour }) => {
        const value = query.get(`css-${name}`);
        return [name, isColour ? colourOf(value) : lengthOf(value)];
      }),
    ),
    slots: Object.fromEntries(
      slots.flatMap((slot) => {
        const text = textOf(query.get(`slot-${slot}`));
        const kind = oneOf(`slot-${slot}-as`, namesOf(slotKinds), 'text');
        return text ? [[slot, { kind, text }]] : [];
      }),
    ),
  };
}

/** Writes settings as a query: those that differ from the defaults. */
export function queryOf(settings: Settings): URLSearchParams {
  const { shown, texts, properties, slots: contents, ...others } = settings;
  const query = new URLSearchParams();
  if (shown.kind !== defaults.shown.kind || shown.name !== defaults.shown.name) {
    query.set(shown.kind, shown.name);
  }
  for (const [name, value] of Object.entries(others)) {
    const isDefault = value === defaults[name as keyof typeof others];
    if (!isDefault && value !== undefined) query.set(name, value === true ? '' : String(value));
  }
  for (const [state, text] of Object.entries(texts)) query.set(`text-${state}`, text);
  for (const [name, value] of Object.entries(properties)) query.set(`css-${name}`, value);
  for (const [slot, { kind, text }] of Object.entries(contents)) {
    query.set(`slot-${slot}`, text);
    if (kind !== 'text') query.set(`slot-${slot}-as`, kind);
  }
  return query;
}

/** A copy of a record with another value for a name; an empty one removes it. */
export function withText(texts: Texts, name: string, text: string): Texts {
  return withoutEmpty(Object.entries({ ...texts, [name]: text }));
}

function shownIn(query: URLSearchParams): Shown {
  const job = namesOf(jobs).find((name) => name === query.get('job'));
  if (job) return { kind: 'job', name: job };
  const state = states.find((name) => name === query.get('state'));
  return state ? { kind: 'state', name: state } : defaults.shown;
}

function numberWithin(
  text: string,
  { min, max }: { readonly min: number; readonly max: number },
): number | undefined {
  const number = Number(text);
  return /^\d+$/.test(text) && number >= min && number <= max ? number : undefined;
}

function textOf(value: string | null): string {
  return (value ?? '').slice(0, maxLength);
}

function colourOf(value: string | null): string {
  return value !== null && colour.test(value) ? value : '';
}

function lengthOf(value: string | null): string {
  return value !== null && mayBeLength(value) ? value : '';
}

/** A record of the entries that are not empty. */
function withoutEmpty(entries: readonly (readonly [string, string])[]): Texts {
  return Object.fromEntries(entries.filter(([, text]) => text !== ''));
}

/** The names of the properties of an object, with their type. */
export function namesOf<Name extends string>(object: Readonly<Record<Name, unknown>>): Name[] {
  return Object.keys(object) as Name[];
}
