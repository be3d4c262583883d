import { addCopyButtons } from './copy-buttons.js';
import { fitFrames } from './example-frames.js';

addCopyButtons();
fitFrames();
