import type { JobErrorCode } from '../protocol/job-status-error.js';
import { english } from './english.js';
import { report } from './report.js';
import type { ElementState } from './states.js';

/** The errors that a badge explains. `blocked-permanently`: nothing that its user can do helps. */
export type ExplainedError = Exclude<JobErrorCode, 'failed' | 'abandoned'> | 'blocked-permanently';

/** Everything that an element says by itself, in one language. */
export interface Locale {
  /** The accessible name of an element without a label. */
  readonly label: string;
  /** The words of `connecting` when it has lasted for some time. */
  readonly noResponse: string;
  /** The message in `awaiting-permission`: what the user should do. */
  readonly allow: string;
  /** The message in `reconnecting`, with the words of the last job status in place of `{status}`. */
  readonly lastKnown: string;
  /** The words of each state that is shown. */
  readonly words: Readonly<Record<Exclude<ElementState, 'idle'>, string>>;
  /** For each error, what happened and what the person at the screen can do. */
  readonly errors: Readonly<Record<ExplainedError, string>>;
}

type Registry = EventTarget & Record<string, Locale>;

const page = globalThis as unknown as Record<symbol, Registry | undefined>;

/** The loaded languages. The first script on the page creates it, be it a language or the element. */
export const registry = (page[Symbol.for('scriptx-job-status')] ??= new EventTarget() as Registry);

/** Adds a language. Elements whose language it is change to it. */
export function register(language: string, locale: Locale): void {
  registry[language] = locale;
  registry.dispatchEvent(new Event('change'));
}

/** Each loaded locale with English for what it lacks. */
const completed = new WeakMap<object, Locale>();

/** The locale for a language tag, or for its primary language; English if neither is loaded. */
export function localeFor(language: string): Locale {
  const tag = language.toLowerCase();
  const loaded = [tag, tag.replace(/-.*/s, '')].find((name) => Object.hasOwn(registry, name));
  return loaded === undefined ? english : complete(registry[loaded]);
}

/** A locale may be of another version, or be a page's own and have mistakes. */
function complete(locale: Partial<Locale> | undefined): Locale {
  const known = locale && completed.get(locale);
  if (known) return known;
  try {
    const whole: Locale = {
      ...english,
      ...locale,
      words: { ...english.words, ...locale?.words },
      errors: { ...english.errors, ...locale?.errors },
    };
    if (locale) completed.set(locale, whole);
    return whole;
  } catch (error) {
    report(error);
    return english;
  }
}
