// Copies the themes to dist/themes as they are, because authors read and change them.
import { cp, rm } from 'node:fs/promises';

// A theme that has been removed or renamed must not stay.
await rm('dist/themes', { recursive: true, force: true });
await cp('src/themes', 'dist/themes', { recursive: true });
