import { addCopyButtons } from './copy-buttons.js';
import { fitFrames } from './example-frames.js';

addCopyButtons();
fitFrames();

// Beside a text, the list of pages scrolls by itself.
document.querySelector('.menu [aria-current]')?.scrollIntoView({ block: 'nearest' });
