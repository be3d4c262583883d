import { assert } from '@open-wc/testing';
import { type ScriptxJobStatus, trackPrint } from '../../src/index.js';
import type { OnDone, OnProgress } from '../../src/meadco.js';
import {
  clock,
  newToken,
  page,
  resultOf,
  server,
  service,
  show,
  useDrivenPage,
} from './support/driven-page.js';
import { eventsOf, inShort, type JobEvent, spokenBy, wordsOf } from './support/pages.js';

useDrivenPage();

/** What the client has on the page, for its last job to be found there. */
interface Globals {
  MeadCo?: { ScriptX: { Print: { queue: { jobIdentifier: unknown }[]; serviceUrl: string } } };
}
const globals = globalThis as Globals;

afterEach(() => {
  delete globals.MeadCo;
});

/** A tracked print, whose callbacks the test calls in the client's place. */
interface Print {
  readonly element: ScriptxJobStatus;
  readonly events: JobEvent[];
  readonly finished: Promise<unknown>;
  done: OnDone;
  progress: OnProgress;
}

/** Starts a print that becomes the job with this token. */
async function startPrint(
  token = newToken(),
  [element, events] = show({ token: '' }),
): Promise<Print> {
  const jobs = [{ jobIdentifier: 'another-job' }, { jobIdentifier: token }];
  globals.MeadCo = { ScriptX: { Print: { queue: jobs, serviceUrl: server } } };
  const callbacks: Partial<Print> = {};
  const finished = trackPrint(element, (done, progress) => {
    Object.assign(callbacks, { done, progress });
  });
  await clock.pass(10);
  return { element, events, finished, ...callbacks } as Print;
}

/** The endpoints that were polled. */
function polledApis(): (string | undefined)[] {
  return service.requests.map(({ url }) => /print(?:Pdf|Html)/.exec(url)?.[0]);
}

const notFound = { http: 404 };

describe('a tracked print', () => {
  it('shows from the first moment that the document is being sent', async () => {
    const { element, events } = await startPrint();
    assert.equal(element.state, 'connecting');
    assert.equal(wordsOf(element), 'Sending');
    await clock.pass(11_000);
    assert.equal(wordsOf(element), 'No response yet');
    assert.deepEqual(inShort(events), []);
  });

  it('shows what the client reports, without a request', async () => {
    const { element, events, finished, progress, done } = await startPrint();
    progress(1);
    await clock.pass(1000);
    progress(8, 'printing: 3');
    await clock.pass(60_000);
    assert.equal(wordsOf(element), 'Printing printing: 3');
    progress(6);
    done(null);
    await clock.pass(60_000);
    assert.deepEqual(inShort(events), ['queued', 'printing', 'completed', 'complete']);
    assert.propertyVal(await resultOf(finished), 'state', 'completed');
    assert.isEmpty(service.requests);
  });

  it('shows the first report also in an element with a licence', async () => {
    const badge = show({ token: '', license: 'a licence' });
    const { element, events, progress } = await startPrint(newToken(), badge);
    progress(1);
    await clock.pass(10);
    assert.deepEqual(inShort(events), ['queued']);
    element.remove();
    await clock.pass(10);
    progress(8);
    await clock.pass(10);
    page.append(element);
    await clock.pass(10);
    assert.deepEqual(inShort(events), ['queued', 'printing']);
  });

  it('is announced also if it is completed at once', async () => {
    const { element, progress, done } = await startPrint();
    const announced = await spokenBy(element);
    progress(6);
    done(null);
    await clock.pass(1000);
    assert.deepEqual(announced, ['Print job: Completed']);
  });

  it('returns the promise `finished` of its element', async () => {
    const { element, finished } = await startPrint();
    assert.equal(finished, element.finished);
  });

  it('is failed with the reason if the service refuses it', async () => {
    const { element, events, finished, progress, done } = await startPrint();
    progress(-1, 'Unauthorized - unknown license');
    done('Server error');
    await clock.pass(60_000);
    assert.equal(wordsOf(element), 'Failed Unauthorized - unknown license');
    assert.deepEqual(inShort(events), ['failed', 'failed']);
    assert.propertyVal(await resultOf(finished), 'code', 'failed');
    assert.isEmpty(service.requests);
  });

  it('is failed with the reason if the function throws or rejects, which is reported', async () => {
    const reported: unknown[] = [];
    const { reportError } = globalThis;
    globalThis.reportError = (error) => reported.push(error);
    try {
      const reason = new Error('The printer is unknown');
      for (const print of [
        () => {
          throw reason;
        },
        () => Promise.reject(reason),
      ]) {
        const [element] = show({ token: '' });
        void trackPrint(element, print);
        await clock.pass(10);
        assert.equal(wordsOf(element), 'Failed The printer is unknown');
      }
      assert.deepEqual(reported, [reason, reason]);
    } finally {
      globalThis.reportError = reportError;
    }
  });

  it('is polled as soon as the client gives up, at the address that it has found', async () => {
    const token = newToken();
    const { element, events, progress, done } = await startPrint(token);
    progress(8);
    await clock.pass(1000);
    service.react({ status: 8, message: 'printing: 2' }, 6);
    progress(-1, 'Failed to fetch');
    done('Server error');
    await clock.pass(60_000);
    assert.deepEqual(inShort(events), ['printing', 'printing', 'completed', 'complete']);
    assert.equal(service.requests[0]?.url, `${server}/api/v1/printPdf/status/${token}`);
    assert.isBelow(service.times[0] ?? Infinity, 1100);
    assert.equal(element.state, 'completed');
  });

  it('is reconnecting while neither the client nor the element reaches the service', async () => {
    const { element, events, progress, done } = await startPrint();
    progress(8);
    service.react(new Error('No network'), new Error('No network'), new Error('No network'), 6);
    progress(-1, 'Failed to fetch');
    done('Server error');
    await clock.pass(5000);
    assert.deepEqual(inShort(events).slice(0, 2), ['printing', 'error unreachable']);
    await clock.pass(60_000);
    assert.equal(element.state, 'completed');
  });

  it('is polled after a status that the client takes for an error', async () => {
    const { events, progress, done } = await startPrint();
    progress(1);
    progress(42);
    done('Server error');
    service.react(8, 6);
    await clock.pass(60_000);
    assert.deepEqual(inShort(events), ['unknown', 'printing', 'completed', 'complete']);
  });

  it("is failed with the client's message if neither endpoint knows the job any more", async () => {
    const { element, events, progress, done } = await startPrint();
    progress(1);
    service.react(notFound);
    progress(-1, 'The document is damaged');
    done('Server error');
    await clock.pass(60_000);
    assert.equal(wordsOf(element), 'Failed The document is damaged');
    assert.deepEqual(inShort(events), ['queued', 'failed', 'failed']);
    assert.deepEqual(polledApis(), ['printPdf', 'printHtml']);
  });

  for (const status of [3, 5]) {
    it(`is failed at once if neither endpoint knows a job that had the status ${status}`, async () => {
      const badge = show({ token: '', license: 'a licence' });
      const { element, progress } = await startPrint(newToken(), badge);
      progress(status);
      await clock.pass(1000);
      service.react(notFound);
      progress(-1, 'The document is damaged');
      await clock.pass(1000);
      assert.equal(wordsOf(element), 'Failed The document is damaged');
    });
  }

  it('is polled at the other endpoint if the first does not know the job', async () => {
    const { events, progress } = await startPrint();
    progress(1);
    service.react(notFound, 5, 6);
    progress(-1);
    await clock.pass(60_000);
    assert.deepEqual(inShort(events), ['queued', 'printing', 'completed', 'complete']);
    assert.deepEqual(polledApis(), ['printPdf', 'printHtml', 'printHtml']);
  });

  for (const status of [1, 42]) {
    it(`is polled at the other endpoint also if it has shown the status ${status}`, async () => {
      const { events, progress, done } = await startPrint();
      progress(1);
      await clock.pass(1000);
      service.react(notFound, 6);
      progress(status === 1 ? -1 : status);
      done('Server error');
      await clock.pass(60_000);
      assert.deepEqual(inShort(events).slice(-2), ['completed', 'complete']);
      assert.deepEqual(polledApis(), ['printPdf', 'printHtml']);
    });
  }

  it('is polled as an HTML job first if the engine for HTML has printed', async () => {
    const { progress } = await startPrint();
    progress(5);
    service.react(6);
    progress(-1);
    await clock.pass(60_000);
    assert.deepEqual(polledApis(), ['printHtml']);
  });

  it('is lost, not failed, if the service forgets a job that it knew after the client gave up', async () => {
    const { element, progress } = await startPrint();
    progress(8);
    service.react(8, 8, notFound);
    progress(-1, 'Failed to fetch');
    await clock.pass(60_000);
    assert.equal(element.state, 'lost');
  });

  it('is lost, not failed, if the service refuses an element that has no licence', async () => {
    const { element, progress } = await startPrint();
    progress(8);
    service.react({ http: 401 });
    progress(-1, 'Failed to fetch');
    await clock.pass(60_000);
    assert.equal(element.state, 'lost');
  });

  it('is lost if the client gives up a job that it does not name', async () => {
    const { element, progress } = await startPrint('');
    progress(8);
    await clock.pass(10);
    assert.equal(element.state, 'printing');
    progress(-1, 'Failed to fetch');
    await clock.pass(10);
    assert.equal(element.state, 'lost');
    assert.include(element.error?.message, 'gave up');
  });

  for (const api of ['printPdf', 'printHtml']) {
    it(`lets no other badge of the job poll, which names it as a job of ${api}`, async () => {
      const token = newToken();
      const { progress } = await startPrint(token);
      progress(1);
      await clock.pass(10);
      const [, events] = show({ token, api, license: 'a licence' });
      progress(8);
      await clock.pass(60_000);
      progress(6);
      await clock.pass(10);
      assert.deepEqual(inShort(events).slice(-2), ['completed', 'complete']);
      assert.isEmpty(service.requests);
    });
  }

  it('reports what happened while the element was removed or suspended', async () => {
    const { element, events, progress } = await startPrint();
    progress(1);
    await clock.pass(10);
    element.remove();
    await clock.pass(10);
    progress(8);
    await clock.pass(10);
    assert.deepEqual(inShort(events), ['queued']);
    page.append(element);
    await clock.pass(10);
    element.suspended = true;
    await clock.pass(10);
    progress(6);
    await clock.pass(10);
    assert.deepEqual(inShort(events), ['queued', 'printing']);
    element.suspended = false;
    await clock.pass(10);
    assert.deepEqual(inShort(events), ['queued', 'printing', 'completed', 'complete']);
    assert.isEmpty(service.requests);
  });

  it('shows a refusal that came before the element was added', async () => {
    const [element, events] = show({ token: '' });
    element.remove();
    const { progress } = await startPrint('', [element, events]);
    progress(-1, 'Unauthorized');
    await clock.pass(10);
    page.append(element);
    await clock.pass(10);
    assert.deepEqual(inShort(events), ['failed', 'failed']);
  });

  it('takes the place of the job that the element names, and of an earlier print', async () => {
    const [element, events] = show();
    const finished = element.finished;
    await clock.pass(10);
    const first = await startPrint(newToken(), [element, events]);
    assert.propertyVal(await resultOf(finished), 'name', 'AbortError');
    first.progress(8);
    await clock.pass(10);
    const second = await startPrint(newToken(), [element, events]);
    assert.propertyVal(await resultOf(first.finished), 'name', 'AbortError');
    first.progress(6);
    second.progress(-1, 'No paper');
    await clock.pass(10);
    assert.equal(wordsOf(element), 'Failed No paper');
  });

  it('ends when the element names another job', async () => {
    const { element, finished, progress } = await startPrint();
    progress(8);
    await clock.pass(10);
    service.react(7);
    element.token = newToken();
    await clock.pass(10);
    assert.propertyVal(await resultOf(finished), 'name', 'AbortError');
    assert.equal(element.state, 'paused');
    progress(6);
    await clock.pass(10);
    assert.equal(element.state, 'paused');
  });

  it('is shown once the element is defined', async () => {
    const tag = 'late-job-status';
    const element: HTMLElement = document.createElement(tag);
    page.append(element);
    const events = eventsOf(element);
    const { finished, progress } = await startPrint(newToken(), [
      element as unknown as ScriptxJobStatus,
      events,
    ]);
    progress(1);
    const { ScriptxJobStatus: Class } = await import('../../src/scriptx-job-status.js');
    Class.define(tag);
    await clock.pass(10);
    progress(6);
    await clock.pass(10);
    assert.deepEqual(inShort(events), ['queued', 'completed', 'complete']);
    assert.propertyVal(await resultOf(finished), 'state', 'completed');
  });

  it('prints also if there is no element to show it, and says so', async () => {
    const reported: string[] = [];
    const { reportError } = globalThis;
    globalThis.reportError = (error: Error) => reported.push(error.message);
    try {
      for (const other of [null, document.createElement('p')]) {
        let prints = 0;
        const finished = trackPrint(other as unknown as ScriptxJobStatus, () => prints++);
        assert.instanceOf(await resultOf(finished), TypeError);
        assert.equal(prints, 1);
      }
      assert.deepEqual(
        new Set(reported),
        new Set(['`badge` must be a <scriptx-job-status> element.']),
      );
    } finally {
      globalThis.reportError = reportError;
    }
  });
});
