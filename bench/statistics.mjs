/** @typedef {import('./simulate.mjs').Result} Result */
/** @typedef {ReturnType<typeof summaryOf>} Summary */

/** @param {number[]} values @param {number} share */
export function quantile(values, share) {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(share * (sorted.length - 1))] ?? NaN;
}

/** @param {number[]} values */
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** @param {number[]} values */
export const geometricMean = (values) => Math.exp(mean(values.map(Math.log)));

/** @param {Result[]} results - Of jobs of one mix */
export function summaryOf(results) {
  const late = results.map((result) => result.late / 1_000);
  return {
    polls: mean(results.map(({ polls }) => polls)),
    requests: mean(results.map(({ polls, preflights }) => polls + preflights)),
    median: quantile(late, 0.5),
    p95: quantile(late, 0.95),
    longestPause: Math.max(...results.map(({ longestPause }) => longestPause)) / 1_000,
  };
}
