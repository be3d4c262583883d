import { find } from '../page/elements.js';
import { fillSheet } from './sheet.js';
import { copyOf } from './templates.js';

const themes = [
  {
    name: 'default',
    title: 'Default',
    text: 'Without any stylesheet: the page’s own font, size and colour, and tones in the middle.',
  },
  {
    name: 'bootstrap',
    title: 'Bootstrap',
    text: 'Like the badges and alerts of Bootstrap 5.3, with its variables where it is there.',
    stylesheet: '/themes/bootstrap.css',
  },
  {
    name: 'paper',
    title: 'Paper',
    text: 'Ink on paper: a serif, square corners, no colour. Lines and filling tell states apart.',
    stylesheet: '/themes/paper.css',
  },
  {
    name: 'solid',
    title: 'Solid',
    text: 'Filled with strong colours under white words, to be seen from across the room.',
    stylesheet: '/themes/solid.css',
  },
];

/**
 * Puts a section for each theme into an element.
 *
 * @param {HTMLElement} container
 * @param {string[]} [only] states to list, in place of all
 */
export function addThemes(container, only) {
  for (const theme of themes) {
    const copy = copyOf('#theme-section');
    const section = find(copy, 'section', HTMLElement);
    section.id = theme.name;
    section.setAttribute('aria-labelledby', `${theme.name}-heading`);
    const heading = find(section, 'h2', HTMLElement);
    heading.id = `${theme.name}-heading`;
    heading.textContent = theme.title;
    const about = find(section, 'p', HTMLElement);
    about.textContent = theme.text;
    if (theme.stylesheet) about.append(' ', linkTo(theme.stylesheet));
    fillSheet(find(section, '.sheet', HTMLElement), theme, only);
    container.append(copy);
  }
}

/** @param {string} address */
function linkTo(address) {
  const link = document.createElement('a');
  link.href = address;
  link.textContent = address.slice(1);
  return link;
}
