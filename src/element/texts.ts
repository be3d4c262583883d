import type { JobStatusError } from '../protocol/job-status-error.js';
import type { JobStatus } from '../protocol/job-status.js';
import type { ErrorTextKey, Locale } from './locales.js';
import { reportException } from '../report-exception.js';
import type { ElementState } from './states.js';

/** Words that an author sets for some of the states. */
export type Texts = Partial<Record<ElementState, string>>;

/** The words of `connecting`, if not the usual ones. */
export type ConnectingText = 'sending' | 'noResponse' | undefined;

/** The words of a state: the author's, or else the locale's. */
export function wordsFor(
  state: ElementState,
  locale: Locale,
  texts: Texts | null | undefined,
  connectingText?: ConnectingText,
): string {
  const own = ownWords(state, texts);
  if (typeof own === 'string') return own;
  if (state === 'idle') return '';
  return state === 'connecting' && connectingText ? locale[connectingText] : locale.words[state];
}

/** What the author's words are for a state. They may be anything, and reading them may throw. */
function ownWords(state: ElementState, texts: Texts | null | undefined): unknown {
  try {
    return texts?.[state];
  } catch (error) {
    reportException(error);
    return undefined;
  }
}

/** What a message depends on. */
export interface Situation {
  readonly state: ElementState;
  readonly jobStatus: JobStatus | null;
  readonly error: JobStatusError | null;
}

/** The message beside the words: the service's own, or what happened and what the user can do. */
export function messageFor(
  { state, jobStatus, error }: Situation,
  locale: Locale,
  texts: Texts | null | undefined,
): string {
  if (state === 'awaiting-permission') return locale.allow;
  if (!error) return jobStatus?.message ?? '';
  if (state === 'reconnecting' && jobStatus) {
    const status = wordsFor(jobStatus.state, locale, texts);
    return locale.lastKnown.replace('{status}', () => status);
  }
  return locale.errors[errorTextKey(error)];
}

function errorTextKey({ code, final }: JobStatusError): ErrorTextKey {
  return code === 'blocked' && final ? 'blocked-permanently' : (code as ErrorTextKey);
}
