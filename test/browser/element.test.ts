import { assert, expect, fixtureSync, html, oneEvent, waitUntil } from '@open-wc/testing';
import {
  JobCompleteEvent,
  JobErrorEvent,
  JobFailedEvent,
  JobStatusChangeEvent,
  JobStatusError,
  ScriptxJobStatus,
  watchJob,
} from '../../src/index.js';
import {
  badge,
  detailOf,
  eventsOf,
  inShort,
  partOf,
  passing,
  regionOf,
  shownBadge,
  spokenBy,
  wordsOf,
} from './support/pages.js';
import { simulator } from './support/services.js';
import {
  changeJob,
  demoLicense,
  forgetJob,
  pollsOf,
  requestsOf,
  simulateJob,
} from './support/simulator.js';

/** A job that has the next of these statuses with each request. */
function stepping(...statuses: number[]) {
  return simulateJob({ steps: statuses.map((status) => ({ status, asks: 1 })) });
}

describe('the element', () => {
  it('follows a job from the queue to its end', async () => {
    const token = await stepping(1, 2, 3, 4, 8, 6);
    const element = badge({ token });
    const events = eventsOf(element);
    fixtureSync(html`<div>${element}</div>`);
    const jobStatus = await element.finished;
    assert.deepEqual(inShort(events), [
      'queued',
      'starting',
      'downloading',
      'downloaded',
      'printing',
      'completed',
      'complete',
    ]);
    assert.deepEqual(
      events.slice(0, 6).map((event) => detailOf(event).previous),
      [null, 'queued', 'starting', 'downloading', 'downloaded', 'printing'],
    );
    const { previous, ...reported } = detailOf(events[5]);
    assert.equal(previous, 'printing');
    assert.deepEqual(reported, jobStatus);
    assert.instanceOf(events[6], JobCompleteEvent);
    assert.equal(events[6].detail, detailOf(events[5]));
    assert.equal(element.jobStatus, jobStatus);
    assert.equal(element.state, 'completed');
    assert.isNull(element.error);
    assert.equal(wordsOf(element), 'Completed');
    assert.equal(await pollsOf(token), 6);
  });

  it('reports a failed job with its message', async () => {
    const token = await simulateJob({ steps: [{ status: -1, message: 'The PDF is broken' }] });
    const element = badge({ token });
    const events = eventsOf(element);
    fixtureSync(html`<div>${element}</div>`);
    const error = await element.finished.catch((reason: unknown) => reason);
    assert.instanceOf(error, JobStatusError);
    assert.equal(error.code, 'failed');
    assert.deepEqual(inShort(events), ['failed', 'failed']);
    assert.instanceOf(events[1], JobFailedEvent);
    assert.equal(wordsOf(element), 'Failed The PDF is broken');
  });

  it('reports a cancelled job', async () => {
    const element = shownBadge({ token: await stepping(-2) });
    const events = eventsOf(element);
    await oneEvent(element, 'job-failed');
    assert.deepEqual(inShort(events), ['abandoned', 'failed']);
    assert.equal(wordsOf(element), 'Cancelled');
  });

  it('fires events that bubble out of shadow roots and cannot be cancelled', async () => {
    const host = fixtureSync(html`<div></div>`);
    host.attachShadow({ mode: 'open' }).append(badge({ token: await stepping(6) }));
    const event = await oneEvent<JobStatusChangeEvent>(document, 'job-status-change');
    assert.instanceOf(event, JobStatusChangeEvent);
    assert.isTrue(event.bubbles && event.composed);
    assert.isFalse(event.cancelable);
    assert.isFrozen(event.detail);
  });

  it('renders a change before it fires the event', async () => {
    const element = shownBadge({ token: await stepping(7) });
    let shown = '';
    element.addEventListener('job-status-change', () => {
      shown = wordsOf(element);
    });
    await oneEvent(element, 'job-status-change');
    assert.equal(shown, 'Paused');
  });

  it('exposes its state as custom states', async () => {
    const steps = [{ status: 1, asks: 1 }, { status: 6 }];
    const token = await simulateJob({ steps, answers: [{ delay: 300 }] });
    const element = shownBadge({ token, interval: '300' });
    const matches = (...states: string[]) =>
      states.every((state) => element.matches(`:state(${state})`));
    await waitUntil(() => element.state === 'connecting');
    await element.updateComplete;
    assert.isTrue(matches('connecting', 'waiting', 'busy'));
    await oneEvent(element, 'job-status-change');
    assert.isTrue(matches('queued', 'waiting', 'busy'));
    assert.isFalse(matches('connecting'));
    await oneEvent(element, 'job-complete');
    assert.isTrue(matches('completed', 'final'));
    assert.isFalse(matches('busy'));
    assert.isFalse(matches('waiting'));
  });

  it('is idle and shows nothing while it has no job', async () => {
    const element = shownBadge();
    await passing(50);
    assert.equal(element.state, 'idle');
    assert.equal(wordsOf(element), '');
    assert.isFalse(partOf(element, '[part=badge]').checkVisibility());
    assert.isTrue(element.matches(':state(idle)'));
  });

  it('polls once for all that is set in one task', async () => {
    const [first, second] = [await stepping(1), await stepping(1)];
    const element = shownBadge({ interval: '10000' });
    element.token = first;
    element.setAttribute('api', 'printHtml');
    await Promise.resolve();
    element.removeAttribute('api');
    element.token = second;
    await oneEvent(element, 'job-status-change');
    assert.equal(await pollsOf(first), 0);
    assert.equal(await pollsOf(second), 1);
  });

  it('fires no event before the current task has ended', async () => {
    const element = shownBadge({ token: 'x', server: 'nowhere' });
    const error = await oneEvent<JobErrorEvent>(element, 'job-error');
    assert.equal(error.detail.code, 'address');
    assert.equal(element.state, 'lost');
  });

  it('ignores a response about the previous job', async () => {
    const slow = await simulateJob({ steps: [{ status: 6 }], answers: [{ delay: 1000 }] });
    const next = await stepping(7);
    const element = shownBadge({ token: slow });
    const events = eventsOf(element);
    await waitUntil(async () => (await pollsOf(slow)) === 1);
    element.token = next;
    await passing(1200);
    assert.deepEqual(inShort(events), ['paused']);
  });

  it('fires no event and sends no request after it was removed', async () => {
    const token = await simulateJob({ steps: [{ status: 1 }], answers: [{ delay: 300 }] });
    const element = shownBadge({ token });
    const events = eventsOf(element);
    await waitUntil(async () => (await pollsOf(token)) === 1);
    element.remove();
    await passing(600);
    assert.isEmpty(inShort(events));
    assert.equal(await pollsOf(token), 1);
  });

  it('continues without another request when it is moved', async () => {
    const token = await simulateJob({ steps: [{ status: 1 }], answers: [{ delay: 200 }] });
    const element = shownBadge({ token, interval: '10000' });
    const events = eventsOf(element);
    await waitUntil(async () => (await pollsOf(token)) === 1);
    const elsewhere = fixtureSync(html`<section></section>`);
    elsewhere.append(element);
    await oneEvent(element, 'job-status-change');
    assert.equal(await pollsOf(token), 1);
    elsewhere.prepend(element);
    await passing(100);
    assert.deepEqual(inShort(events), ['queued']);
    assert.equal(await pollsOf(token), 1);
  });

  it('polls again when it is reattached, without repeating events', async () => {
    const token = await simulateJob({ steps: [{ status: 1 }] });
    const element = shownBadge({ token, interval: '10000' });
    const events = eventsOf(element);
    await oneEvent(element, 'job-status-change');
    const parent = element.parentElement;
    element.remove();
    await passing(50);
    assert.equal(element.state, 'queued');
    parent?.append(element);
    await waitUntil(async () => (await pollsOf(token)) === 2);
    await passing(50);
    assert.deepEqual(inShort(events), ['queued']);
    await changeJob(token, [{ status: 6 }]);
    element.refresh();
    await oneEvent(element, 'job-complete');
    assert.deepEqual(inShort(events), ['queued', 'completed', 'complete']);
  });

  it('fires no further event when a listener removes it, and the remaining one when it is back', async () => {
    const element = shownBadge({ token: await stepping(6) });
    const events = eventsOf(element);
    const parent = element.parentElement;
    element.addEventListener('job-status-change', () => {
      element.remove();
    });
    await oneEvent(element, 'job-status-change');
    await passing(50);
    assert.deepEqual(inShort(events), ['completed']);
    parent?.append(element);
    await oneEvent(element, 'job-complete');
    assert.deepEqual(inShort(events), ['completed', 'complete']);
  });

  it('neither polls nor fires events while it is suspended', async () => {
    const token = await simulateJob({ steps: [{ status: 1 }] });
    const element = shownBadge({ token });
    const events = eventsOf(element);
    await oneEvent(element, 'job-status-change');
    element.suspended = true;
    await passing(50);
    const polls = await pollsOf(token);
    await changeJob(token, [{ status: 6 }]);
    await passing(300);
    assert.equal(await pollsOf(token), polls);
    assert.equal(element.state, 'queued');
    element.suspended = false;
    await oneEvent(element, 'job-complete');
    assert.deepEqual(inShort(events), ['queued', 'completed', 'complete']);
  });

  it('does not start if it is suspended from the beginning', async () => {
    const token = await stepping(6);
    const element = shownBadge({ token, suspended: true });
    await passing(100);
    assert.equal(element.state, 'idle');
    assert.equal(await pollsOf(token), 0);
  });

  it('sends the licence in a header, and does not reflect it to an attribute', async () => {
    const token = await simulateJob({ license: demoLicense, steps: [{ status: 6 }] });
    const element = shownBadge({ token });
    element.license = demoLicense;
    await oneEvent(element, 'job-complete');
    const get = (await requestsOf(token)).find(({ method }) => method === 'GET');
    assert.equal(get?.headers.authorization, `Basic ${btoa(`${demoLicense}:`)}`);
    assert.notInclude(element.outerHTML, demoLicense);
    assert.isFalse(element.hasAttribute('license'));
  });

  it('polls without a preflight if there is no licence', async () => {
    const token = await stepping(6);
    await shownBadge({ token }).finished;
    const requests = await requestsOf(token);
    assert.deepEqual(
      requests.map(({ method }) => method),
      ['GET'],
    );
    assert.equal(requests[0]?.headers.accept, 'application/json');
    assert.notProperty(requests[0]?.headers ?? {}, 'content-type');
  });

  it('is lost with a wrong licence, and starts again with the right one', async () => {
    const token = await simulateJob({ license: demoLicense, steps: [{ status: 6 }] });
    const element = shownBadge({ token, license: 'wrong' });
    const events = eventsOf(element);
    const finished = element.finished;
    await oneEvent(element, 'job-error');
    assert.equal(element.error?.code, 'unauthorized');
    assert.equal(element.state, 'lost');
    const reason = await finished.catch((error: unknown) => error);
    assert.equal(reason, element.error);
    element.license = demoLicense;
    await oneEvent(element, 'job-complete');
    assert.deepEqual(inShort(events), ['error unauthorized', 'completed', 'complete']);
    assert.isNull(element.error);
    assert.notEqual(element.finished, finished);
  });

  it('starts again after a final error when it is refreshed', async () => {
    const token = await simulateJob({ steps: [{ status: 6 }], answers: [{ http: 410 }] });
    const element = shownBadge({ token });
    const events = eventsOf(element);
    await oneEvent(element, 'job-error');
    assert.include(wordsOf(element), 'Status unavailable');
    element.refresh();
    await oneEvent(element, 'job-complete');
    assert.deepEqual(inShort(events), ['error unknown-job', 'completed', 'complete']);
    element.refresh();
    await passing(50);
    assert.equal(await pollsOf(token), 2);
  });

  it('polls immediately when it is refreshed', async () => {
    const token = await stepping(1, 6);
    const element = shownBadge({ token, interval: '60000' });
    await oneEvent(element, 'job-status-change');
    element.refresh();
    await oneEvent(element, 'job-complete');
  });

  it('reconnects by itself after an outage, and reports and announces each change once', async () => {
    const token = await simulateJob({
      steps: [{ status: 8, message: 'Page 1' }],
      answers: [null, { http: 503 }, { http: 429 }, { http: 500 }],
    });
    const element = shownBadge({ token });
    const events = eventsOf(element);
    const announced = await spokenBy(element);
    const { error } = await oneEvent<JobErrorEvent>(element, 'job-error');
    assert.instanceOf(error, JobStatusError);
    assert.instanceOf(events[1], JobErrorEvent);
    assert.deepEqual(inShort(events), ['printing', 'error unreachable']);
    assert.equal(element.state, 'reconnecting');
    assert.equal(element.jobStatus?.state, 'printing');
    assert.equal(error.jobStatus, element.jobStatus);
    assert.equal(wordsOf(element), 'Reconnecting Last known status: Printing. Trying again.');
    await waitUntil(() => element.state === 'printing', undefined, { timeout: 8000 });
    await element.updateComplete;
    assert.isNull(element.error);
    assert.deepEqual(inShort(events), ['printing', 'error unreachable']);
    assert.deepEqual(announced, [
      'Print job: Printing',
      'Print job: Reconnecting',
      'Print job: Printing',
    ]);
  });

  it('rejects and replaces its promise when the job changes', async () => {
    const element = shownBadge({ token: await simulateJob({ steps: [{ status: 1 }] }) });
    await oneEvent(element, 'job-status-change');
    const before = element.finished;
    element.token = await stepping(6);
    const after = element.finished;
    assert.notEqual(after, before);
    const reason = await before.catch((error: unknown) => error);
    assert.equal((reason as DOMException).name, 'AbortError');
    assert.equal((await after).state, 'completed');
  });

  it('has the promise of a job before it is on the page', async () => {
    const element = badge({ token: await stepping(6) });
    const { finished } = element;
    fixtureSync(html`<div>${element}</div>`);
    assert.equal((await finished).state, 'completed');
  });

  it('sends requests with its `fetch` function, called without `this`', async () => {
    const token = await stepping(6);
    const element = badge({ token });
    const calls: unknown[] = [];
    element.fetch = function (this: unknown, url, init) {
      calls.push(this, url, init.method);
      return fetch(url, init);
    };
    fixtureSync(html`<div>${element}</div>`);
    await element.finished;
    assert.deepEqual(calls, [undefined, `${simulator}/api/v1/printPdf/status/${token}`, 'GET']);
  });

  it('changes its `fetch` function without another request', async () => {
    const token = await simulateJob({ steps: [{ status: 1 }] });
    const element = shownBadge({ token, interval: '1500' });
    await oneEvent(element, 'job-status-change');
    let calls = 0;
    element.fetch = (url, init) => {
      calls++;
      return fetch(url, init);
    };
    await passing(100);
    assert.equal(await pollsOf(token), 1);
    await waitUntil(() => calls === 1, 'polls with the new function', { timeout: 5000 });
    assert.equal(await pollsOf(token), 2);
  });

  it('uses the service and licence of the page if it has none', async () => {
    const token = await simulateJob({ license: demoLicense, steps: [{ status: 6 }] });
    fixtureSync(html`
      <script
        type="text/plain"
        data-meadco-server=${simulator}
        data-meadco-license=${demoLicense}
      ></script>
      <script
        type="text/plain"
        data-meadco-server="http://other.example"
        data-meadco-license="x"
      ></script>
    `);
    const element = document.createElement('scriptx-job-status');
    element.token = token;
    fixtureSync(html`<div>${element}</div>`);
    assert.equal((await element.finished).state, 'completed');
  });

  it('prefers the subscription of the page, and uses nothing from it if an attribute is empty', async () => {
    const token = await simulateJob({ license: demoLicense, steps: [{ status: 6 }] });
    fixtureSync(html`
      <script
        type="text/plain"
        data-meadco-server=${simulator}
        data-meadco-subscription=${demoLicense}
        data-meadco-license="wrong"
      ></script>
    `);
    const element = document.createElement('scriptx-job-status');
    element.setAttribute('server', '');
    element.token = token;
    fixtureSync(html`<div>${element}</div>`);
    await passing(50);
    assert.equal(element.state, 'idle');
    element.removeAttribute('server');
    element.setAttribute('license', '');
    await oneEvent(element, 'job-error');
    assert.equal(element.error?.code, 'unauthorized');
    element.removeAttribute('license');
    await oneEvent(element, 'job-complete');
  });

  it('treats invalid values as unset, and never throws', async () => {
    const token = await simulateJob({ steps: [{ status: 1 }] });
    const element = shownBadge({ token, interval: 'soon', timeout: '-5', api: 'printAll' });
    await oneEvent(element, 'job-status-change');
    assert.isUndefined(element.interval);
    assert.isUndefined(element.timeout);
    assert.equal(element.api, 'printPdf');
    const anything = element as unknown as Record<string, unknown>;
    const attributes = ['server', 'token', 'license', 'api', 'interval', 'timeout', 'label'];
    for (const name of attributes) {
      for (const value of [null, undefined, {}, [], NaN, Symbol('no'), () => 1])
        anything[name] = value;
    }
    for (const value of [null, undefined, 7]) {
      anything.texts = value;
      await element.updateComplete;
    }
    await passing(20);
    assert.equal(element.state, 'idle');
  });

  it('shows a message of the service as plain text', async () => {
    const message = '<img src=x onerror="alert(1)">\u202e&amp;';
    const element = shownBadge({ token: await simulateJob({ steps: [{ status: 7, message }] }) });
    await oneEvent(element, 'job-status-change');
    assert.equal(wordsOf(element), 'Paused <img src=x onerror="alert(1)">&amp;');
    assert.isNull(element.shadowRoot?.querySelector('img'));
  });

  it('shows custom texts', async () => {
    const element = badge({ token: await stepping(7) });
    element.texts = { paused: 'Out of paper?' };
    fixtureSync(html`<div>${element}</div>`);
    await oneEvent(element, 'job-status-change');
    assert.equal(wordsOf(element), 'Out of paper?');
  });

  it('stops polling after its timeout', async () => {
    const element = shownBadge({
      token: await simulateJob({ steps: [{ status: 1 }] }),
      timeout: '250',
    });
    await oneEvent(element, 'job-error');
    assert.equal(element.error?.code, 'timeout');
    assert.equal(element.state, 'lost');
    assert.equal(element.jobStatus?.state, 'queued');
  });
});

describe('the badges of a page', () => {
  it('share their requests for one job with watchJob()', async () => {
    const token = await stepping(1, 2, 8, 6);
    const first = badge({ token });
    const second = badge({ token });
    const eventsOfBoth = [eventsOf(first), eventsOf(second)];
    fixtureSync(html`<div>${first}${second}</div>`);
    const yielded: string[] = [];
    for await (const { state } of watchJob({ server: simulator, token, interval: 100 })) {
      yielded.push(state);
    }
    await Promise.all([first.finished, second.finished]);
    assert.deepEqual(yielded, ['queued', 'starting', 'printing', 'completed']);
    for (const events of eventsOfBoth) assert.deepEqual(inShort(events), [...yielded, 'complete']);
    assert.equal(await pollsOf(token), 4);
  });

  it('remember the end of a job that the service has forgotten', async () => {
    const token = await stepping(6);
    await shownBadge({ token }).finished;
    await forgetJob(token);
    const late = shownBadge({ token });
    const events = eventsOf(late);
    assert.equal((await late.finished).state, 'completed');
    assert.deepEqual(inShort(events), ['completed', 'complete']);
    assert.equal(await pollsOf(token), 1);
  });

  it('share one response about a PrintHtml job, which the service forgets immediately', async () => {
    const token = await simulateJob({
      api: 'printHtml',
      steps: [{ status: 1, asks: 1 }, { status: 6 }],
    });
    const both = [badge({ token, api: 'printHtml' }), badge({ token, api: 'printHtml' })];
    fixtureSync(html`<div>${both}</div>`);
    await Promise.all(both.map(({ finished }) => finished));
    await shownBadge({ token, api: 'printHtml' }).finished;
  });
});

describe('what a screen reader gets', () => {
  it('is each change of state once, in a live region that existed before', async () => {
    const token = await simulateJob({
      steps: [
        { status: 1, asks: 1 },
        { status: 8, message: 'Page 1', asks: 1 },
        { status: 8, message: 'Page 2', asks: 1 },
        { status: 7, message: 'Out of paper', asks: 1 },
        { status: 6 },
      ],
    });
    const element = shownBadge({ token, label: 'Invoice 42', interval: '600' });
    await element.updateComplete;
    assert.equal(regionOf(element).textContent, '');
    const announced = await spokenBy(element);
    await element.finished;
    await passing(600);
    assert.deepEqual(announced, [
      'Invoice 42: Queued',
      'Invoice 42: Printing',
      'Invoice 42: Paused Out of paper',
      'Invoice 42: Completed',
    ]);
  });

  it('includes the first state if the badge was added to a loaded page', async () => {
    const element = shownBadge({ token: await stepping(6) });
    const announced = await spokenBy(element);
    await element.finished;
    assert.deepEqual(announced, ['Print job: Completed']);
  });

  it('excludes an end that was known before', async () => {
    const token = await stepping(6);
    await shownBadge({ token }).finished;
    const element = shownBadge({ token });
    const announced = await spokenBy(element);
    await element.finished;
    await passing(50);
    assert.isEmpty(announced);
  });

  it('includes the label as the name of the badge and its progress bar', async () => {
    const element = shownBadge({
      token: await simulateJob({ steps: [{ status: 8 }] }),
      label: 'Invoice 42',
    });
    await oneEvent(element, 'job-status-change');
    for (const selector of ['[part=badge]', '[role=progressbar]']) {
      assert.equal(partOf(element, selector).getAttribute('aria-label'), 'Invoice 42');
    }
  });

  it('is accessible', async () => {
    const element = shownBadge({
      token: await simulateJob({ steps: [{ status: 8, message: 'Why' }] }),
    });
    await oneEvent(element, 'job-status-change');
    await expect(element).to.be.accessible();
  });
});

describe('the tag', () => {
  it('is defined by the package, and can be defined again', () => {
    assert.equal(customElements.get('scriptx-job-status'), ScriptxJobStatus);
    ScriptxJobStatus.define();
  });

  it('can be another one, with a subclass', () => {
    ScriptxJobStatus.define('print-state');
    ScriptxJobStatus.define('print-state');
    const element = document.createElement('print-state');
    assert.instanceOf(element, ScriptxJobStatus);
  });

  it('is not redefined if another class has it, and a warning is logged', () => {
    customElements.define('taken-tag', class extends HTMLElement {});
    const { warn } = console;
    const warnings: unknown[] = [];
    console.warn = (...args: unknown[]) => warnings.push(args);
    ScriptxJobStatus.define('taken-tag');
    console.warn = warn;
    assert.lengthOf(warnings, 1);
    assert.include(String(warnings[0]), 'taken-tag');
  });
});

describe('an event class', () => {
  it('keeps the detail that it is constructed with', () => {
    const detail = Object.freeze({
      token: 'x',
      status: 6,
      name: 'Completed',
      state: 'completed',
      message: '',
      final: true,
      outcome: 'succeeded',
      previous: null,
    } as const);
    assert.equal(new JobCompleteEvent(detail).detail, detail);
    assert.equal(new JobFailedEvent(detail).type, 'job-failed');
  });
});
