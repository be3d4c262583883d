import type { JobErrorCode } from '../protocol/job-status-error.js';
import { english } from './english.js';
import type { ElementState } from './states.js';

/** Whatever an element says by itself, in one language. */
export interface Texts {
  /** The accessible name of an element without a label of its own. */
  label: string;
  /** The words of `connecting` when it has lasted. */
  noAnswer: string;
  /** What to do in `awaiting-permission`. */
  allow: string;
  /** What goes before the words of the last reading in `reconnecting`. */
  lastKnown: string;
  /** The words of each state that is shown. */
  words: Readonly<Record<Exclude<ElementState, 'idle'>, string>>;
}

/** Why a status cannot be had; `withheld`: a licence was wanted, and must not go over plain http. */
export type Trouble = Exclude<JobErrorCode, 'failed' | 'abandoned'> | 'withheld';

/** A language that can be loaded: it says what is wrong, too. */
export interface Locale extends Texts {
  /** What is wrong when the status cannot be had, and what to do. */
  errors: Readonly<Record<Trouble, string>>;
}

type Registry = EventTarget & Record<string, Locale>;

const page = globalThis as unknown as Record<symbol, Registry | undefined>;

/** The languages that were loaded: whichever comes first, one of them or the element, makes it. */
export const registry = (page[Symbol.for('scriptx-job-status')] ??= new EventTarget() as Registry);

/** Adds a language, which elements then speak where it is wanted. */
export function register(language: string, locale: Locale): void {
  registry[language] = locale;
  registry.dispatchEvent(new Event('change'));
}

/** The texts for a language, or for what it is a variety of; English where it was not loaded. */
export function localised(language: string): Texts & Partial<Locale> {
  const tag = language.toLowerCase();
  const known = [tag, tag.replace(/-.*/, '')].find((each) => Object.hasOwn(registry, each));
  return registry[known ?? ''] ?? english;
}
