import { assert } from '@open-wc/testing';
import type { JobErrorEvent, ScriptxJobStatus } from '../src/index.js';
import '../src/index.js';
import { platform } from '../src/watching/platform.js';
import { settled } from './support/driven-clock.mjs';
import { clock, page, service, useDrivenPage } from './support/driven-page.js';
import {
  badge,
  detailOf,
  eventsOf,
  inShort,
  type JobEvent,
  partOf,
  pretendReadyState,
  regionOf,
  spokenBy,
  wordsOf,
} from './support/pages.js';

const server = 'https://service.example';
let lastToken = 0;

/** Puts a badge on the page, of a job of its own unless it is given one. */
function show(attributes: Record<string, string> = {}): [ScriptxJobStatus, JobEvent[]] {
  const element = badge({ server, token: `odd-${++lastToken}`, ...attributes });
  if (!attributes.interval) element.removeAttribute('interval');
  const events = eventsOf(element);
  page.append(element);
  return [element, events];
}

/** What has become of a promise by now. */
async function fateOf(promise: Promise<unknown>): Promise<unknown> {
  const pending = {};
  const fate = await Promise.race([
    promise.catch((error: unknown) => error),
    new Promise((resolve) => setTimeout(resolve, 0, pending)),
  ]);
  return fate === pending ? 'pending' : fate;
}

useDrivenPage();

describe('an element whose listeners do odd things', () => {
  it('tells the end that was interrupted when a microtask puts it back', async () => {
    service.act(6);
    const [element, events] = show();
    element.addEventListener(
      'job-status-change',
      () => {
        element.remove();
        queueMicrotask(() => {
          page.append(element);
        });
      },
      { once: true },
    );
    await clock.pass(10);
    assert.deepEqual(inShort(events), ['completed', 'complete']);
    assert.propertyVal(await fateOf(element.finished), 'state', 'completed');
  });

  it('tells the end that was interrupted when a microtask resumes it', async () => {
    service.act(6);
    const [element, events] = show();
    element.addEventListener(
      'job-status-change',
      () => {
        element.suspended = true;
        queueMicrotask(() => {
          element.suspended = false;
        });
      },
      { once: true },
    );
    await clock.pass(10);
    assert.deepEqual(inShort(events), ['completed', 'complete']);
  });

  it('keeps the promises of two jobs apart when a job-complete brings the second', async () => {
    service.act(6);
    const [element] = show();
    const first = element.finished;
    let second: Promise<unknown> | undefined;
    element.addEventListener('job-complete', () => {
      service.act(1);
      element.token = 'second';
      second = element.finished;
    });
    await clock.pass(10);
    assert.propertyVal(await fateOf(first), 'state', 'completed');
    assert.equal(await fateOf(second ?? Promise.reject(new Error())), 'pending');
  });

  it('tells nothing more of a job once it has another', async () => {
    service.act(6, 1);
    const [element, events] = show();
    const { finished } = element;
    element.addEventListener(
      'job-status-change',
      () => {
        element.token = 'another';
      },
      { once: true },
    );
    await clock.pass(10);
    assert.deepEqual(inShort(events), ['completed', 'queued']);
    assert.propertyVal(await fateOf(finished), 'name', 'AbortError');
  });

  it('tells no answer that comes when the next job is named but not begun', async () => {
    let answer: ((response: Response) => void) | undefined;
    const [element, events] = show();
    element.fetch = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    await clock.pass(10);
    element.fetch = undefined;
    element.token = 'next';
    service.act(7);
    answer?.(Response.json({ status: 6 }));
    await clock.pass(500);
    assert.deepEqual(inShort(events), ['paused']);
  });

  it('begins anew, with a promise of its own, when refreshed while its last error is told', async () => {
    service.latency = 50;
    service.act({ http: 410 });
    const [first] = show({ token: 'retried' });
    const [second, events] = show({ token: 'retried' });
    const before = second.finished;
    const retry = () => {
      service.act(6);
      first.refresh();
      second.refresh();
    };
    first.addEventListener('job-error', retry);
    second.addEventListener('job-error', retry);
    await clock.pass(1000);
    assert.propertyVal(await fateOf(before), 'code', 'unknown-job');
    assert.propertyVal(await fateOf(second.finished), 'state', 'completed');
    assert.deepEqual(inShort(events), ['error unknown-job', 'completed', 'complete']);
  });

  it('is not hurried beyond the limits by a listener that refreshes', async () => {
    service.latency = 5;
    service.act({ http: 401 });
    const [element] = show();
    element.addEventListener('job-error', () => {
      element.refresh();
    });
    await clock.pass(3000);
    assert.isAtMost(service.questions.length, 31);
  });
});

describe('an element that is taken away and comes back', () => {
  it('tells an outage once, though another badge shares it', async () => {
    service.act(1, new TypeError());
    show({ token: 'shared-outage' });
    const [element, events] = show({ token: 'shared-outage' });
    await clock.pass(10_000);
    element.remove();
    await clock.pass(10);
    page.append(element);
    await clock.pass(10);
    assert.deepEqual(inShort(events), ['queued', 'error unreachable']);
    assert.equal(element.state, 'reconnecting');
  });

  it('knows that the job had been seen', async () => {
    const [element, events] = show();
    await clock.pass(10);
    element.suspended = true;
    await clock.pass(10);
    service.act({ http: 404 });
    element.suspended = false;
    await clock.pass(10);
    assert.deepEqual(inShort(events), ['queued', 'error unknown-job']);
    assert.equal(element.error?.jobStatus?.state, 'queued');
  });

  it('asks at once, also when others watch the job slowly', async () => {
    show({ token: 'slow', interval: '600000' });
    const [element, events] = show({ token: 'slow', interval: '600000' });
    await clock.pass(10);
    element.suspended = true;
    await clock.pass(5000);
    service.act(8);
    element.suspended = false;
    await clock.pass(10);
    assert.deepEqual(inShort(events), ['queued', 'printing']);
  });

  it('asks at once in an outage too', async () => {
    service.act(new TypeError());
    const [element] = show();
    await clock.pass(120_000);
    element.suspended = true;
    await clock.pass(10);
    const asked = service.questions.length;
    element.suspended = false;
    await clock.pass(10);
    assert.lengthOf(service.questions, asked + 1);
  });

  it('stays in its outage until there is an answer, however long it was away', async () => {
    service.act(8, new TypeError());
    const [element, events] = show();
    await clock.pass(10_000);
    element.suspended = true;
    await clock.pass(120_000);
    element.suspended = false;
    await clock.pass(10);
    assert.equal(element.state, 'reconnecting');
    await clock.pass(10_000);
    assert.deepEqual(inShort(events), ['printing', 'error unreachable']);
    service.act(8);
    await clock.pass(30_000);
    assert.equal(element.state, 'printing');
    assert.isNull(element.error);
  });

  for (const act of [6, -1, { http: 410 }] as const) {
    it(`tells its end once and asks no more after ${JSON.stringify(act)}`, async () => {
      service.act(act);
      const [element, events] = show();
      await clock.pass(10);
      const { finished, state } = element;
      const told = inShort(events);
      element.remove();
      await clock.pass(60_000);
      page.append(element);
      await clock.pass(60_000);
      assert.deepEqual(inShort(events), told);
      assert.equal(element.state, state);
      assert.equal(element.finished, finished);
      assert.lengthOf(service.questions, 1);
    });
  }

  it('does not go back in time when it joins a slower watch', async () => {
    show({ token: 'times', license: 'other', interval: '600000' });
    await clock.pass(10);
    service.act(8);
    const [element, events] = show({ token: 'times' });
    await clock.pass(10);
    element.license = 'other';
    await clock.pass(10);
    assert.deepEqual(inShort(events), ['printing']);
  });

  it('is bound by the limits when many do', async () => {
    const elements = Array.from({ length: 50 }, () => show()[0]);
    await clock.pass(2000);
    const asked = service.questions.length;
    for (let turn = 0; turn < 10; turn++) {
      for (const element of elements) element.suspended = turn % 2 === 0;
      await clock.pass(100);
    }
    assert.isAtMost(service.questions.length - asked, 20);
  });
});

describe('an element that changes its fetch', () => {
  it('does not give up the question that is out', async () => {
    service.latency = 500;
    const [element, events] = show({ interval: '60000' });
    for (let turn = 0; turn < 4; turn++) {
      await clock.pass(100);
      element.fetch = (url, init) => service.fetch(url, init);
    }
    await clock.pass(200);
    assert.deepEqual(inShort(events), ['queued']);
    assert.lengthOf(service.questions, 1);
  });

  it('still gives up in time', async () => {
    const [element, events] = show({ timeout: '10000' });
    for (let turn = 0; turn < 3; turn++) {
      await clock.pass(4000);
      element.fetch = (url, init) => service.fetch(url, init);
    }
    assert.deepEqual(inShort(events), ['queued', 'error timeout']);
  });

  it('stays in its outage, and in its back-off', async () => {
    service.act(1, new TypeError());
    const [element, events] = show();
    await clock.pass(60_000);
    const asked = service.questions.length;
    element.fetch = (url, init) => service.fetch(url, init);
    await clock.pass(4000);
    assert.equal(element.state, 'reconnecting');
    assert.deepEqual(inShort(events), ['queued', 'error unreachable']);
    assert.isAtMost(service.questions.length - asked, 1);
  });

  it('tells nothing again when it parts from others', async () => {
    show({ token: 'parted', interval: '5000' });
    const [element, events] = show({ token: 'parted', interval: '5000' });
    await clock.pass(2000);
    let calls = 0;
    element.fetch = (url, init) => {
      calls++;
      return service.fetch(url, init);
    };
    await clock.pass(10_000);
    assert.equal(calls, 2);
    assert.deepEqual(inShort(events), ['queued']);
    assert.equal(element.state, 'queued');
  });

  it('shares a watch again with others that change to the same one', async () => {
    const [first] = show({ token: 'rejoined', interval: '5000' });
    const [second] = show({ token: 'rejoined', interval: '5000' });
    await clock.pass(2000);
    first.fetch = second.fetch = (url, init) => service.fetch(url, init);
    await clock.pass(4000);
    const asked = service.questions.length;
    await clock.pass(10_000);
    assert.lengthOf(service.questions, asked + 2);
  });
});

describe('an element that changes how it watches', () => {
  it('tells an outage no sooner for it', async () => {
    service.act(new TypeError());
    const [element, events] = show({ license: 'one' });
    await clock.pass(600);
    element.license = 'two';
    await clock.pass(1399);
    assert.lengthOf(service.questions, 3);
    assert.isEmpty(inShort(events));
    await clock.pass(1000);
    assert.deepEqual(inShort(events), ['error unreachable']);
  });

  it('repeats no news and keeps its job status with another licence', async () => {
    const [element, events] = show({ license: 'one' });
    await clock.pass(10);
    const { finished, jobStatus } = element;
    element.license = 'two';
    await clock.pass(10);
    assert.deepEqual(element.jobStatus, jobStatus);
    await clock.pass(10_000);
    assert.deepEqual(inShort(events), ['queued']);
    assert.equal(element.finished, finished);
    const { headers } = service.questions.at(-1)?.init ?? {};
    assert.propertyVal(headers, 'Authorization', `Basic ${btoa('two:')}`);
  });

  it('repeats no error with another licence, unless it is about the licence', async () => {
    const [element, events] = show({ timeout: '3000', license: 'one' });
    await clock.pass(6000);
    const asked = service.questions.length;
    element.license = 'two';
    await clock.pass(6000);
    assert.deepEqual(inShort(events), ['queued', 'error timeout']);
    assert.lengthOf(service.questions, asked);
  });

  it('is told of a second wrong licence as of the first, for that is another watch', async () => {
    service.act({ http: 401 });
    const [element, events] = show({ license: 'wrong' });
    await clock.pass(10);
    element.license = 'wrong too';
    await clock.pass(10);
    assert.deepEqual(inShort(events), ['error unauthorized', 'error unauthorized']);
    assert.lengthOf(service.questions, 2);
  });

  it('repeats no news with another pace, which counts at once', async () => {
    const [, events] = show({ token: 'paced', interval: '600000' });
    const [element] = show({ token: 'paced', interval: '600000' });
    await clock.pass(5000);
    element.interval = 1000;
    await clock.pass(2500);
    assert.deepEqual(service.times, [0, 5000, 6000, 7000]);
    assert.deepEqual(inShort(events), ['queued']);
  });

  it('begins anew with the twin endpoint, which is another job', async () => {
    const [element, events] = show();
    await clock.pass(10);
    service.act(8);
    element.api = 'printHtml';
    await clock.pass(10);
    assert.deepEqual(inShort(events), ['queued', 'printing']);
    assert.isNull(detailOf(events[1]).previous);
    assert.include(service.questions.at(-1)?.url, '/printHtml/');
  });

  it('is suspended alone, while others go on', async () => {
    const [, events] = show({ token: 'both', interval: '1000' });
    const [element, silent] = show({ token: 'both', interval: '1000' });
    await clock.pass(10);
    element.suspended = true;
    service.act(8, 7, 6);
    await clock.pass(5000);
    assert.deepEqual(inShort(events), ['queued', 'printing', 'paused', 'completed', 'complete']);
    assert.deepEqual(inShort(silent), ['queued']);
    assert.equal(element.state, 'queued');
  });

  it('joins the question that is out when it is refreshed', async () => {
    service.latency = 1000;
    const [element] = show({ interval: '60000' });
    await clock.pass(500);
    element.refresh();
    await clock.pass(10_000);
    assert.deepEqual(service.times, [0]);
    element.refresh();
    await clock.pass(0);
    assert.lengthOf(service.times, 2);
  });
});

describe('a page that changes beneath an element', () => {
  it('may move to another place, where a relative server is another one', async () => {
    const { href } = location;
    clock.origin = location.origin;
    const baseURI = () => document.baseURI;
    Object.defineProperty(platform.document, 'baseURI', { get: baseURI });
    const [element, events] = show({ server: './print' });
    await clock.pass(10);
    history.pushState(null, '', '/elsewhere/deep/page');
    try {
      await clock.pass(10_000);
      assert.equal(element.state, 'queued');
      assert.include(service.questions.at(-1)?.url, '/elsewhere/deep/print/');
      assert.deepEqual(inShort(events), ['queued', 'queued']);
    } finally {
      history.replaceState(null, '', href);
    }
  });

  it('may have its badges drawn again and again, and none starves', async () => {
    const elements = Array.from({ length: 30 }, () => show()[0]);
    await clock.pass(5000);
    service.questions.length = 0;
    for (let turn = 0; turn < 12; turn++) {
      for (const element of elements) element.texts = { queued: 'In line' };
      await clock.pass(1000);
    }
    assert.lengthOf(new Set(service.questions.map(({ url }) => url)), elements.length);
  });

  it('may give two badges of a job a new fetch all the time', async () => {
    service.latency = 150;
    const elements = [
      show({ token: 'fetching', interval: '60000' })[0],
      show({ token: 'fetching', interval: '60000' })[0],
    ];
    await clock.pass(1000);
    for (let turn = 0; turn < 20; turn++) {
      const fetch: ScriptxJobStatus['fetch'] = (url, init) => service.fetch(url, init);
      for (const element of elements) element.fetch = fetch;
      await clock.pass(500);
    }
    assert.lengthOf(service.questions, 1);
  });

  it('may take a badge away that the job is lost for, and leave the other where it is', async () => {
    const [lost] = show({ token: 'left alone', interval: '1000' });
    const [other, events] = show({ token: 'left alone', interval: '1000' });
    await clock.pass(500);
    service.act({ http: 404 });
    await clock.pass(1000);
    lost.fetch = (url, init) => service.fetch(url, init);
    for (const element of [lost, other]) element.refresh();
    await clock.pass(500);
    assert.deepEqual([lost.state, other.state], ['lost', 'queued']);
    service.act(6);
    other.background = true;
    await clock.pass(2000);
    assert.deepEqual(inShort(events), ['queued', 'error unknown-job', 'completed', 'complete']);
  });
});

describe('the promise of the end', () => {
  it('is broken when the timeout is over', async () => {
    const [element] = show({ timeout: '5000' });
    const { finished } = element;
    await clock.pass(6000);
    assert.propertyVal(await fateOf(finished), 'code', 'timeout');
  });

  it('is broken when the address cannot be used', async () => {
    const [element] = show({ server: 'nowhere' });
    const { finished } = element;
    await clock.pass(10);
    assert.propertyVal(await fateOf(finished), 'code', 'address');
  });

  for (const change of [{ server: 'https://other.example' }, { api: 'printHtml' } as const]) {
    it(`is given up for another one with another ${Object.keys(change).join()}`, async () => {
      const [element] = show();
      const { finished } = element;
      await clock.pass(10);
      Object.assign(element, change);
      assert.notEqual(element.finished, finished);
      assert.propertyVal(await fateOf(finished), 'name', 'AbortError');
      await clock.pass(10);
    });
  }

  it('is pending while there is nothing to watch', async () => {
    const element = badge({ server, token: '' });
    assert.equal(await fateOf(element.finished), 'pending');
    page.append(element);
    await clock.pass(10);
    assert.equal(await fateOf(element.finished), 'pending');
  });

  it('stays one and the same from no job to the first', async () => {
    service.act(6);
    const element = badge({ server, token: '' });
    const { finished } = element;
    page.append(element);
    await clock.pass(10);
    element.token = `odd-${++lastToken}`;
    await clock.pass(10);
    assert.propertyVal(await fateOf(finished), 'state', 'completed');
  });

  it('is pending while the element is suspended or away, and kept', async () => {
    const [element] = show({ interval: '1000' });
    const { finished } = element;
    await clock.pass(10);
    element.suspended = true;
    service.act(6);
    await clock.pass(5000);
    assert.equal(await fateOf(finished), 'pending');
    element.remove();
    element.suspended = false;
    await clock.pass(5000);
    assert.equal(await fateOf(finished), 'pending');
    page.append(element);
    await clock.pass(10);
    assert.propertyVal(await fateOf(finished), 'state', 'completed');
  });

  it('is pending after an error that is not final', async () => {
    service.act(new TypeError());
    const [element, events] = show();
    await clock.pass(10_000);
    assert.deepEqual(inShort(events), ['error unreachable']);
    assert.equal(await fateOf(element.finished), 'pending');
  });

  for (const isRead of [false, true]) {
    it(`is no unhandled rejection when it is ${isRead ? 'read' : 'left'} and not heeded`, async () => {
      const unhandled: unknown[] = [];
      const note = (event: PromiseRejectionEvent) => {
        // Else the test framework would take it for a fault of the test that runs then.
        event.stopImmediatePropagation();
        unhandled.push(event.reason);
      };
      window.addEventListener('unhandledrejection', note, true);
      try {
        for (const act of [-1, { http: 400 }, 1]) {
          service.act(act);
          const [element] = show();
          if (isRead) void element.finished;
          await clock.pass(10);
          if (isRead) void element.finished;
          element.token = `odd-${++lastToken}`;
          await clock.pass(10);
          await fateOf(Promise.resolve());
        }
      } finally {
        window.removeEventListener('unhandledrejection', note, true);
      }
      assert.isEmpty(unhandled);
    });
  }

  it('rejects with the error of a failed job', async () => {
    service.act(-2);
    const [element] = show();
    await clock.pass(10);
    assert.propertyVal(await fateOf(element.finished), 'code', 'abandoned');
    assert.isNull(element.error);
  });
});

describe('a licence', () => {
  it("goes over plain http to the page's own origin, and to no other", async () => {
    clock.origin = 'http://page.example';
    show({ server: clock.origin, license: 'own' });
    show({ server: 'http://other.example', license: 'own' });
    await clock.pass(10);
    assert.deepEqual(
      service.questions.map(({ init }) => 'Authorization' in (init.headers ?? {})),
      [true, false],
    );
  });

  it('reaches no server that anything but a script of the page names', async () => {
    page.innerHTML = `
      <p data-meadco-server="https://evil.example" data-meadco-license="theirs"></p>
      <div id="jobs"></div>`;
    const script = document.createElement('script');
    script.type = 'text/plain';
    Object.assign(script.dataset, { meadcoServer: server, meadcoLicense: 'page' });
    page.append(script);
    const element = badge({ token: `odd-${++lastToken}` });
    element.removeAttribute('server');
    element.license = 'own';
    page.append(element);
    await clock.pass(10);
    assert.isNotEmpty(service.questions);
    for (const { url, init } of service.questions) {
      assert.include(url, server);
      assert.propertyVal(init.headers, 'Authorization', `Basic ${btoa('own:')}`);
    }
  });

  it('reaches no server that hides behind the names of a document', async () => {
    const named = `
      <img name="scripts" data-meadco-server="https://evil.example">
      <form name="scripts"><input data-meadco-server="https://evil.example"></form>
      <img name="readyState"><img name="querySelector">`;
    for (const markup of [named, '<img name="scripts">']) {
      page.innerHTML = markup;
      const element = badge({ token: `odd-${++lastToken}` });
      element.removeAttribute('server');
      element.license = 'own';
      page.append(element);
      const [other] = show();
      await clock.pass(10);
      assert.equal(element.state, 'idle');
      assert.equal(other.state, 'queued');
      page.replaceChildren();
      await clock.pass(10);
    }
    assert.isEmpty(service.questions.filter(({ url }) => url.includes('evil')));
  });

  it('reaches no other origin by the base of the page', async () => {
    clock.origin = location.origin;
    Object.defineProperty(platform.document, 'baseURI', { value: 'https://evil.example/' });
    const [element, events] = show({ server: '/print', license: 'own' });
    await clock.pass(10);
    assert.deepEqual(inShort(events), ['error address']);
    assert.include(element.error?.message, '<base>');
    assert.isEmpty(service.questions);
  });

  it('is in no event, no log, no URL and no attribute', async () => {
    const license = 'c0ffee00-secret';
    const logged: unknown[] = [];
    const { error, log, warn } = console;
    Object.assign(console, {
      error: (...args: unknown[]) => logged.push(args),
      log: (...args: unknown[]) => logged.push(args),
      warn: (...args: unknown[]) => logged.push(args),
    });
    try {
      for (const act of [1, { http: 401 }, { http: 503 }, new TypeError('no'), 6]) {
        service.act(act);
        const [element, events] = show({ token: `secret-${++lastToken}` });
        element.license = license;
        await clock.pass(5000);
        const told = events.map((event) => JSON.stringify([event, event.detail]));
        assert.notInclude(told.join() + element.outerHTML + String(element.error), license);
        assert.notInclude(service.questions.map(({ url }) => url).join(), license);
        element.remove();
      }
    } finally {
      Object.assign(console, { error, log, warn });
    }
    assert.notInclude(JSON.stringify(logged), license);
  });
});

describe('the end of a job', () => {
  it('reaches all who watch it, in whatever way', async () => {
    show({ token: 'ends', interval: '1000' });
    const [other, events] = show({ token: 'ends', license: 'other', interval: '1500' });
    await clock.pass(900);
    service.act(6, { http: 404 });
    await clock.pass(2000);
    assert.deepEqual(inShort(events), ['queued', 'completed', 'complete']);
    assert.equal(other.state, 'completed');
  });
});

describe('what an element wants', () => {
  it('is the usual pace while the page is hidden, with the attribute background', async () => {
    show({ background: '' });
    await clock.pass(1000);
    await clock.change({ isHidden: true });
    service.questions.length = 0;
    await clock.pass(60_000);
    assert.isAtLeast(service.questions.length, 6);
  });

  it('is to be told that a status is another one, though the state is the same', async () => {
    service.act(5, 8);
    const [, events] = show();
    await clock.pass(5000);
    assert.deepEqual(inShort(events), ['printing', 'printing']);
    assert.deepEqual(
      events.map((event) => detailOf(event).status),
      [5, 8],
    );
  });

  it('is to be told of another message alone, which is not spoken of a job that prints', async () => {
    service.act({ status: 8, message: 'Page 1' }, { status: 8, message: 'Page 2' });
    const [element, events] = show();
    const said = await spokenBy(element);
    await clock.pass(5000);
    assert.deepEqual(
      events.map((event) => {
        const { status, message, previous } = detailOf(event);
        return [event.type, status, message, previous];
      }),
      [
        ['job-status-change', 8, 'Page 1', null],
        ['job-status-change', 8, 'Page 2', 'printing'],
      ],
    );
    assert.equal(wordsOf(element), 'Printing Page 2');
    assert.deepEqual(said, ['Print job: Printing']);
  });

  it('is to be told of each outage, though it is like the one before', async () => {
    service.act(new TypeError());
    const [, events] = show();
    for (let outage = 0; outage < 2; outage++) {
      await clock.pass(10_000);
      service.act(1, new TypeError());
      await clock.pass(60_000);
    }
    const unreachable = 'error unreachable';
    assert.deepEqual(inShort(events), [unreachable, 'queued', unreachable, unreachable]);
  });
});

describe('each event', () => {
  it('bubbles out of shadow roots, and cannot be cancelled', async () => {
    const acts = [6, -1, { http: 400 }] as const;
    const told: Event[] = [];
    for (const act of acts) {
      service.act(act);
      const element = badge({ server, token: `odd-${++lastToken}` });
      for (const type of ['job-status-change', 'job-complete', 'job-failed', 'job-error']) {
        element.addEventListener(type, (event) => told.push(event));
      }
      page.append(element);
      await clock.pass(10);
    }
    assert.lengthOf(told, 5);
    for (const { bubbles, composed, cancelable } of told) {
      assert.deepEqual([bubbles, composed, cancelable], [true, true, false]);
    }
  });

  it('of an error holds what the error does, and the error', async () => {
    service.act(1, { http: 400 });
    const [element, events] = show();
    await clock.pass(5000);
    const { detail, error } = events[1] as JobErrorEvent;
    assert.equal(error, element.error);
    const { code, message, final, jobStatus } = error;
    assert.deepEqual(detail, { code, message, final, jobStatus });
    assert.deepEqual([code, final, jobStatus?.state], ['rejected', true, 'queued']);
  });

  it('of an outage is not final, and holds the last job status and what the network said', async () => {
    const cause = new TypeError('Failed to fetch');
    service.act(8, cause);
    const [element, events] = show();
    await clock.pass(5000);
    const { detail, error } = events[1] as JobErrorEvent;
    assert.include(detail, { code: 'unreachable', final: false, jobStatus: element.jobStatus });
    assert.equal(detail.jobStatus?.state, 'printing');
    assert.equal(error.cause, cause);
  });
});

describe('the custom state final', () => {
  const acts = [
    [6, 'completed', true],
    [-1, 'failed', true],
    [-2, 'abandoned', true],
    [{ http: 400 }, 'lost', true],
    [new TypeError(), 'reconnecting', false],
    [8, 'printing', false],
  ] as const;
  for (const [act, state, isFinal] of acts) {
    it(`is ${isFinal ? '' : 'not '}there when the state is ${state}`, async () => {
      service.act(act);
      const [element] = show();
      await clock.pass(5000);
      assert.isTrue(element.matches(`:state(${state})`));
      assert.equal(element.matches(':state(final)'), isFinal);
    });
  }
});

describe('an element that comes back', () => {
  it('asks at once, though it wants to be asked for seldom', async () => {
    const [element, events] = show({ interval: '600000' });
    await clock.pass(5000);
    element.remove();
    await clock.pass(1000);
    service.act(8);
    page.append(element);
    await clock.pass(10);
    assert.deepEqual(inShort(events), ['queued', 'printing']);
  });

  it('asks no sooner for it on a hidden page, or in a back-off', async () => {
    const [element] = show();
    await clock.pass(1000);
    await clock.change({ isHidden: true });
    service.questions.length = 0;
    for (let turn = 0; turn < 10; turn++) {
      element.remove();
      await clock.pass(500);
      page.append(element);
      await clock.pass(500);
    }
    assert.isEmpty(service.questions);
  });

  it('tells nothing old when it has an earlier licence again', async () => {
    const [element, events] = show({ license: 'one' });
    await clock.pass(500);
    service.act(new TypeError());
    await clock.pass(10_000);
    service.act(8);
    element.license = 'two';
    await clock.pass(40_000);
    const told = inShort(events);
    element.license = 'one';
    await clock.pass(1000);
    assert.deepEqual(inShort(events), told);
  });
});

describe('a task that sets attributes', () => {
  it('repeats nothing when it takes the token away and gives it back', async () => {
    service.act(6);
    const [element, events] = show({ token: 'back' });
    await clock.pass(10);
    const { finished } = element;
    element.token = '';
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
    element.token = 'back';
    await clock.pass(10);
    assert.deepEqual(inShort(events), ['completed', 'complete']);
    assert.equal(element.finished, finished);
    assert.lengthOf(service.questions, 1);
  });

  const cases: [what: string, named: Record<string, string>, news: string[]][] = [
    ['an end that is known', { token: 'known' }, ['completed', 'complete']],
    ['an address that cannot be used', { server: 'nowhere' }, ['error address']],
  ];
  for (const [what, named, news] of cases) {
    it(`is over before ${what} is told, and so are its microtasks`, async () => {
      service.act(6);
      show({ token: 'known' });
      const [changed, toldByChanged] = show();
      await clock.pass(10);
      toldByChanged.length = 0;
      const [, toldByAdded] = show(named);
      for (const [name, value] of Object.entries(named)) changed.setAttribute(name, value);
      assert.isEmpty(inShort([...toldByAdded, ...toldByChanged]));
      await settled();
      assert.isEmpty(inShort([...toldByAdded, ...toldByChanged]));
      await clock.pass(0);
      assert.deepEqual(inShort(toldByAdded), news);
      assert.deepEqual(inShort(toldByChanged), news);
    });
  }
});

describe('a badge that waits', () => {
  it('is drawn when it is suspended before the first answer', async () => {
    service.act('hang');
    const [element] = show();
    await clock.pass(100);
    element.suspended = true;
    await clock.pass(200);
    assert.isFalse(partOf(element, '[part=badge]').checkVisibility());
    await clock.pass(50);
    assert.equal(element.state, 'connecting');
    assert.isTrue(partOf(element, '[part=badge]').checkVisibility());
  });

  it('is not drawn again for each look at the others', async () => {
    const [idle] = show({ interval: '600000' });
    show({ interval: '100' });
    await clock.pass(1000);
    let updates = 0;
    const update = idle.requestUpdate.bind(idle);
    idle.requestUpdate = (...change: Parameters<typeof update>) => {
      updates++;
      update(...change);
    };
    await clock.pass(1000);
    assert.equal(updates, 0);
  });
});

describe('a timeout after a pause', () => {
  it('is not told for a question that the pause broke off', async () => {
    const [, events] = show({ timeout: '600000' });
    await clock.pass(1000);
    await clock.change({ isHidden: true });
    service.act('hang');
    await clock.pass(62_000);
    clock.sleep(3_600_000);
    service.act(6);
    await clock.pass(200_000);
    assert.deepEqual(inShort(events), ['queued', 'completed', 'complete']);
  });

  it('is not told for a question that fails as the computer wakes', async () => {
    const [, events] = show({ timeout: '60000', interval: '5000' });
    await clock.pass(1000);
    let fail: ((reason: Error) => void) | undefined;
    clock.fetch = () => new Promise((_, reject) => (fail = reject));
    await clock.pass(5000);
    clock.sleep(3_600_000);
    clock.fetch = service.fetch;
    service.act(6);
    fail?.(new TypeError('The network was suspended'));
    await clock.pass(30_000);
    assert.deepEqual(inShort(events), ['queued', 'completed', 'complete']);
  });

  it('is on time when the page was away long before, also with a Retry-After and a refresh', async () => {
    const [element, events] = show({ timeout: '60000' });
    await clock.pass(1000);
    await clock.change({ isHidden: true });
    await clock.change({ isHidden: false });
    await clock.pass(30_000);
    service.act({ http: 429, headers: { 'Retry-After': '300' } });
    await clock.pass(20_000);
    element.refresh();
    await clock.pass(10_000);
    assert.deepEqual(inShort(events), ['queued', 'error timeout']);
  });
});

describe('a question that is out', () => {
  it('is the first one of who takes over, for the timeout too', async () => {
    service.act('hang');
    const [first] = show({ token: 'swap', timeout: '10000' });
    await clock.pass(1000);
    first.remove();
    const [, events] = show({ token: 'swap', timeout: '10000' });
    await clock.pass(10_100);
    assert.deepEqual(inShort(events), ['error timeout']);
    assert.deepEqual(service.times, [0]);
  });

  it('is not put again at once for another licence on a page that nobody sees', async () => {
    service.act(1, 'hang');
    const [element] = show();
    await clock.pass(100);
    await clock.change({ isHidden: true });
    await clock.pass(60_000);
    service.questions.length = 0;
    for (let turn = 0; turn < 10; turn++) {
      element.license = `licence-${turn}`;
      await clock.pass(500);
    }
    assert.isAtMost(service.questions.length, 1);
  });
});

describe('what is announced', () => {
  it('of the next job is said too, though it is as soon and the same', async () => {
    service.act({ status: -1, message: 'first' });
    const [element] = show({ label: 'Order' });
    await clock.pass(50);
    assert.equal(regionOf(element).textContent, 'Order: Failed first');
    service.act({ status: -1, message: 'second' });
    element.token = 'next';
    await clock.pass(5000);
    assert.equal(regionOf(element).textContent, 'Order: Failed second');
  });

  it('is of no job before while there is no answer about the next', async () => {
    service.act(6);
    const [element] = show();
    await clock.pass(50);
    service.act('hang');
    element.token = 'next';
    await clock.pass(9000);
    assert.equal(regionOf(element).textContent, '');
  });

  it('goes on for a badge that is moved before the page has loaded', async () => {
    pretendReadyState('interactive');
    try {
      const [element] = show();
      await clock.pass(2000);
      service.act(8);
      await clock.pass(2000);
      const elsewhere = document.createElement('div');
      page.append(elsewhere);
      elsewhere.append(element);
      service.act(6);
      await clock.pass(5000);
      assert.equal(regionOf(element).textContent, 'Print job: Completed');
    } finally {
      pretendReadyState();
    }
  });
});

describe('a refresh', () => {
  it('holds for a badge that was added in the same task, however slowly its job is watched', async () => {
    show({ token: 'shared', interval: '60000' });
    await clock.pass(10_000);
    const [latecomer] = show({ token: 'shared', interval: '60000' });
    latecomer.refresh();
    await clock.pass(10);
    assert.deepEqual(service.times, [0, 10_000]);
  });

  it('after a new token asks about the new job alone', async () => {
    const [element] = show({ token: 'old' });
    await clock.pass(10_000);
    service.questions.length = 0;
    element.token = 'new';
    element.refresh();
    await clock.pass(10);
    assert.deepEqual(
      service.questions.map(({ url }) => url.split('/').at(-1)),
      ['new'],
    );
  });

  it('after a final error begins anew, with a new promise of the end at once', async () => {
    service.act({ http: 410 }, 6);
    const [element] = show();
    await clock.pass(10);
    element.refresh();
    const { finished } = element;
    await clock.pass(10);
    assert.propertyVal(await fateOf(finished), 'state', 'completed');
  });

  for (const end of [6, -1, -2]) {
    it(`does nothing after the end ${end}`, async () => {
      service.act(end);
      const [element, events] = show();
      await clock.pass(10);
      const { finished } = element;
      const told = inShort(events);
      element.refresh();
      await clock.pass(60_000);
      assert.deepEqual(inShort(events), told);
      assert.equal(element.finished, finished);
      assert.lengthOf(service.questions, 1);
    });
  }

  it('asks at once in a back-off', async () => {
    service.act(new TypeError());
    const [element] = show();
    await clock.pass(60_000);
    service.questions.length = 0;
    element.refresh();
    await clock.pass(0);
    assert.deepEqual(service.times, [60_000]);
  });

  it('of an element that is lost and suspended waits until that goes on', async () => {
    service.act({ http: 410 });
    const [element, events] = show();
    await clock.pass(10);
    element.suspended = true;
    await clock.pass(10);
    service.act(6);
    element.refresh();
    await clock.pass(60_000);
    assert.deepEqual(inShort(events), ['error unknown-job']);
    assert.lengthOf(service.questions, 1);
    assert.equal(element.state, 'lost');
    element.suspended = false;
    await clock.pass(10);
    assert.deepEqual(inShort(events), ['error unknown-job', 'completed', 'complete']);
  });

  it('does not override what the service has asked for', async () => {
    service.act({ http: 429, headers: { 'Retry-After': '7' } });
    const [element] = show();
    await clock.pass(1000);
    element.refresh();
    await clock.pass(5990);
    assert.lengthOf(service.questions, 1);
    await clock.pass(10);
    assert.lengthOf(service.questions, 2);
  });
});

describe('an outage', () => {
  it('of answers that are no status is over with the next one that is', async () => {
    service.act(8, { http: 200, body: '<html>' });
    const [element, events] = show();
    await clock.pass(5000);
    assert.deepEqual(inShort(events), ['printing', 'error protocol']);
    assert.equal(element.state, 'reconnecting');
    service.act(8);
    await clock.pass(5000);
    assert.deepEqual(inShort(events), ['printing', 'error protocol']);
    assert.equal(element.state, 'printing');
    assert.isNull(element.error);
  });

  it('is not over with an answer that tells no status', async () => {
    service.act(new TypeError());
    const [element] = show();
    await clock.pass(2500);
    assert.equal(element.state, 'reconnecting');
    service.act({ http: 404 });
    const asked = service.questions.length;
    await clock.pass(1100);
    assert.lengthOf(service.questions, asked + 1);
    assert.equal(element.state, 'reconnecting');
  });
});

describe('a timeout', () => {
  it('may be set when the watch is on', async () => {
    const [element, events] = show();
    await clock.pass(3000);
    element.timeout = 5000;
    await clock.pass(2100);
    assert.deepEqual(inShort(events), ['queued', 'error timeout']);
    assert.equal(element.error?.jobStatus?.state, 'queued');
  });

  it('is counted from the first question, which may have to wait', async () => {
    clock.isPrerendered = true;
    const [, events] = show({ timeout: '10000' });
    await clock.pass(60_000);
    await clock.change({ isPrerendered: false });
    await clock.pass(9000);
    assert.deepEqual(inShort(events), ['queued']);
    await clock.pass(1100);
    assert.deepEqual(inShort(events), ['queued', 'error timeout']);
  });

  it('waits for one more answer when the page was offline', async () => {
    const [, events] = show({ timeout: '70000' });
    await clock.pass(1000);
    await clock.change({ isOnline: false });
    service.act(new TypeError());
    await clock.pass(199_000);
    assert.deepEqual(inShort(events), ['queued', 'error unreachable'].slice(0, events.length));
    service.act(6);
    await clock.change({ isOnline: true });
    await clock.pass(10);
    assert.deepEqual(inShort(events).slice(-2), ['completed', 'complete']);
  });

  it('waits for one more answer when the computer slept', async () => {
    const [, events] = show({ timeout: '60000' });
    await clock.pass(30_000);
    clock.sleep(3_600_000);
    service.act(6);
    await clock.pass(30_000);
    assert.deepEqual(inShort(events), ['queued', 'completed', 'complete']);
  });

  it('ends a hidden watch with the answer to the first question after it', async () => {
    const [, events] = show({ timeout: '70000' });
    await clock.pass(1000);
    await clock.change({ isHidden: true });
    await clock.pass(100_000);
    assert.deepEqual(inShort(events), ['queued']);
    await clock.pass(30_000);
    assert.deepEqual(inShort(events), ['queued', 'error timeout']);
  });

  it('is on time on a hidden page in the background', async () => {
    const [, events] = show({ timeout: '70000', background: '' });
    await clock.pass(1000);
    await clock.change({ isHidden: true });
    await clock.pass(68_999);
    assert.deepEqual(inShort(events), ['queued']);
    await clock.pass(1);
    assert.deepEqual(inShort(events), ['queued', 'error timeout']);
  });

  it('begins anew when the element was suspended', async () => {
    const [element, events] = show({ timeout: '10000' });
    await clock.pass(6000);
    element.suspended = true;
    await clock.pass(20_000);
    element.suspended = false;
    await clock.pass(9999);
    assert.deepEqual(inShort(events), ['queued']);
    await clock.pass(1);
    assert.deepEqual(inShort(events), ['queued', 'error timeout']);
  });

  it('is not put off by another licence or another fetch', async () => {
    const [element, events] = show({ timeout: '10000' });
    for (let turn = 0; turn < 4; turn++) {
      await clock.pass(2600);
      element.license = `licence-${turn}`;
      element.fetch = (url, init) => service.fetch(url, init);
    }
    assert.deepEqual(inShort(events), ['queued', 'error timeout']);
  });

  it('is on time though another job brought a Retry-After', async () => {
    const [, events] = show({ timeout: '30000' });
    await clock.pass(1000);
    service.act({ http: 429, headers: { 'Retry-After': '300' } });
    show();
    await clock.pass(29_001);
    assert.include(inShort(events), 'error timeout');
  });

  it('is on time though a question hangs', async () => {
    service.act('hang');
    const [, events] = show({ timeout: '12000' });
    await clock.pass(12_001);
    assert.deepEqual(inShort(events), ['error timeout']);
  });

  it('puts no question before its time', async () => {
    show({ interval: '60000', timeout: '90000' });
    await clock.pass(100_000);
    assert.deepEqual(service.times, [0, 60_000]);
  });
});

describe('a fault', () => {
  it('is no third in a row when the service knew no job in between', async () => {
    const busy = { http: 503 };
    service.act(busy, busy, { http: 404 }, busy, 1);
    const [, events] = show();
    await clock.pass(20_000);
    assert.deepEqual(inShort(events), ['queued']);
  });

  it('is no unknown job after one slow 404', async () => {
    service.latency = 6000;
    service.act({ http: 404 }, 6);
    const [, events] = show();
    await clock.pass(20_000);
    assert.deepEqual(inShort(events), ['completed', 'complete']);
  });

  it('says that the licence was withheld to the one whose licence it was', async () => {
    service.act({ http: 401 });
    const [without] = show({ server: 'http://lan.example', token: 'withheld' });
    const [withheld] = show({ server: 'http://lan.example', token: 'withheld', license: 'x' });
    await clock.pass(10);
    assert.notInclude(String(without.error), 'not sent');
    assert.include(String(withheld.error), 'not sent');
  });
});

describe('an element without an answer', () => {
  it('says so after ten seconds, and counts anew for another job', async () => {
    service.act('hang');
    const [element] = show();
    await clock.pass(9999);
    assert.equal(wordsOf(element), 'Checking');
    await clock.pass(1);
    assert.equal(wordsOf(element), 'No response yet');
    element.token = 'the-next';
    await clock.pass(340);
    assert.equal(wordsOf(element), 'Checking');
  });

  it('leaves no timer when it is suspended or taken away', async () => {
    service.act('hang');
    for (const stop of ['suspend', 'remove']) {
      const [element] = show();
      await clock.pass(10);
      if (stop === 'suspend') element.suspended = true;
      else element.remove();
      element.requestUpdate();
      await clock.pass(400);
      assert.equal(clock.timers, 0);
    }
  });
});

describe('an element that goes on', () => {
  it('says that it checks, and not at once that there is no response', async () => {
    service.act({ http: 410 });
    const [element] = show();
    await clock.pass(20_000);
    service.act('hang');
    element.refresh();
    await clock.pass(20);
    assert.equal(wordsOf(element), 'Checking');
    element.suspended = true;
    await clock.pass(60_000);
    element.suspended = false;
    await clock.pass(9000);
    assert.equal(wordsOf(element), 'Checking');
    await clock.pass(1000);
    assert.equal(wordsOf(element), 'No response yet');
  });

  it('does not start again after a final error when it is resumed', async () => {
    service.act({ http: 410 });
    const [element, events] = show();
    await clock.pass(10);
    element.suspended = true;
    await clock.pass(10);
    element.suspended = false;
    await clock.pass(1000);
    assert.deepEqual(inShort(events), ['error unknown-job']);
    assert.lengthOf(service.questions, 1);
  });
});

describe('an element in a link that is taken off the page', () => {
  it('causes no unhandled rejection', async () => {
    const unhandled: unknown[] = [];
    const note = (event: PromiseRejectionEvent) => {
      event.stopImmediatePropagation();
      unhandled.push(event.reason);
    };
    window.addEventListener('unhandledrejection', note, true);
    const link = document.createElement('a');
    link.href = 'https://page.example/';
    link.append(badge({ server, token: 'linked' }));
    page.append(link);
    link.remove();
    await clock.pass(10);
    await settled();
    window.removeEventListener('unhandledrejection', note, true);
    assert.isEmpty(unhandled);
  });
});

describe('junk', () => {
  it('in the words of an author that throws is no words', async () => {
    const reported: unknown[] = [];
    const { reportError } = globalThis;
    globalThis.reportError = (error) => reported.push(error);
    try {
      service.act(1, 6);
      const [element, events] = show();
      element.texts = {
        get completed(): string {
          throw new Error('of the author');
        },
      };
      await clock.pass(5000);
      assert.deepEqual(inShort(events), ['queued', 'completed', 'complete']);
      assert.equal(wordsOf(element), 'Completed');
      assert.isTrue(element.matches(':state(completed)'));
      assert.isNotEmpty(reported);
    } finally {
      globalThis.reportError = reportError;
    }
  });

  it('in the words of an author stops no news', async () => {
    const [element, events] = show();
    element.texts = { queued: Symbol('no') as unknown as string };
    await clock.pass(10);
    assert.deepEqual(inShort(events), ['queued']);
    assert.equal(wordsOf(element), 'Queued');
  });

  it('in the wishes of one badge stops no other', async () => {
    const [bad, events] = show();
    const [, others] = show();
    Object.assign(bad, { interval: { toString: null }, timeout: Symbol('no'), api: 1n });
    await clock.pass(10_000);
    assert.deepEqual(inShort(events), ['queued']);
    assert.deepEqual(inShort(others), ['queued']);
    assert.isAbove(service.questions.length, 6);
    Object.assign(bad, { server: 'nowhere' });
    await clock.pass(10);
    assert.deepEqual(inShort(events), ['queued', 'error address']);
  });

  it('in the shape of white space around a value is taken off', async () => {
    const [element, events] = show({
      server: `\n ${server}\t`,
      token: ' padded ',
      license: ' licence\n',
      api: ' printHtml ',
    });
    await clock.pass(10);
    const [question] = service.questions;
    assert.equal(question?.url, `${server}/api/v1/printHtml/status/padded`);
    assert.propertyVal(question?.init.headers, 'Authorization', `Basic ${btoa('licence:')}`);
    assert.equal(element.api, 'printHtml');
    assert.deepEqual(inShort(events), ['queued']);
  });

  it('in place of a function or a token counts as unset', async () => {
    const [element, events] = show();
    Object.assign(element, { fetch: 'junk' });
    await clock.pass(10);
    assert.deepEqual(inShort(events), ['queued']);
    Object.assign(element, { token: NaN });
    await clock.pass(10);
    assert.equal(element.state, 'idle');
  });
});
