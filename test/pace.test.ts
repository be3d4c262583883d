import { assert } from '@open-wc/testing';
import fc from 'fast-check';
import type { JobState } from '../src/protocol/job-status.js';
import { adaptivePause, backOff } from '../src/watching/pace.js';

const states: (JobState | undefined)[] = [
  undefined,
  'not-started',
  'queued',
  'starting',
  'downloading',
  'downloaded',
  'printing',
  'paused',
  'unknown',
];
const state = fc.constantFrom(...states);
const lasted = fc.double({ min: 0, max: 1e9, noNaN: true });
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('the adaptive pace', () => {
  it('is between 0.7 s and 10 s, whatever happens', () => {
    fc.assert(
      fc.property(state, lasted, random, (state, lasted, random) => {
        const pause = adaptivePause(state, lasted, random);
        assert.isAtLeast(pause, 700);
        assert.isAtMost(pause, 10_000);
      }),
    );
  });

  it('is slower the longer nothing changes', () => {
    fc.assert(
      fc.property(state, lasted, lasted, random, (state, one, other, random) => {
        const [shorter, longer] = [Math.min(one, other), Math.max(one, other)];
        assert.isAtMost(
          adaptivePause(state, shorter, random),
          adaptivePause(state, longer, random),
        );
      }),
    );
  });

  it('has some jitter, which only makes it quicker, and by no more than a twentieth', () => {
    fc.assert(
      fc.property(state, lasted, random, (state, lasted, random) => {
        const without = adaptivePause(state, lasted, 0);
        const pause = adaptivePause(state, lasted, random);
        assert.isAtMost(pause, without);
        assert.isAtLeast(pause, without * 0.95);
        if (random > 0.01) assert.isBelow(pause, without);
      }),
    );
  });

  it('is quick right after a change', () => {
    for (const each of states) assert.equal(adaptivePause(each, 0, 0), 750);
  });

  it('is quicker for a job that is worked on than for one that waits', () => {
    for (const waiting of ['not-started', 'queued', 'paused', 'unknown'] as const) {
      for (const working of ['starting', 'downloading', 'downloaded', 'printing'] as const) {
        const one = adaptivePause(working, 60_000, 0);
        assert.isBelow(one, adaptivePause(waiting, 60_000, 0));
      }
    }
  });
});

describe('the back-off', () => {
  const faults = fc.integer({ min: 1, max: 2000 });

  it('is 1, 2, 4 … 30 s, times 0.5 to 1', () => {
    assert.deepEqual(
      [1, 2, 3, 4, 5, 6, 7, 100].map((count) => backOff(count, 0) * 2),
      [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000],
    );
    fc.assert(
      fc.property(faults, random, (faults, random) => {
        const whole = Math.min(1000 * 2 ** (faults - 1), 30_000);
        const pause = backOff(faults, random);
        assert.isAtLeast(pause, whole / 2);
        assert.isAtMost(pause, whole);
      }),
    );
  });
});
