import { assert } from '@open-wc/testing';
import { type ScriptxJobStatus, trackPrint, watchJob } from '../../src/index.js';
import type { OnDone, OnProgress } from '../../src/meadco.js';
import { FakePermission } from '../support/driven-clock.js';
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
const { reportError } = globalThis;

afterEach(() => {
  delete globals.MeadCo;
  globalThis.reportError = reportError;
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
  serviceUrl = server,
): Promise<Print> {
  const jobs = [{ jobIdentifier: 'another-job' }, { jobIdentifier: token }];
  globals.MeadCo = { ScriptX: { Print: { queue: jobs, serviceUrl } } };
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

/** Makes a property of the client throw. */
function breakClient(name: 'queue' | 'serviceUrl'): void {
  globalThis.reportError = () => undefined;
  Object.defineProperty(Object(globals.MeadCo?.ScriptX.Print), name, {
    get() {
      throw new Error('The client is broken');
    },
  });
}

/** A badge with a licence, whose polls those of others can't replace. */
const licensed = (): ReturnType<typeof show> => show({ token: '', license: 'a licence' });

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
    assert.lengthOf(service.times, 0);
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
    assert.lengthOf(service.times, 0);
  });

  it('is failed with the reason if the function throws or rejects, which is reported', async () => {
    const reported: unknown[] = [];
    globalThis.reportError = (error) => reported.push(error);
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
      assert.lengthOf(service.times, 0);
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
    assert.lengthOf(service.times, 0);
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
    globalThis.reportError = (error: Error) => reported.push(error.message);
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
  });

  it('does not restart what the badge shows after it was replaced', async () => {
    const { element, events, progress } = await startPrint();
    progress(8);
    await clock.pass(10);
    service.react({ http: 410 });
    element.token = newToken();
    await clock.pass(1000);
    const { finished } = element;
    progress(-1, 'Failed to fetch');
    await clock.pass(10_000);
    assert.deepEqual(inShort(events), ['printing', 'error unknown-job']);
    assert.equal(element.finished, finished);
    assert.lengthOf(service.times, 1);
  });

  it('does not end the back-off of the job that has replaced it', async () => {
    const { element, progress } = await startPrint();
    progress(8);
    await clock.pass(10);
    service.react(new Error('No network'));
    element.token = newToken();
    await clock.pass(60_000);
    const polls = service.times.length;
    progress(-1, 'Failed to fetch');
    await clock.pass(10);
    assert.lengthOf(service.times, polls);
  });

  it('shows the last status with a licence also if the element was suspended when the client gave up', async () => {
    const { element, progress } = await startPrint(newToken(), licensed());
    progress(1);
    await clock.pass(10);
    element.suspended = true;
    await clock.pass(10);
    progress(8);
    await clock.pass(10);
    service.react(new Error('No network'));
    progress(-1, 'Failed to fetch');
    await clock.pass(10);
    element.suspended = false;
    await clock.pass(5000);
    assert.equal(element.jobStatus?.state, 'printing');
  });

  it('is failed at once with a licence if neither endpoint knows a job that the client had seen', async () => {
    const { element, progress } = await startPrint(newToken(), licensed());
    progress(1);
    await clock.pass(1000);
    service.react(notFound);
    progress(-1, 'The document is damaged');
    await clock.pass(2000);
    assert.equal(wordsOf(element), 'Failed The document is damaged');
  });

  for (const license of ['', 'a licence']) {
    it(`polls at once, and shows no old status, when it is watched again much later (licence: "${license}")`, async () => {
      const token = newToken();
      const { element, progress } = await startPrint(token);
      progress(8);
      await clock.pass(10);
      element.remove();
      await clock.pass(10);
      progress(-1, 'Failed to fetch');
      await clock.pass(600_000);
      service.react('hang');
      const [later, events] = show({ token, license });
      await clock.pass(10);
      assert.deepEqual(inShort(events), []);
      assert.equal(later.state, 'connecting');
      assert.lengthOf(service.times, 1);
    });
  }

  it('is lost, not failed, if another badge has polled the job after the client gave up', async () => {
    const token = newToken();
    const { element, progress } = await startPrint(token);
    progress(8);
    await clock.pass(10);
    const [other] = show({ token });
    element.suspended = true;
    await clock.pass(10);
    service.react(8);
    progress(-1, 'Failed to fetch');
    await clock.pass(5000);
    service.react(notFound);
    element.suspended = false;
    await clock.pass(60_000);
    assert.equal(other.state, 'lost');
    assert.equal(element.state, 'lost');
  });

  for (const name of ['queue', 'serviceUrl'] as const) {
    it(`shows what the client reports also if its \`${name}\` throws`, async () => {
      const { element, events, progress } = await startPrint();
      breakClient(name);
      for (const status of [1, 8, 6]) {
        progress(status);
        await clock.pass(10);
      }
      assert.equal(element.state, 'completed');
      assert.deepEqual(inShort(events), ['queued', 'printing', 'completed', 'complete']);
    });
  }

  it('is not failed when a client whose `serviceUrl` throws gives up', async () => {
    const { element, progress, done } = await startPrint();
    breakClient('serviceUrl');
    progress(1);
    await clock.pass(10);
    progress(-1, 'Failed to fetch');
    done('Server error');
    await clock.pass(10);
    assert.equal(element.state, 'lost');
  });

  it('takes the job at the first report, also if that is nonsense', async () => {
    const token = newToken();
    const { progress } = await startPrint(token);
    progress('Sending');
    globals.MeadCo?.ScriptX.Print.queue.push({ jobIdentifier: 'job of another print' });
    progress(8);
    progress(-1, 'Failed to fetch');
    await clock.pass(10);
    assert.include(service.requests[0]?.url, token);
  });

  for (const serviceUrl of ['', 'http://user:password@127.0.0.1:41191']) {
    it(`shows what the client reports also if its \`serviceUrl\` is "${serviceUrl}"`, async () => {
      const { events, progress } = await startPrint(newToken(), show({ token: '' }), serviceUrl);
      for (const status of [1, 8, 6]) {
        progress(status);
        await clock.pass(10);
      }
      assert.deepEqual(inShort(events), ['queued', 'printing', 'completed', 'complete']);
    });
  }

  for (const license of ['', 'a licence']) {
    it(`does not give up before the first poll (licence: "${license}")`, async () => {
      const badge = show({ token: '', timeout: '60000', license });
      const { element, events, progress } = await startPrint(newToken(), badge);
      for (let second = 0; second < 100; second++) {
        progress(8);
        await clock.pass(1000);
      }
      progress(6);
      await clock.pass(10);
      assert.deepEqual(inShort(events), ['printing', 'completed', 'complete']);
      assert.equal(element.state, 'completed');
    });

    it(`gives up \`timeout\` after the first poll that follows the client (licence: "${license}")`, async () => {
      const badge = show({ token: '', timeout: '60000', license });
      const { element, progress } = await startPrint(newToken(), badge);
      for (let second = 0; second < 50; second++) {
        progress(8);
        await clock.pass(1000);
      }
      service.react(8);
      progress(-1);
      await clock.pass(55_000);
      assert.equal(element.state, 'printing');
      await clock.pass(10_000);
      assert.equal(element.error?.code, 'timeout');
    });

    it(`does not let \`watchJob()\` give up before its first poll (licence: "${license}")`, async () => {
      const token = newToken();
      const { progress } = await startPrint(token);
      progress(8);
      await clock.pass(10);
      const seen: string[] = [];
      void (async () => {
        const options = { server, token, license, timeout: 60_000 };
        try {
          for await (const { state } of watchJob(options)) seen.push(state);
        } catch (error) {
          seen.push((error as { code: string }).code);
        }
      })();
      for (let second = 0; second < 100; second++) {
        progress(8);
        await clock.pass(1000);
      }
      progress(6);
      await clock.pass(10);
      assert.deepEqual(seen, ['printing', 'completed']);
    });
  }

  it('is not awaiting permission because another job of the service is', async () => {
    const local = 'http://127.0.0.1:41191';
    clock.permissions.set('loopback-network', new FakePermission('prompt'));
    const { element, progress } = await startPrint(newToken(), show({ token: '' }), local);
    const announced = await spokenBy(element);
    progress(8);
    await clock.pass(1000);
    service.react('hang');
    show({ server: local, announce: 'off' });
    const states: string[] = [];
    for (let second = 0; second < 5; second++) {
      progress(8);
      await clock.pass(500);
      states.push(element.state);
      await clock.pass(500);
    }
    assert.deepEqual(states, Array(5).fill('printing'));
    assert.deepEqual(announced, ['Print job: Printing']);
  });

  it('is not reconnecting because another job of the service is', async () => {
    const local = 'http://127.0.0.2:41191';
    clock.permissions.set('loopback-network', new FakePermission('prompt'));
    const { events, progress } = await startPrint(newToken(), show({ token: '' }), local);
    progress(8);
    await clock.pass(10);
    service.react(new Error('No network'));
    show({ server: local });
    await clock.pass(20_000);
    assert.deepEqual(inShort(events), ['printing']);
  });

  it('announces no state again when its row is rendered again with the token', async () => {
    const token = newToken();
    const { element, progress } = await startPrint(token);
    const announced = await spokenBy(element);
    progress(8);
    await clock.pass(1000);
    element.remove();
    const [again] = show({ token });
    await spokenBy(again, announced);
    await clock.pass(2000);
    assert.deepEqual(announced, ['Print job: Printing']);
  });

  it('announces each state once beside an ordinary badge of the job', async () => {
    const token = newToken();
    const { element, progress } = await startPrint(token);
    progress(1);
    await clock.pass(10);
    const [other] = show({ token });
    await clock.pass(1000);
    const announced = await spokenBy(other, await spokenBy(element));
    progress(8);
    await clock.pass(1000);
    assert.deepEqual(announced, ['Print job: Printing']);
  });

  it("does not end when the client's script tag is added after it began", async () => {
    const [element, events] = show();
    element.removeAttribute('server');
    await clock.pass(10);
    const { progress, finished } = await startPrint(newToken(), [element, events]);
    const script = document.createElement('script');
    script.type = 'text/plain';
    script.dataset.meadcoServer = server;
    document.head.append(script);
    try {
      progress(8);
      await clock.pass(10);
      assert.equal(await resultOf(finished), 'pending');
      assert.deepEqual(inShort(events), ['printing']);
    } finally {
      script.remove();
    }
  });

  it('is not failed by an exception after it was completed', async () => {
    globalThis.reportError = () => undefined;
    const [element, events] = show({ token: '' });
    void trackPrint(element, async (done) => {
      done(null);
      await Promise.resolve();
      throw new Error('A fault of the page');
    });
    await clock.pass(10);
    assert.deepEqual(inShort(events), ['completed', 'complete']);
  });

  it('leaves no timer when its badge is removed', async () => {
    const { element } = await startPrint();
    await clock.pass(1000);
    element.label = 'Invoice';
    element.remove();
    await clock.pass(10);
    assert.equal(clock.timers, 0);
  });

  it('ends when `server` changes, also without a token', async () => {
    const { element, finished, progress } = await startPrint();
    progress(8);
    await clock.pass(10);
    element.server = 'https://elsewhere.example';
    await clock.pass(10);
    assert.propertyVal(await resultOf(finished), 'name', 'AbortError');
  });

  it('is shown if the element comes from a document without the tag, and is added here', async () => {
    const frame = document.createElement('iframe');
    page.append(frame);
    const other = frame.contentDocument ?? document;
    const element = other.createElement('scriptx-job-status');
    const print = startPrint(newToken(), [element, []]);
    page.append(element);
    const { finished, progress } = await print;
    progress(8);
    await clock.pass(10);
    assert.equal(await resultOf(finished), 'pending');
    assert.equal(element.state, 'printing');
  });
});
