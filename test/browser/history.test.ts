import { assert } from '@open-wc/testing';
import {
  afterFailure,
  afterHandover,
  afterOutage,
  afterPause,
  afterSending,
  afterStatus,
  type History,
  newHistory,
} from '../../src/polling/history.js';
import { outageAt } from '../../src/polling/outage.js';
import { type JobErrorCode, JobStatusError } from '../../src/protocol/job-status-error.js';
import { type JobStatus, parseJobStatus } from '../../src/protocol/job-status.js';

/** What one poll brings, and the time in seconds at which it ends. It takes no time. */
type Result = number | JobErrorCode;
type Poll = readonly [at: number, result: Result];

const seconds = (count: number): number => count * 1000;

function statusOf(status: number, message = ''): JobStatus {
  return parseJobStatus({ status, message }, 'job');
}

/** A failure as the protocol reports it: final, except for those that may pass. */
function failureOf(code: JobErrorCode): JobStatusError {
  const mayPass = ['unreachable', 'protocol', 'unknown-job', 'blocked'].includes(code);
  return new JobStatusError(code, `It is ${code}.`, { final: !mayPass });
}

/** Polls a job at these times, and reports each outage as soon as it is due. */
function pollAll(polls: readonly Poll[], history = newHistory(0)): History {
  return polls.reduce((before, [at, result]) => {
    const now = seconds(at);
    const sent = afterSending(before, now);
    const end = { sentAt: now, now, random: 0.5 };
    const after =
      typeof result === 'number'
        ? afterStatus(sent, statusOf(result), end)
        : afterFailure(sent, failureOf(result), end);
    const due = outageOf(after);
    return due !== undefined && due <= now ? afterOutage(after) : after;
  }, history);
}

/** From when on an outage is to be reported. */
function outageOf({ error, failures }: History): number | undefined {
  return failures && outageAt(failures, error);
}

describe('the outage that a history adds up to', () => {
  const table: [
    name: string,
    polls: Poll[],
    error: JobErrorCode | undefined,
    next: number | undefined,
  ][] = [
    [
      'is none after two failures',
      [
        [0, 'unreachable'],
        [9, 'unreachable'],
      ],
      undefined,
      undefined,
    ],
    [
      'is reported after the third failure in a row',
      [
        [0, 'unreachable'],
        [1, 'unreachable'],
        [2, 'unreachable'],
      ],
      'unreachable',
      undefined,
    ],
    [
      'waits until 2 s have passed since the first failure',
      [
        [0, 'unreachable'],
        [0.5, 'unreachable'],
        [1, 'unreachable'],
      ],
      undefined,
      seconds(2),
    ],
    [
      'is none if a job status comes in between',
      [
        [0, 'unreachable'],
        [1, 'unreachable'],
        [2, 1],
        [3, 'unreachable'],
        [9, 'unreachable'],
      ],
      undefined,
      undefined,
    ],
    [
      'has the kind of the last failure',
      [
        [0, 'unreachable'],
        [1, 'protocol'],
        [2, 'protocol'],
      ],
      'protocol',
      undefined,
    ],
    [
      'stays the same for two failures of another kind',
      [
        [0, 'unreachable'],
        [1, 'unreachable'],
        [2, 'unreachable'],
        [3, 'protocol'],
        [9, 'protocol'],
      ],
      'unreachable',
      undefined,
    ],
    [
      'changes its kind after three failures in a row of another kind',
      [
        [0, 'unreachable'],
        [1, 'unreachable'],
        [2, 'unreachable'],
        [3, 'protocol'],
        [4, 'protocol'],
        [5, 'protocol'],
      ],
      'protocol',
      undefined,
    ],
    [
      'changes its kind no sooner than 2 s after the first failure of that kind',
      [
        [0, 'unreachable'],
        [1, 'unreachable'],
        [2, 'unreachable'],
        [3, 'protocol'],
        [3.2, 'protocol'],
        [3.4, 'protocol'],
      ],
      'unreachable',
      seconds(5),
    ],
    [
      'does not change while the kinds alternate',
      [
        [0, 'unreachable'],
        [1, 'unreachable'],
        [2, 'unreachable'],
        ...Array.from({ length: 9 }, (_, turn): Poll => [
          3 + turn,
          turn % 2 ? 'unreachable' : 'protocol',
        ]),
      ],
      'unreachable',
      undefined,
    ],
    [
      'ends with a job status',
      [
        [0, 'unreachable'],
        [1, 'unreachable'],
        [2, 'unreachable'],
        [3, 1],
      ],
      undefined,
      undefined,
    ],
    [
      'begins anew after a job status',
      [
        [0, 'unreachable'],
        [1, 'unreachable'],
        [2, 'unreachable'],
        [3, 1],
        [4, 'unreachable'],
        [5, 'unreachable'],
      ],
      undefined,
      undefined,
    ],
    [
      'begins anew after a response that says that the job is unknown',
      [
        [0, 'unreachable'],
        [1, 'unreachable'],
        [2, 'unknown-job'],
        [3, 'unreachable'],
      ],
      undefined,
      undefined,
    ],
    [
      'begins anew when the browser lets requests through again',
      [
        [0, 'blocked'],
        [1, 'unreachable'],
        [2, 'unreachable'],
      ],
      undefined,
      undefined,
    ],
  ];
  for (const [name, polls, error, next] of table) {
    it(name, () => {
      const history = pollAll(polls);
      assert.equal(history.error?.code, error);
      assert.equal(outageOf(history), next);
    });
  }

  it('keeps the last job status, for the error too', () => {
    const history = pollAll([
      [0, 5],
      [1, 'protocol'],
      [2, 'protocol'],
      [3, 'protocol'],
    ]);
    assert.propertyVal(history.jobStatus, 'state', 'printing');
    assert.propertyVal(history.error?.jobStatus, 'state', 'printing');
    assert.isFalse(history.error?.final);
  });
});

describe('a job that the service does not know', () => {
  const table: [name: string, polls: Poll[], isLost: boolean][] = [
    [
      'may turn up within 5 s',
      [
        [0, 'unknown-job'],
        [4.9, 'unknown-job'],
      ],
      false,
    ],
    [
      'is lost if it is unknown after 5 s of polling',
      [
        [0, 'unknown-job'],
        [5, 'unknown-job'],
      ],
      true,
    ],
    [
      'is lost at once if it was known',
      [
        [0, 1],
        [1, 'unknown-job'],
      ],
      true,
    ],
    [
      'counts the 5 s from the first such response',
      [
        [0, 'unreachable'],
        [5, 'unknown-job'],
        [9.9, 'unknown-job'],
      ],
      false,
    ],
    [
      'counts the 5 s also during other failures',
      [
        [0, 'unknown-job'],
        [3, 'unreachable'],
        [5, 'unknown-job'],
      ],
      true,
    ],
  ];
  for (const [name, polls, isLost] of table) {
    it(name, () => {
      const { error } = pollAll(polls);
      assert.equal(error?.code, isLost ? 'unknown-job' : undefined);
      assert.equal(error?.final, isLost ? true : undefined);
    });
  }

  it('does not count a pause as part of the 5 s', () => {
    const before = pollAll([[0, 'unknown-job']]);
    const resumed = afterPause(before, seconds(1), seconds(21));
    assert.isNull(pollAll([[24.9, 'unknown-job']], resumed).error);
    assert.isNotNull(pollAll([[25, 'unknown-job']], resumed).error);
  });

  it('counts the 5 s over many short pauses', () => {
    let history = newHistory(0);
    for (let at = 0; at <= 5; at += 0.5) {
      history = pollAll([[at, 'unknown-job']], history);
      history = afterPause(history, seconds(at + 0.3), seconds(at + 0.3));
    }
    assert.isUndefined(history.unknownSince);
    assert.isTrue(history.isOutdated);
  });

  it('gets its 5 s again after a pause of more than a minute', () => {
    const before = pollAll([[0, 'unknown-job']]);
    const resumed = afterPause(before, seconds(1), seconds(100));
    assert.isNull(pollAll([[100, 'unknown-job']], resumed).error);
  });
});

describe('an error that needs no repetition', () => {
  for (const code of ['unauthorized', 'rejected', 'blocked'] as const) {
    it(`is reported at once: ${code}`, () => {
      assert.equal(pollAll([[0, code]]).error?.code, code);
    });
  }

  it('is final except for a denied permission', () => {
    assert.isTrue(pollAll([[0, 'unauthorized']]).error?.final);
    assert.isFalse(pollAll([[0, 'blocked']]).error?.final);
  });
});

describe('the time since a status has changed', () => {
  const table: [name: string, polls: Poll[], changedAt: number][] = [
    ['begins with the history', [], 0],
    ['begins with the first status', [[3, 1]], 3],
    [
      'goes on while the status stays',
      [
        [3, 1],
        [4, 1],
        [5, 1],
      ],
      3,
    ],
    [
      'goes on during failures',
      [
        [3, 1],
        [4, 'unreachable'],
        [5, 1],
      ],
      3,
    ],
    [
      'begins anew with another status',
      [
        [3, 1],
        [4, 5],
      ],
      4,
    ],
  ];
  for (const [name, polls, changedAt] of table) {
    it(name, () => {
      assert.equal(pollAll(polls).changedAt, seconds(changedAt));
    });
  }

  it('goes on when only the message changes', () => {
    const end = { now: 0, random: 0 };
    const before = afterStatus(newHistory(0), statusOf(5, 'Page 1'), end);
    const after = afterStatus(before, statusOf(5, 'Page 2'), { ...end, now: 9 });
    assert.equal(after.changedAt, 0);
    assert.propertyVal(after.jobStatus, 'message', 'Page 2');
  });
});

describe('a history after a pause', () => {
  const outage: Poll[] = [
    [0, 5],
    [1, 'unreachable'],
    [2, 'unreachable'],
    [3, 'unreachable'],
  ];

  it('goes on with the outage if the pause was short', () => {
    const { error, failures } = afterPause(pollAll(outage), seconds(3), seconds(60));
    assert.equal(error?.code, 'unreachable');
    assert.equal(failures?.all.count, 3);
  });

  it('forgets the outage if the pause was longer than a minute', () => {
    const history = afterPause(pollAll(outage), seconds(3), seconds(64));
    const { changedAt, error, failures, jobStatus } = history;
    assert.isNull(error);
    assert.isUndefined(failures);
    assert.equal(changedAt, seconds(64));
    assert.propertyVal(jobStatus, 'state', 'printing');
  });

  it('does not trust the status of a job that was lost, until there is a response', () => {
    const resumed = afterPause(
      pollAll([
        [0, 5],
        [1, 'unknown-job'],
      ]),
      seconds(1),
      seconds(2),
    );
    assert.isNull(resumed.error);
    assert.isTrue(resumed.isOutdated);
    assert.isTrue(afterPause(resumed, seconds(3), seconds(3)).isOutdated);
    assert.isFalse(pollAll([[3, 5]], resumed).isOutdated);
  });

  it('does not trust a status of more than a minute ago', () => {
    assert.isFalse(afterPause(pollAll([[0, 5]]), seconds(1), seconds(60)).isOutdated);
    assert.isTrue(afterPause(pollAll([[0, 5]]), seconds(1), seconds(61)).isOutdated);
  });
});

describe('a history that another poller continues', () => {
  it('keeps the status and its age', () => {
    const { changedAt, jobStatus } = afterHandover(
      pollAll([
        [0, 5],
        [9, 5],
      ]),
    );
    assert.propertyVal(jobStatus, 'state', 'printing');
    assert.equal(changedAt, 0);
  });

  it('counts failures from the last of them, so that no outage is reported too early', () => {
    const history = pollAll([
      [0, 'unreachable'],
      [0.5, 'unreachable'],
      [1, 'unreachable'],
    ]);
    assert.equal(outageOf(history), seconds(2));
    assert.equal(outageOf(afterHandover(history)), seconds(3));
  });
});

describe('a history', () => {
  it('is never changed, but replaced', () => {
    const freeze = (history: History): History => Object.freeze(history);
    const first = freeze(newHistory(0));
    const sent = freeze(afterSending(first, 1));
    const failed = freeze(
      afterFailure(sent, failureOf('protocol'), { sentAt: 1, now: 2, random: 0 }),
    );
    freeze(afterStatus(failed, statusOf(1), { now: 3, random: 0 }));
    assert.isUndefined(first.polledAt);
    assert.equal(sent.polledAt, 1);
    assert.equal(failed.polledAt, 2);
  });
});
