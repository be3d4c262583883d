import { assert } from '@open-wc/testing';
import fc from 'fast-check';
import { type History, newHistory } from '../../src/polling/history.js';
import {
  type Circumstances,
  type Delay,
  nextPoll,
  type NextPoll,
  type Obstacle,
} from '../../src/polling/next-poll.js';
import { JobStatusError } from '../../src/protocol/job-status-error.js';
import { parseJobStatus } from '../../src/protocol/job-status.js';

const now = 1_000_000;

/** A job that was polled now, and has been printing for a second. */
const polled: History = {
  ...newHistory(now - 1_000),
  jobStatus: parseJobStatus({ status: 5 }, 'job'),
  polledAt: now,
};

const failing: History = {
  ...polled,
  failures: {
    all: { count: 4, since: now - 9_000 },
    sameCode: { count: 4, since: now - 9_000 },
    last: new JobStatusError('unreachable', 'No response.', { final: false }),
  },
};

/** Nothing prevents or delays a poll but the pace. */
const free: Circumstances = {
  now,
  obstacle: undefined,
  heldUntil: undefined,
  slotAt: undefined,
  isOffline: false,
  isHidden: false,
  cameBackAt: undefined,
  resumedAt: undefined,
  isRequested: false,
  intervals: [undefined],
};

/** Milliseconds from now and why, or the obstacle. */
function inShort(next: NextPoll): [number, Delay] | Obstacle {
  return 'obstacle' in next ? next.obstacle : [next.at - now, next.reason];
}

describe('the next poll', () => {
  const table: [
    name: string,
    history: History,
    circumstances: Partial<Circumstances>,
    expected: [number, Delay] | Obstacle,
  ][] = [
    ['is immediate for a job that was never polled', newHistory(now), {}, [0, 'none']],
    [
      'is immediate in a hidden page for such a job',
      newHistory(now),
      { isHidden: true },
      [0, 'none'],
    ],
    ['follows the pace', polled, {}, [800, 'pace']],
    ['follows the interval of an author', polled, { intervals: [5_000] }, [5_000, 'interval']],
    ['follows an interval of 100 ms at least', polled, { intervals: [1] }, [100, 'interval']],
    [
      'follows the shortest of several intervals',
      polled,
      { intervals: [9_000, 300, undefined] },
      [300, 'interval'],
    ],
    [
      'follows the pace if the intervals are longer',
      polled,
      { intervals: [9_000, undefined] },
      [800, 'pace'],
    ],
    ['waits for the limit of the server', polled, { slotAt: now + 900 }, [900, 'limit']],
    ['does not wait for a limit that is over', polled, { slotAt: now + 700 }, [800, 'pace']],
    ['comes a minute later in a hidden page', polled, { isHidden: true }, [60_000, 'hidden']],
    ['comes a minute later without a network', polled, { isOffline: true }, [60_000, 'offline']],
    [
      'is named after the network if the page is hidden too',
      polled,
      { isOffline: true, isHidden: true },
      [60_000, 'offline'],
    ],
    ['backs off after failures', failing, {}, [4_000, 'back-off']],
    [
      'backs off also if the interval is shorter',
      failing,
      { intervals: [200] },
      [4_000, 'back-off'],
    ],
    [
      'keeps an interval that is longer than the back-off',
      failing,
      { intervals: [9_000] },
      [9_000, 'interval'],
    ],
    [
      'comes a minute later in a hidden page after failures',
      failing,
      { isHidden: true },
      [60_000, 'hidden'],
    ],
    [
      'honours a Retry-After more than the pace',
      polled,
      { heldUntil: now + 5_000 },
      [5_000, 'retry-after'],
    ],
    [
      'honours a Retry-After more than a back-off',
      failing,
      { heldUntil: now + 5_000 },
      [5_000, 'retry-after'],
    ],
    [
      'honours a Retry-After more than a hidden page',
      polled,
      { heldUntil: now + 90_000, isHidden: true },
      [90_000, 'retry-after'],
    ],
    [
      'names the stronger of two that last equally long',
      failing,
      { heldUntil: now + 4_000 },
      [4_000, 'retry-after'],
    ],
    ['does not honour a Retry-After that is over', polled, { heldUntil: now - 1 }, [800, 'pace']],
    ['is immediate on request', polled, { isRequested: true }, [0, 'none']],
    ['is immediate on request after failures', failing, { isRequested: true }, [0, 'none']],
    [
      'is immediate on request in a hidden page',
      polled,
      { isRequested: true, isHidden: true },
      [0, 'none'],
    ],
    [
      'waits for a Retry-After also on request',
      polled,
      { isRequested: true, heldUntil: now + 9 },
      [9, 'retry-after'],
    ],
    [
      'waits for the limit also on request',
      polled,
      { isRequested: true, slotAt: now + 9 },
      [9, 'limit'],
    ],
    [
      'comes soon when the page comes back',
      polled,
      { cameBackAt: now, intervals: [9_000] },
      [800, 'interval'],
    ],
    [
      'comes soon when the page comes back after failures',
      failing,
      { cameBackAt: now },
      [800, 'back-off'],
    ],
    [
      'comes soon when the job has a subscriber again',
      polled,
      { resumedAt: now, intervals: [9_000] },
      [800, 'interval'],
    ],
    [
      'comes no sooner if the page came back before the last poll',
      polled,
      { cameBackAt: now - 1, intervals: [9_000] },
      [9_000, 'interval'],
    ],
    [
      'comes no sooner if the page that came back is hidden',
      polled,
      { cameBackAt: now, isHidden: true },
      [60_000, 'hidden'],
    ],
    [
      'is prevented whatever else is due',
      polled,
      { obstacle: 'prerendering', isRequested: true },
      'prerendering',
    ],
    [
      'is prevented by a permission more than by a Retry-After',
      polled,
      { obstacle: 'permission', heldUntil: now + 9 },
      'permission',
    ],
  ];
  for (const [name, history, circumstances, expected] of table) {
    it(name, () => {
      const random = history === failing ? 0 : history.random;
      const next = nextPoll({ ...history, random }, { ...free, ...circumstances });
      assert.deepEqual(inShort(next), expected);
    });
  }

  it('is never earlier than any delay allows', () => {
    const time = fc.integer({ min: now - 10_000, max: now + 400_000 });
    fc.assert(
      fc.property(time, time, fc.boolean(), (heldUntil, slotAt, isHidden) => {
        const next = nextPoll(polled, { ...free, heldUntil, slotAt, isHidden });
        if (!('at' in next)) throw new Error('Nothing prevents the poll.');
        assert.isAtLeast(next.at, Math.max(heldUntil, slotAt, now + (isHidden ? 60_000 : 800)));
      }),
    );
  });
});
