import type { Appearance } from './appearance.js';
import { icons } from './icons.js';
import { busyStates, type ElementState } from './states.js';

/** What a badge shows and says. */
export interface BadgeContent {
  appearance: Appearance;
  state: ElementState;
  /** Whether there is anything to see. */
  isShown: boolean;
  /** Whether it is the turn of the state's slot. */
  isSlotted: boolean;
  /** The accessible name. */
  name: string;
  words: string;
  message: string;
  announcement: string;
}

/**
 * Builds a badge, and returns what has it show something. Its few nodes are there from the beginning
 * and stay where they are, so that it takes no template engine to change what is in them.
 */
export function buildBadge(root: ParentNode): (content: BadgeContent) => void {
  const badge = append(root, 'span', { part: 'badge', role: 'group' });
  const icon = append(badge, 'span', { part: 'icon', 'aria-hidden': 'true' });
  const path = append(append(icon, 'svg', { viewBox: '0 0 24 24' }), 'path');
  const text = append(badge, 'span', { class: 'text' });
  const words = append(text, 'bdi', { part: 'words' });
  text.append(' ');
  const message = append(text, 'bdi', { part: 'message' });
  append(badge, 'span', { part: 'stage' });
  const progress = append(badge, 'progress', { part: 'progress' });
  const slot = append(root, 'slot');
  const region = append(root, 'span', { role: 'status' });

  return ({ state, name, ...content }) => {
    const busy = busyStates.has(state) ? 'busy' : '';
    set(badge, { class: `${content.appearance} ${state} ${busy}`, 'aria-label': name });
    set(progress, { 'aria-label': name });
    // For who points at a dot, of which assistive technology alone gets the words.
    set(icon, { title: `${content.words} ${content.message}` });
    set(path, { d: icons[state] });
    set(slot, { name: state });
    badge.toggleAttribute('hidden', !content.isShown);
    slot.toggleAttribute('hidden', !content.isSlotted);
    write(words, content.words);
    write(message, content.message);
    write(region, content.announcement);
  };
}

function append(parent: ParentNode, tag: string, attributes: Record<string, string> = {}): Element {
  const isOfIcon = /svg|path/.test(tag);
  const namespace = `http://www.w3.org/${isOfIcon ? '2000/svg' : '1999/xhtml'}`;
  const element = document.createElementNS(namespace, tag);
  set(element, attributes);
  parent.append(element);
  return element;
}

function set(element: Element, attributes: Record<string, string>): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}

/** What stays the same is not written anew, lest a live region speak again. */
function write(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
