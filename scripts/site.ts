// Builds the site in demo/dist. Any static file server can serve it, under any path.
import { fileURLToPath } from 'node:url';
import { buildSite } from '../demo/site/build-site.js';

await buildSite(fileURLToPath(new URL('../demo/dist', import.meta.url)));
