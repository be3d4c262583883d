import { find } from '../site/scripts/find.js';
import { fillSheet } from './sheet.js';
import { copyOf } from './copy-of.js';

interface Theme {
  readonly name: string;
  readonly title: string;
  readonly text: string;
  readonly stylesheet?: string;
}

const themes: readonly Theme[] = [
  {
    name: 'default',
    title: 'Default',
    text: 'Without a theme, the words have the font, the size and the colour of the page.',
  },
  {
    name: 'bootstrap',
    title: 'Bootstrap',
    text: 'The look of the badges and alerts of Bootstrap 5.3. Uses its variables if they exist.',
    stylesheet: '../dist/themes/bootstrap.css',
  },
  {
    name: 'paper',
    title: 'Paper',
    text: 'A serif font, square corners and no colour. Lines and fills distinguish the states.',
    stylesheet: '../dist/themes/paper.css',
  },
  {
    name: 'solid',
    title: 'Solid',
    text: 'A white icon on a strong colour, readable from a distance.',
    stylesheet: '../dist/themes/solid.css',
  },
  {
    name: 'webawesome',
    title: 'Web Awesome',
    text: 'The look of the badges and callouts of Web Awesome 3. Uses its design tokens if they exist.',
    stylesheet: '../dist/themes/webawesome.css',
  },
];

/**
 * Adds a section for each theme to an element.
 *
 * @param states - The states to show; all if undefined
 */
export function addThemes(container: HTMLElement, states?: readonly string[]): void {
  for (const { name, title, text, stylesheet } of themes) {
    const copy = copyOf('#theme-section');
    const section = find(copy, 'section', HTMLElement);
    section.id = name;
    section.setAttribute('aria-labelledby', `${name}-heading`);
    const heading = find(section, 'h2', HTMLElement);
    heading.id = `${name}-heading`;
    heading.textContent = title;
    const description = find(section, 'p', HTMLElement);
    description.textContent = text;
    if (stylesheet !== undefined) description.append(' ', linkTo(stylesheet));
    fillSheet(find(section, '.sheet', HTMLElement), { title, stylesheet, states });
    container.append(copy);
  }
}

function linkTo(path: string): HTMLAnchorElement {
  const link = document.createElement('a');
  link.href = path;
  link.textContent = path.replace(/^.*dist\//, '');
  return link;
}
