import { assert } from '@open-wc/testing';
import fc from 'fast-check';
import type { JobState } from '../../src/protocol/job-status.js';
import { adaptivePause, backOff } from '../../src/polling/pace.js';

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
  it('is between 0.76 s and 10 s in every case', () => {
    fc.assert(
      fc.property(state, lasted, random, (state, lasted, random) => {
        const pause = adaptivePause(state, lasted, random);
        assert.isAtLeast(pause, 760);
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

  it('has a jitter that only makes it faster, by at most 5 %', () => {
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

  it('is fast right after a change, especially for a printing job', () => {
    for (const each of states) {
      assert.equal(adaptivePause(each, 0, 0), each === 'printing' ? 800 : 1600);
    }
  });

  it('is faster for a printing job than in any other state', () => {
    for (const each of states) {
      if (each === 'printing') continue;
      assert.isBelow(adaptivePause('printing', 60_000, 0), adaptivePause(each, 60_000, 0));
    }
  });
});

describe('the back-off', () => {
  const failures = fc.integer({ min: 1, max: 2000 });

  it('is 1, 2, 4 … 30 s, times 0.5 to 1', () => {
    assert.deepEqual(
      [1, 2, 3, 4, 5, 6, 7, 100].map((count) => backOff(count, 0) * 2),
      [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000],
    );
    fc.assert(
      fc.property(failures, random, (failures, random) => {
        const whole = Math.min(1000 * 2 ** (failures - 1), 30_000);
        const pause = backOff(failures, random);
        assert.isAtLeast(pause, whole / 2);
        assert.isAtMost(pause, whole);
      }),
    );
  });
});
