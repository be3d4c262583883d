import type { JobErrorCode } from '../protocol/job-status-error.js';
import { english } from './english.js';
import { reportException } from '../report-exception.js';
import type { ElementState } from './states.js';

/** The errors that a badge explains. `blocked-permanently`: nothing that its user can do helps. */
export type ErrorTextKey = Exclude<JobErrorCode, 'failed' | 'abandoned'> | 'blocked-permanently';

/** Everything that an element says by itself, in one language. */
export interface Locale {
  /** The accessible name of an element without a label. */
  readonly label: string;
  /** The words of `connecting` while MeadCo's client sends the print. */
  readonly sending: string;
  /** The words of `connecting` when it has lasted for some time. */
  readonly noResponse: string;
  /** The message in `awaiting-permission`: what the user should do. */
  readonly allow: string;
  /** The message in `reconnecting`, with the words of the last job status in place of `{status}`. */
  readonly lastKnown: string;
  /** The words of each state that is shown. */
  readonly words: Readonly<Record<Exclude<ElementState, 'idle'>, string>>;
  /** For each error, what happened and what the person at the screen can do. */
  readonly errors: Readonly<Record<ErrorTextKey, string>>;
}

type Registry = EventTarget & Record<string, Locale>;

const globals = globalThis as unknown as Record<symbol, Registry | undefined>;

/** The loaded languages. The first script on the page creates it, be it a language or the element. */
export const registry = (globals[Symbol.for('scriptx-job-status')] ??=
  new EventTarget() as Registry);

/** Registers a locale. Elements in that language update. */
export function register(language: string, locale: Locale): void {
  registry[language.toLowerCase()] = locale;
  // Not an `Event`, in whose place MooTools puts its own.
  registry.dispatchEvent(new CustomEvent('change'));
}

/** Locales merged with English, which fills missing texts. */
const mergedLocales = new WeakMap<object, Locale>();

/** The locale for a language tag, or for its primary language; English if neither is loaded. */
export function localeFor(language: string): Locale {
  try {
    const tag = language.toLowerCase();
    const loaded = [tag, tag.replace(/-.*/s, '')].find((name) => Object.hasOwn(registry, name));
    return loaded === undefined ? english : merged(registry[loaded]);
  } catch (error) {
    reportException(error);
    return english;
  }
}

/** A locale may be incomplete: built for another version, or written by the page. */
function merged(locale: unknown): Locale {
  if (typeof locale !== 'object' || locale === null) return english;
  const known = mergedLocales.get(locale);
  if (known) return known;
  const { words, errors } = locale as Partial<Locale>;
  const { label, sending, noResponse, allow, lastKnown } = english;
  const result: Locale = {
    ...withTexts({ label, sending, noResponse, allow, lastKnown }, locale),
    words: withTexts(english.words, words),
    errors: withTexts(english.errors, errors),
  };
  mergedLocales.set(locale, result);
  return result;
}

/** The texts, with those of an object that has the same. */
function withTexts<Texts extends object>(texts: Texts, others: object | null | undefined): Texts {
  const entries = Object.entries(others ?? {}).filter(
    ([name, text]) => name in texts && typeof text === 'string',
  );
  return { ...texts, ...Object.fromEntries(entries) };
}
