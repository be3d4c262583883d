/**
 * A job of the model: how long it waits in the queue and how long it prints, in milliseconds.
 *
 * @typedef {{ queued: number, printing: number }} Job
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

/** 1 s and an exponential of mean 8 s; a quarter of it queued, the rest printing. @param {() => number} random */
function shortJob(random) {
  const lasts = 1_000 + exponential(random, 8_000);
  return { queued: 0.25 * lasts, printing: 0.75 * lasts };
}

/** 20 s and an exponential of mean 400 s; 95 % of it queued, the rest printing. @param {() => number} random */
function longJob(random) {
  const lasts = 20_000 + exponential(random, 400_000);
  return { queued: 0.95 * lasts, printing: 0.05 * lasts };
}

/** The mixes of jobs, each from random numbers. @type {Record<string, (random: () => number) => Job>} */
export const mixes = {
  short: shortJob,
  office: (random) => (random() < 0.85 ? shortJob(random) : longJob(random)),
};
