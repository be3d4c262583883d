import { textOf } from '../protocol/values.js';

/** How an element looks. */
export type Appearance = 'badge' | 'bar' | 'dot';

/** Whether an element announces its state changes. */
export type Announce = 'polite' | 'off';

/** The appearance; `badge` for any unknown value. */
export function appearanceOf(value: unknown): Appearance {
  const text = textOf(value);
  return text === 'bar' || text === 'dot' ? text : 'badge';
}

/** Whether to announce; `polite` for any unknown value. */
export function announceOf(value: unknown): Announce {
  return textOf(value) === 'off' ? 'off' : 'polite';
}
