// Compares polling and badges with their alternatives, and writes BENCHMARKS.md.
import { writeFile } from 'node:fs/promises';
import prettier from 'prettier';
import { calmTables } from './calm.js';
import { loadTable } from './load.js';
import { curveTable, jobsPerMix, mixTables, seed } from './pace.js';
import { measureRealPrints } from './real-prints.js';
import { sizes } from './sizes.js';
import { table } from './table.js';

const mixes = await mixTables();
const calm = await calmTables();
const real = await measureRealPrints();
const text = `# Benchmarks

Written by \`npm run bench\`, which measures everything in one run. _Late_ is the time from the end of a job until the
page knows it. A preflight is the CORS request that a browser sends before a poll with a licence, unless it remembers
the last one. On the driven clock, a model stands for MeadCo's client: it polls at each tick of a second, each time
with a preflight.

## The pace on a driven clock

${jobsPerMix} jobs per mix, seed ${seed}. A response takes 30 ms. The whole package runs. The service sends no caching headers
and no \`Access-Control-Max-Age\`, so a browser remembers a preflight for 5 s.

${mixes}

## Other paces

The pause after a response is a factor times the square root of the seconds for which the status has lasted, but
not less than a minimum. Each cell is a factor and a minimum in seconds: one pair while the job waits or is
prepared, another while it prints. No other pace that was compared costs fewer requests (including preflights) than
one of these and is less late too. Figures are ratios to MeadCo's client. They are geometric means over the four
mixes; the last column is of the worst mix.

${curveTable()}

This package uses the pace in bold, which is chosen for the person who waits at the printer. The paces above it are late
for jobs that leave the queue and are done within a second, the most common print in an office. The paces below it
require more polls than MeadCo's client while a long document prints.

## The same jobs in a browser

${real.jobs} jobs of the demo's documents, printed and polled by MeadCo's own client on one page, and shown by elements on
another page, in Chromium, over HTTP to the demo's service. At the median, the element knew the end ${real.lead.toFixed(2)} s before
the client.

${table([
  ['', 'polls', 'with preflights'],
  ["MeadCo's client", real.vendor.polls, real.vendor.requests],
  ['scriptx-job-status', real.own.polls, real.own.requests],
  [
    'ratio',
    `${(real.own.polls / real.vendor.polls).toFixed(2)} ×`,
    `${(real.own.requests / real.vendor.requests).toFixed(2)} ×`,
  ],
])}

## The load of many pages

Requests per second at the service, including preflights, if each page polls one queued job with a licence.

${loadTable()}

## Badges on a page

Chromium without a GPU, as on a remote desktop, measured by DevTools' \`Performance.getMetrics\`. The job of
each badge always has the status 5, printing. A spinner polls nothing, and contains no text. Badges that are out of
view don't move: side by side, nearly all are in view. The change is one of the text of an unrelated \`<p>\`, ten
times a second.

${calm.busy}

How long the page's own work takes beside finished badges, and beside plain custom elements with the same shadow
DOM: removing plain nodes elsewhere in the document, and reversing the elements.

${calm.moves}

## Sizes

Bytes of each file with all that it imports, bundled and minified with esbuild's defaults, and compressed with brotli
at its highest level.

${table([['file', 'minified', 'brotli'], ...(await sizes())])}
`;
const style = await prettier.resolveConfig('BENCHMARKS.md');
await writeFile('BENCHMARKS.md', await prettier.format(text, { ...style, parser: 'markdown' }));
console.log(text);
