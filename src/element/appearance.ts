import { textOf } from '../protocol/values.js';

/** How an element looks. */
export type Appearance = 'badge' | 'bar' | 'dot';

/** Whether an element is to be heard. */
export type Announce = 'polite' | 'off';

/** The look that is meant; `badge` unless it is another one. */
export function appearanceOf(value: unknown): Appearance {
  const text = textOf(value);
  return text === 'bar' || text === 'dot' ? text : 'badge';
}

/** What is meant; `polite` unless it is `off`. */
export function announceOf(value: unknown): Announce {
  return textOf(value) === 'off' ? 'off' : 'polite';
}
