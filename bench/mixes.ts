/** A job of the model: how long it waits in the queue and how long it prints, in milliseconds. */
export interface Job {
  readonly queued: number;
  readonly printing: number;
}

/** Returns random numbers from 0 up to 1. */
export type Random = () => number;

/** Jobs of one kind. */
export interface Mix {
  /** How long the jobs take, in words that continue "Jobs: ". */
  readonly jobs: string;
  readonly draw: (random: Random) => Job;
}

/** A small generator of random numbers from a seed: mulberry32. */
export function randomFrom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function exponential(random: Random, mean: number): number {
  return -Math.log(1 - random()) * mean;
}

function uniform(random: Random, min: number, max: number): number {
  return min + random() * (max - min);
}

function shortJob(random: Random): Job {
  const duration = 1_000 + exponential(random, 8_000);
  return { queued: 0.25 * duration, printing: 0.75 * duration };
}

function longQueue(random: Random): Job {
  const duration = 20_000 + exponential(random, 400_000);
  return { queued: 0.95 * duration, printing: 0.05 * duration };
}

export const mixes: Readonly<Record<string, Mix>> = {
  short: {
    jobs: 'last 1 s and an exponential time of mean 8 s, a quarter of it queued',
    draw: shortJob,
  },
  office: {
    jobs: '85 % short jobs; 15 % last 20 s and an exponential time of mean 400 s, 95 % of it queued',
    draw: (random) => (random() < 0.85 ? shortJob(random) : longQueue(random)),
  },
  straight: {
    jobs: 'queued for 1 s and an exponential time of mean 10 s, then done in 0.3 to 1 s',
    draw: (random) => ({
      queued: 1_000 + exponential(random, 10_000),
      printing: uniform(random, 300, 1_000),
    }),
  },
  'long print': {
    jobs: 'queued for 3 s, then print for 30 to 120 s',
    draw: (random) => ({ queued: 3_000, printing: uniform(random, 30_000, 120_000) }),
  },
};
