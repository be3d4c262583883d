import { addCopyButtons } from './copy-buttons.js';
import { fitFrames } from './example-frames.js';

addCopyButtons();
fitFrames();

// Where the contents are not beside the text, they would push it down.
const contents = document.querySelector<HTMLDetailsElement>('.toc-column');
if (contents && !matchMedia('(min-width: 80rem)').matches) contents.open = false;

// Beside a text, the list of pages scrolls by itself.
document.querySelector('.menu [aria-current]')?.scrollIntoView({ block: 'nearest' });
