import { isDeepStrictEqual } from 'node:util';
import { type Job, type Mix, mixes, randomFrom } from './mixes.js';
import { type Pause, pollAsVendor, pollByPace, pollWithPackage } from './simulate.js';
import { geometricMean, type Summary, summaryOf } from './statistics.js';
import { type Row, table } from './table.js';

export const seed = 20_261_124;
export const jobsPerMix = 10_000;

/** Jobs of each mix for the curve, which compares over a hundred pairs of paces. */
const jobsPerPace = 500;

function drawJobs({ draw }: Mix, count: number): Job[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, () => draw(random));
}

/** The polls of MeadCo's client and of this whole package, for each mix of jobs. */
export async function mixTables(): Promise<string> {
  const sections = [];
  for (const [name, mix] of Object.entries(mixes)) {
    const jobs = drawJobs(mix, jobsPerMix);
    const vendor = summaryOf(jobs.map(pollAsVendor));
    const own = summaryOf(await pollWithPackage(name, jobs, seed));
    const title = name.slice(0, 1).toUpperCase() + name.slice(1);
    sections.push(`### ${title}\n\nJobs: ${mix.jobs}.\n\n${comparisonOf(vendor, own)}`);
  }
  return sections.join('\n\n');
}

function comparisonOf(vendor: Summary, own: Summary): string {
  const row = (client: string, summary: Summary): Row => [
    client,
    summary.polls.toFixed(1),
    summary.requests.toFixed(1),
    `${summary.medianDelay.toFixed(2)} s`,
    `${summary.p95Delay.toFixed(2)} s`,
    `${summary.longestPause.toFixed(2)} s`,
  ];
  const ratio = (key: keyof Summary): string => `${(own[key] / vendor[key]).toFixed(2)} ×`;
  return table([
    ['', 'polls a job', 'with preflights', 'median late', '95 % late', 'longest pause'],
    row("MeadCo's client", vendor),
    row('scriptx-job-status', own),
    ['ratio', ratio('polls'), ratio('requests'), ratio('medianDelay'), ratio('p95Delay'), ''],
  ]);
}

/** The pause in milliseconds: `root` times the square root of the seconds without a change, at least `min`. */
interface Pace {
  readonly min: number;
  readonly root: number;
}

/** The paces while a job waits or is prepared, and while it prints. */
interface Paces {
  readonly waiting: Pace;
  readonly printing: Pace;
}

/** The paces of `src/polling/pace.ts`. */
const chosenPaces: Paces = {
  waiting: { min: 1_600, root: 360 },
  printing: { min: 800, root: 200 },
};

/** The paces that are compared. */
function candidates(): Paces[] {
  const forWaiting = combinations([800, 1_600, 2_500], [200, 360, 800, 2_500]);
  const forPrinting = combinations([400, 800, 1_600], [100, 200, 400, 800]);
  return forWaiting.flatMap((waiting) => forPrinting.map((printing) => ({ waiting, printing })));
}

function combinations(mins: readonly number[], roots: readonly number[]): Pace[] {
  return mins.flatMap((min) => roots.map((root) => ({ min, root })));
}

/** What a pair of paces costs, as ratios to MeadCo's client. */
interface Measurement {
  readonly paces: Paces;
  /** The mean over the mixes. */
  readonly requests: number;
  /** The mean over the mixes. */
  readonly p95Delay: number;
  /** In the worst mix. */
  readonly worstP95Delay: number;
}

function measurePaces(): Measurement[] {
  const models = Object.values(mixes).map((mix) => {
    const jobs = drawJobs(mix, jobsPerPace);
    return { jobs, vendor: summaryOf(jobs.map(pollAsVendor)) };
  });
  return candidates().map((paces) => {
    const ratios = models.map(({ jobs, vendor }) => {
      const own = summaryOf(jobs.map((job) => pollByPace(job, pauseOf(paces))));
      return {
        requests: own.requests / vendor.requests,
        p95Delay: own.p95Delay / vendor.p95Delay,
      };
    });
    const p95Delays = ratios.map(({ p95Delay }) => p95Delay);
    return {
      paces,
      requests: geometricMean(ratios.map(({ requests }) => requests)),
      p95Delay: geometricMean(p95Delays),
      worstP95Delay: Math.max(...p95Delays),
    };
  });
}

function pauseOf({ waiting, printing }: Paces): Pause {
  const random = randomFrom(seed);
  return (isQueued, lasted) => {
    const { min, root } = isQueued ? waiting : printing;
    const ideal = root * Math.sqrt(lasted / 1_000);
    return Math.min(Math.max(ideal, min), 10_000) * (1 - 0.05 * random());
  };
}

/** The chosen paces, and those that no other paces beat in both requests and delay. */
export function curveTable(): string {
  const measurements = measurePaces().sort((one, other) => one.requests - other.requests);
  const isChosen = (paces: Paces): boolean => isDeepStrictEqual(paces, chosenPaces);
  const curve = measurements.filter(
    ({ paces, p95Delay }, index) =>
      isChosen(paces) || measurements.slice(0, index).every((other) => other.p95Delay > p95Delay),
  );
  const inWords = ({ min, root }: Pace): string => `${root / 1_000}, ${min / 1_000}`;
  return table([
    ['waiting', 'printing', 'requests', '95 % late', '95 % late in the worst mix'],
    ...curve.map(({ paces, requests, p95Delay, worstP95Delay }) => {
      const cells = [
        inWords(paces.waiting),
        inWords(paces.printing),
        ...[requests, p95Delay, worstP95Delay].map((value) => `${value.toFixed(2)} ×`),
      ];
      return isChosen(paces) ? cells.map((cell) => `**${cell}**`) : cells;
    }),
  ]);
}
