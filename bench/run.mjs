// Measures how the watching asks, beside MeadCo's client, and writes BENCHMARKS.md.
import { writeFile } from 'node:fs/promises';
import prettier from 'prettier';
import { calmTables } from './calm.mjs';
import { loadTable } from './load.mjs';
import { mixes, randomFrom } from './mixes.mjs';
import { realRun } from './real.mjs';
import { watchAll, watchAsVendor } from './simulate.mjs';
import { sizes } from './sizes.mjs';

const seed = 20_261_124;
const jobsPerMix = 2_000;

/** @typedef {import('./simulate.mjs').Course} Course */

/** @param {number[]} values @param {number} share */
function quantile(values, share) {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(share * (sorted.length - 1))] ?? NaN;
}

/** @param {number[]} values */
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** @param {Course[]} courses */
function summary(courses) {
  const late = courses.map((course) => course.late / 1000);
  return {
    questions: mean(courses.map(({ questions }) => questions)),
    requests: mean(courses.map(({ questions, preflights }) => questions + preflights)),
    median: quantile(late, 0.5),
    worst: quantile(late, 0.95),
    longestGap: Math.max(...courses.map(({ longestGap }) => longestGap)) / 1000,
  };
}

/** @param {(string | number)[][]} rows the first one the head */
function table([head = [], ...rows]) {
  const line = (/** @type {(string | number)[]} */ cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** @param {number} vendor @param {number} own */
function ratio(vendor, own) {
  return own < vendor
    ? `${(vendor / own).toFixed(2)} times fewer`
    : `${(own / vendor).toFixed(2)} times as many`;
}

const parts = [];
for (const [name, draw] of Object.entries(mixes)) {
  const random = randomFrom(seed);
  const jobs = Array.from({ length: jobsPerMix }, () => draw(random));
  const vendor = summary(jobs.map(watchAsVendor));
  const own = summary(await watchAll(name, jobs, seed));
  /** @param {string} who @param {typeof own} of */
  const row = (who, of) => [
    who,
    of.questions.toFixed(1),
    of.requests.toFixed(1),
    `${of.median.toFixed(2)} s`,
    `${of.worst.toFixed(2)} s`,
    `${of.longestGap.toFixed(2)} s`,
  ];
  parts.push(
    `### The ${name} mix\n\n` +
      table([
        ['', 'questions a job', 'with preflights', 'median late', '95 % late', 'longest pause'],
        row("MeadCo's client", vendor),
        row('scriptx-job-status', own),
        [
          'ratio',
          ratio(vendor.questions, own.questions),
          ratio(vendor.requests, own.requests),
          `${(own.median / vendor.median).toFixed(2)} of it`,
          `${(own.worst / vendor.worst).toFixed(2)} of it`,
          '',
        ],
      ]),
  );
}

const calm = await calmTables(table);
const real = await realRun();
const text = `# Benchmarks

Made by \`npm run bench\`, side by side in one run. *Late* is how long after a job's end the page knew
it; a preflight is the second request that a question with a licence costs when the last preflight was
more than 5 s ago, for the service does not say how long it may be remembered.

## The pace, on a driven clock

${jobsPerMix} jobs a mix, seed ${seed}, an answer in 30 ms. A short job lasts 1 s and an exponential of mean 8 s,
a quarter of it queued. Of the office mix 15 % last 20 s and an exponential of mean 400 s, 95 % of it
queued. All of the package runs; MeadCo's client is its rule, a question at each tick of a second.

${parts.join('\n\n')}

## The same jobs for real

${real.jobs} jobs of the demo's documents, submitted and watched by MeadCo's own client on one page, and
watched by the element on another, in Chromium, over HTTP to the demo's service. Half of the ends or
more the element knew at least ${real.earlier.toFixed(2)} s before the client. (Chromium puts a preflight before each
question here: with \`cache: 'no-store'\` it does not look up those that it remembers.)

${table([
  ['', 'questions', 'with preflights'],
  ["MeadCo's client", real.vendor.questions, real.vendor.requests],
  ['scriptx-job-status', real.own.questions, real.own.requests],
])}

## The load of many pages

${loadTable(table)}

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
