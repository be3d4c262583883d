import { isDeepStrictEqual } from 'node:util';
import { mixes, randomFrom } from './mixes.mjs';
import { pollAsVendor, pollByPace, pollWithPackage } from './simulate.mjs';
import { geometricMean, summaryOf } from './statistics.mjs';

/** @typedef {import('./statistics.mjs').Summary} Summary */

export const seed = 20_261_124;
export const jobsPerMix = 10_000;

/** Jobs of each mix for the curve, which has hundreds of paces. */
const jobsPerPace = 500;

/** @param {import('./mixes.mjs').Mix} mix @param {number} count */
function drawJobs({ draw }, count) {
  const random = randomFrom(seed);
  return Array.from({ length: count }, () => draw(random));
}

/** @param {number} own @param {number} vendor */
const ratio = (own, vendor) => `${(own / vendor).toFixed(2)} ×`;

/**
 * The polls of MeadCo's client and of this package, all of it, for each mix of jobs.
 *
 * @param {(rows: (string | number)[][]) => string} table
 */
export async function mixTables(table) {
  const parts = [];
  for (const [name, mix] of Object.entries(mixes)) {
    const jobs = drawJobs(mix, jobsPerMix);
    const vendor = summaryOf(jobs.map(pollAsVendor));
    const own = summaryOf(await pollWithPackage(name, jobs, seed));
    /** @param {string} who @param {Summary} summary */
    const row = (who, { polls, requests, median, p95, longestPause }) => [
      who,
      polls.toFixed(1),
      requests.toFixed(1),
      `${median.toFixed(2)} s`,
      `${p95.toFixed(2)} s`,
      `${longestPause.toFixed(2)} s`,
    ];
    const rows = [
      ['', 'polls a job', 'with preflights', 'median late', '95 % late', 'longest pause'],
      row("MeadCo's client", vendor),
      row('scriptx-job-status', own),
      [
        'ratio',
        ratio(own.polls, vendor.polls),
        ratio(own.requests, vendor.requests),
        ratio(own.median, vendor.median),
        ratio(own.p95, vendor.p95),
        '',
      ],
    ];
    parts.push(
      `### ${name[0]?.toUpperCase()}${name.slice(1)}\n\nJobs: ${mix.jobs}.\n\n${table(rows)}`,
    );
  }
  return parts.join('\n\n');
}

/**
 * A pause in milliseconds: `root` times the square root of the seconds for which the status has lasted, and
 * at least `min`.
 *
 * @typedef {{ min: number, root: number }} Pace
 * @typedef {{ waiting: Pace, printing: Pace }} Paces
 */

/** @type {Paces} Those of `src/polling/pace.ts`. */
const chosen = { waiting: { min: 1_600, root: 360 }, printing: { min: 800, root: 200 } };

/** Paces to compare. @returns {Paces[]} */
function candidates() {
  const all = [];
  for (const waiting of combinations([800, 1_600, 2_500], [200, 360, 800, 2_500])) {
    for (const printing of combinations([400, 800, 1_600], [100, 200, 400, 800])) {
      all.push({ waiting, printing });
    }
  }
  return all;
}

/** @param {number[]} mins @param {number[]} roots @returns {Pace[]} */
const combinations = (mins, roots) => mins.flatMap((min) => roots.map((root) => ({ min, root })));

/** What each pair of paces costs, as ratios to MeadCo's client: the means over the mixes, and the worst mix. */
function measurePaces() {
  const models = Object.values(mixes).map((mix) => {
    const jobs = drawJobs(mix, jobsPerPace);
    return { jobs, vendor: summaryOf(jobs.map(pollAsVendor)) };
  });
  return candidates().map((paces) => {
    const ratios = models.map(({ jobs, vendor }) => {
      const own = summaryOf(jobs.map((job) => pollByPace(job, pauseOf(paces))));
      return { requests: own.requests / vendor.requests, late: own.p95 / vendor.p95 };
    });
    const late = ratios.map((each) => each.late);
    return {
      paces,
      requests: geometricMean(ratios.map(({ requests }) => requests)),
      late: geometricMean(late),
      latest: Math.max(...late),
    };
  });
}

/** @param {Paces} paces @returns {(isQueued: boolean, duration: number) => number} */
function pauseOf({ waiting, printing }) {
  const random = randomFrom(seed);
  return (isQueued, duration) => {
    const { min, root } = isQueued ? waiting : printing;
    const ideal = root * Math.sqrt(duration / 1_000);
    return Math.min(Math.max(ideal, min), 10_000) * (1 - 0.05 * random());
  };
}

/**
 * The paces of which none other costs fewer requests and is less late, and the chosen ones.
 *
 * @param {(rows: (string | number)[][]) => string} table
 */
export function curveTable(table) {
  const measured = measurePaces().sort((one, other) => one.requests - other.requests);
  const isChosen = (/** @type {Paces} */ paces) => isDeepStrictEqual(paces, chosen);
  const curve = measured.filter(
    ({ paces, late }, index) =>
      isChosen(paces) || measured.slice(0, index).every((other) => other.late > late),
  );
  const inWords = (/** @type {Pace} */ { min, root }) => `${root / 1_000}, ${min / 1_000}`;
  return table([
    ['waiting', 'printing', 'requests', '95 % late', '95 % late in the worst mix'],
    ...curve.map(({ paces, requests, late, latest }) => {
      const cells = [
        inWords(paces.waiting),
        inWords(paces.printing),
        ...[requests, late, latest].map((value) => `${value.toFixed(2)} ×`),
      ];
      return isChosen(paces) ? cells.map((cell) => `**${cell}**`) : cells;
    }),
  ]);
}
