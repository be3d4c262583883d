import { assert } from '@open-wc/testing';
import {
  afterDone,
  afterException,
  afterProgress,
  type ClientPrint,
  confirmsClaim,
  endpointsOf,
  newPrint,
} from '../../src/protocol/client-print.js';

const job = { server: 'http://127.0.0.1:41193', token: '8c72a9871ba64c4ba507b4392c1ce0b9' };

/** A callback of MeadCo's client, or an exception of the function that starts the print. */
type Step = { progress: unknown; text?: unknown } | { done: unknown } | { exception: unknown };

/** The print after some steps, in short: its phase, status and message, and what the client claims. */
function after(...steps: readonly Step[]): string {
  let print: ClientPrint = newPrint;
  for (const step of steps) {
    if ('progress' in step) print = afterProgress(print, step.progress, step.text, () => job);
    else if ('done' in step) print = afterDone(print, step.done);
    else print = afterException(print, step.exception);
  }
  const { claim, jobStatus, phase } = print;
  const shown = jobStatus ? `${jobStatus.name} ${jobStatus.message}`.trim() : 'nothing';
  return `${phase}: ${shown}${claim ? `, claims ${claim.name} ${claim.message}`.trimEnd() : ''}`;
}

const queued = { progress: 1 };
const printing = { progress: 8, text: 'printing: 3' };

const cases: readonly [rule: string, steps: readonly Step[], print: string][] = [
  ['a print is being sent at first', [], 'sending: nothing'],
  ['a status of the service is shown', [queued, printing], 'watching: PrintingPdf printing: 3'],
  ['a numeric string is a status', [{ progress: '1' }], 'watching: Queued'],
  ['what is no status changes nothing', [queued, { progress: 'x' }], 'watching: Queued'],
  ['a message that is no text is left out', [{ progress: 1, text: {} }], 'watching: Queued'],
  ['6 ends a print', [queued, { progress: 6 }, { done: null }], 'ended: Completed'],
  [
    'the end of the client does not contradict that of the service',
    [queued, { progress: 6 }, { done: 'Server error' }],
    'ended: Completed',
  ],
  [
    '100 ends a print, which the client calls an error',
    [queued, { progress: 100 }, { done: 'Server error' }],
    'ended: Collected',
  ],
  [
    '102 ends a print, which the client calls an error',
    [queued, { progress: 102 }, { done: 'Server error' }],
    'ended: CompletedWait',
  ],
  ['101 ends a print', [queued, { progress: 101, text: 'driver' }], 'ended: CodeException driver'],
  ['-2 ends a print', [queued, { progress: -2 }, { done: 'Server error' }], 'ended: Abandoned'],
  [
    'the first status after a refused print is its end',
    [{ progress: -1, text: 'Unauthorized' }, { done: 'Server error' }],
    'ended: ItemError Unauthorized',
  ],
  [
    'a message that is a JSON string is shown without quotes',
    [{ progress: -1, text: '"Job not found"' }],
    'ended: ItemError Job not found',
  ],
  [
    'a message that only looks like a JSON string is shown as it is',
    [{ progress: -1, text: '"A" or "B"' }],
    'ended: ItemError "A" or "B"',
  ],
  [
    'a print without progress is refused by its end',
    [{ done: 'Request to print no content' }],
    'ended: ItemError Request to print no content',
  ],
  ['a print without progress is completed by its end', [{ done: null }], 'ended: Completed'],
  [
    'a later -1 may be a failure of the network',
    [queued, printing, { progress: -1, text: 'Failed to fetch' }, { done: 'Server error' }],
    'given-up: PrintingPdf printing: 3, claims ItemError Failed to fetch',
  ],
  [
    'after a status that the client does not know, it gives up',
    [queued, { progress: 42 }, { done: 'Server error' }],
    'given-up: Unknown',
  ],
  [
    'an error at the end of the client is not the end of the job',
    [queued, { done: 'Server error' }],
    'given-up: Queued',
  ],
  [
    'nothing follows after the client has given up',
    [queued, { progress: -1 }, { progress: 6 }, { done: null }],
    'given-up: Queued, claims ItemError',
  ],
  [
    'that the print of the add-on has started is not its end',
    [{ done: true }, queued],
    'watching: Queued',
  ],
  ['a print that its user has not started is cancelled', [{ done: false }], 'ended: Abandoned'],
  [
    'an exception is the reason of a failed print',
    [{ exception: new Error('Access denied') }],
    'ended: ItemError Access denied',
  ],
  [
    'what is thrown may be a text',
    [{ exception: 'Access denied' }],
    'ended: ItemError Access denied',
  ],
  [
    'the reason of a failed print may be an error',
    [{ done: new Error('No printer') }],
    'ended: ItemError No printer',
  ],
  ['what is thrown may be nothing', [{ exception: undefined }], 'ended: ItemError'],
  [
    'an exception explains that a print has not started',
    [{ done: false }, { exception: new Error('Access denied') }],
    'ended: ItemError Access denied',
  ],
  [
    "an exception does not replace the client's own reason",
    [{ done: 'No content' }, { exception: new Error('x') }],
    'ended: ItemError No content',
  ],
  [
    'an exception does not end a print that the service has',
    [queued, { exception: new Error('x') }],
    'watching: Queued',
  ],
  [
    'an exception does not contradict the end',
    [queued, { progress: 6 }, { exception: new Error('x') }],
    'ended: Completed',
  ],
];

describe("a print of MeadCo's client", () => {
  for (const [rule, steps, print] of cases) {
    it(rule, () => {
      assert.equal(after(...steps), print);
    });
  }

  it('has the job that the client has sent last, which is read once', () => {
    let reads = 0;
    const read = (): typeof job => {
      reads++;
      return job;
    };
    const accepted = afterProgress(newPrint, 1, '', read);
    const later = afterProgress(accepted, 8, '', read);
    assert.deepEqual(later.job, job);
    assert.equal(later.jobStatus?.token, job.token);
    assert.equal(reads, 1);
  });

  it("does not read the client's jobs when it was refused", () => {
    const print = afterProgress(newPrint, -1, '', () => assert.fail('It was read'));
    assert.equal(print.jobStatus?.token, '');
  });
});

describe('after the client has given up', () => {
  const printingBy = (status: number): ClientPrint =>
    afterProgress(newPrint, status, '', () => job);

  it('the endpoint for HTML comes first only if the engine for HTML has printed', () => {
    assert.deepEqual(endpointsOf(printingBy(5)), ['printHtml', 'printPdf']);
    for (const status of [1, 3, 8]) {
      assert.deepEqual(endpointsOf(printingBy(status)), ['printPdf', 'printHtml']);
    }
  });

  it('the service confirms a failed job by not knowing it, or by refusing a licence', () => {
    assert.isTrue(confirmsClaim('unknown-job', ''));
    assert.isTrue(confirmsClaim('rejected', ''));
    assert.isTrue(confirmsClaim('unauthorized', 'a licence'));
    for (const license of ['', null]) assert.isFalse(confirmsClaim('unauthorized', license));
    for (const code of ['timeout', 'blocked', 'address'] as const) {
      assert.isFalse(confirmsClaim(code, 'a licence'));
    }
  });
});
