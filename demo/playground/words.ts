import type { ScriptxJobStatus } from '/dist/scriptx-job-status.min.js';
import { loadLocale } from '../site/scripts/load-locale.js';
import { type Language, states } from './choices.js';

/** Words by state. */
export type Words = Readonly<Record<string, string>>;

const loading = new Map<Language, Promise<Words>>();

/** Loads a language if necessary. Resolves with the words of its states. */
export function wordsOf(language: Language): Promise<Words> {
  const words = loading.get(language) ?? readWords(language);
  loading.set(language, words);
  return words;
}

/** Reads the words from an element that is not visible, because no module exports them. */
async function readWords(language: Language): Promise<Words> {
  await loadLocale(language);
  const probe = document.createElement('scriptx-job-status');
  probe.lang = language;
  probe.hidden = true;
  probe.announce = 'off';
  document.body.append(probe);
  const words: [string, string][] = [];
  for (const state of states) words.push([state, await wordsIn(probe, state)]);
  probe.remove();
  return Object.fromEntries(words);
}

async function wordsIn(probe: ScriptxJobStatus, state: string): Promise<string> {
  Object.defineProperty(probe, 'state', { value: state, configurable: true });
  probe.requestUpdate();
  await probe.updateComplete;
  return probe.shadowRoot?.querySelector('[part=words]')?.textContent ?? '';
}
