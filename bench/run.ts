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

Made by \`npm run bench\`, side by side in one run. _Late_ is how long after the end of a job the page knows it. A
preflight is the CORS request that a browser sends before a poll with a licence, unless it remembers the last
one. MeadCo's client is its rule: a poll at each tick of a second, each with a preflight.

## The pace on a driven clock

${jobsPerMix} jobs a mix, seed ${seed}. A response takes 30 ms. The whole package runs. The service sends no caching headers
and doesn't say how long a preflight lasts, so that a browser remembers it for 5 s.

${mixes}

## Other paces

The pause after a response is a factor times the square root of the seconds for which the status has lasted, but
not less than a minimum. Each cell is a factor and a minimum in seconds: one pair while the job waits or is
prepared, another while it prints. All rows are on the curve: no other choice that was compared both costs fewer
requests (preflights included) and is less late. Figures are ratios to MeadCo's client, geometric means over the four mixes; the last column is
the mix that does worst.

${curveTable()}

This package uses the pace in bold, which is chosen for the person who waits at the printer. The paces above it are late
for jobs that leave the queue and are done within a second, the commonest print in an office. Those below it cost
more polls than MeadCo's client while a long document prints.

## The same jobs for real

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

Requests per second at the service, preflights included, if each page polls one queued job with a licence.

${loadTable()}

## Badges on a page

Chromium without a GPU, as on a remote desktop, measured by DevTools' \`Performance.getMetrics\`. The job of
each badge answers \`{"status": 5}\` for ever. A spinner polls nothing, and has no words. What is out of view
doesn't move: side by side, nearly all badges are in view. The change is that of the text of an
unrelated \`<p>\`, ten times a second.

${calm.busy}

What the page's own work costs beside finished badges, and beside plain custom elements with the same shadow
DOM: removing plain nodes elsewhere in the document, and reversing the elements.

${calm.moves}

## Sizes

Bytes of one file with everything that it needs, bundled and minified with esbuild's defaults, brotli at its
highest level.

${table([['file', 'minified', 'brotli'], ...(await sizes())])}
`;
const style = await prettier.resolveConfig('BENCHMARKS.md');
await writeFile('BENCHMARKS.md', await prettier.format(text, { ...style, parser: 'markdown' }));
console.log(text);
