/**
 * A job of the model: how long it waits in the queue and how long it prints, in milliseconds.
 *
 * @typedef {{ queued: number, printing: number }} Job
 *
 * Jobs of one kind.
 *
 * @typedef {object} Mix
 * @property {string} jobs - What the jobs are like
 * @property {(random: () => number) => Job} draw - Draws a job by random numbers from 0 up to 1
 */

/** A small generator of random numbers from a seed: mulberry32. @param {number} seed */
export function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** @param {() => number} random @param {number} mean */
const exponential = (random, mean) => -Math.log(1 - random()) * mean;

/** @param {() => number} random @param {number} least @param {number} most */
const between = (random, least, most) => least + random() * (most - least);

/** @param {() => number} random @returns {Job} */
function shortJob(random) {
  const duration = 1_000 + exponential(random, 8_000);
  return { queued: 0.25 * duration, printing: 0.75 * duration };
}

/** @param {() => number} random @returns {Job} */
function longQueue(random) {
  const duration = 20_000 + exponential(random, 400_000);
  return { queued: 0.95 * duration, printing: 0.05 * duration };
}

/** @type {Record<string, Mix>} */
export const mixes = {
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
      printing: between(random, 300, 1_000),
    }),
  },
  'long print': {
    jobs: 'queued for 3 s, then print for 30 to 120 s',
    draw: (random) => ({ queued: 3_000, printing: between(random, 30_000, 120_000) }),
  },
};
