// Builds the site in demo/dist. Any static file server can serve it, under any path.
import { fileURLToPath } from 'node:url';
import { buildSite } from '../demo/site/build-site.js';

// Eleventy finds the texts from the current folder.
process.chdir(fileURLToPath(new URL('..', import.meta.url)));
await buildSite('demo/dist');
