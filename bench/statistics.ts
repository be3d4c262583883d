import type { Result } from './simulate.js';

/** What it costs on average to poll the jobs of a mix, and how late their ends are known, in seconds. */
export interface Summary {
  readonly polls: number;
  /** The polls and their preflights. */
  readonly requests: number;
  readonly medianDelay: number;
  /** The delay that 95 % of the jobs don't exceed. */
  readonly p95Delay: number;
  readonly longestPause: number;
}

export function summaryOf(results: readonly Result[]): Summary {
  const delays = results.map(({ delay }) => delay / 1_000);
  return {
    polls: mean(results.map(({ polls }) => polls)),
    requests: mean(results.map(({ polls, preflights }) => polls + preflights)),
    medianDelay: quantile(delays, 0.5),
    p95Delay: quantile(delays, 0.95),
    longestPause: Math.max(...results.map(({ longestPause }) => longestPause)) / 1_000,
  };
}

export function geometricMean(values: readonly number[]): number {
  return Math.exp(mean(values.map(Math.log)));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(share * (sorted.length - 1))] ?? NaN;
}
