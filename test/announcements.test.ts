import { assert } from '@open-wc/testing';
import type { ScriptxJobStatus } from '../src/index.js';
import '../src/index.js';
import { clock, page, service, useDrivenPage } from './support/driven-page.js';
import { badge, pretendReadyState, regionOf, spokenBy } from './support/pages.js';

const server = 'https://announced.example';
let lastToken = 0;

function show(attributes: Record<string, string> = {}): ScriptxJobStatus {
  const element = badge({ server, token: `heard-${++lastToken}`, ...attributes });
  element.removeAttribute('interval');
  page.append(element);
  return element;
}

/** What all badges that the page gets from now on announce. */
function spokenOnPage(): string[] {
  const heard: string[] = [];
  const heardBadges = new WeakSet<Element>();
  new MutationObserver(() => {
    for (const element of page.querySelectorAll('scriptx-job-status')) {
      if (heardBadges.has(element)) continue;
      heardBadges.add(element);
      void spokenBy(element, heard);
    }
  }).observe(page, { childList: true, subtree: true });
  return heard;
}

useDrivenPage();

describe('what is heard', () => {
  it('is the first change at once, and of many soon after it the last', async () => {
    service.act(1, 2, 3, 4, 8);
    const element = show({ interval: '100' });
    element.interval = 100;
    const heard = await spokenBy(element);
    await clock.pass(10);
    assert.deepEqual(heard, ['Print job: Queued']);
    await clock.pass(480);
    assert.lengthOf(heard, 1);
    await clock.pass(30);
    assert.deepEqual(heard, ['Print job: Queued', 'Print job: Printing']);
  });

  for (const [history, acts, expected] of [
    [
      'prints, and tells of its pages',
      [1, 2, 3, 4, 8, { status: 8, message: 'Page 1' }, { status: 8, message: 'Page 2' }, 6],
      ['Queued', 'Starting', 'Fetching document', 'Document fetched', 'Printing', 'Completed'],
    ],
    [
      'is paused, for one reason after another',
      [8, { status: 7, message: 'No paper' }, { status: 7, message: 'No ink' }, 8, 6],
      ['Printing', 'Paused No paper', 'Printing', 'Completed'],
    ],
    ['fails', [8, { status: -1, message: 'Damaged' }], ['Printing', 'Failed Damaged']],
    ['is cancelled', [1, { status: -2, message: 'By Ann' }], ['Queued', 'Cancelled By Ann']],
    ['is forgotten', [8, { http: 410 }], ['Printing', 'Status unavailable']],
    [
      'is out of reach for a while',
      [8, { http: 503 }, { http: 503 }, { http: 503 }, { status: 8, message: 'Page 9' }],
      ['Printing', 'Reconnecting', 'Printing'],
    ],
  ] as const) {
    it(`of a job that ${history} is each change of state once, after the label`, async () => {
      service.act(...acts);
      const element = show({ label: 'Invoice 42' });
      element.interval = 1000;
      const heard = await spokenBy(element);
      await clock.pass(60_000);
      assert.deepEqual(
        heard,
        expected.map((words) => `Invoice 42: ${words}`),
      );
    });
  }

  it('is nothing where announcements are off', async () => {
    service.act(1, 8, 6);
    const element = show({ announce: 'off' });
    const heard = await spokenBy(element);
    await clock.pass(30_000);
    assert.equal(element.state, 'completed');
    assert.isEmpty(heard);
  });

  it('is nothing that is copied with the words, and is gone some seconds later', async () => {
    const element = show();
    await clock.pass(10);
    const region = regionOf(element);
    assert.equal(region.textContent, 'Print job: Queued');
    const style = getComputedStyle(region);
    const names = ['user-select', '-webkit-user-select'];
    assert.include(
      names.map((name) => style.getPropertyValue(name)),
      'none',
    );
    await clock.pass(6000);
    assert.equal(region.textContent, '');
  });

  it('is gone some seconds later also from a badge that was moved meanwhile', async () => {
    const element = show();
    await clock.pass(10);
    const elsewhere = document.createElement('div');
    page.append(elsewhere);
    elsewhere.append(element);
    await clock.pass(6000);
    assert.equal(regionOf(element).textContent, '');
  });
});

describe('a state that the page has announced', () => {
  it('is not announced again by a row that is rendered again', async () => {
    const heard = spokenOnPage();
    for (let turn = 0; turn < 8; turn++) {
      page.innerHTML = `<p>${badge({ server, token: 'row' }).outerHTML}</p>`;
      await clock.pass(2000);
    }
    assert.deepEqual(heard, ['Print job: Queued']);
    service.act(8);
    await clock.pass(10_000);
    assert.deepEqual(heard, ['Print job: Queued', 'Print job: Printing']);
  });

  it('is not announced again by a badge that is cloned or moved', async () => {
    const heard = spokenOnPage();
    const element = show({ token: 'cloned' });
    await clock.pass(1000);
    page.append(element.cloneNode());
    page.append(element);
    await clock.pass(1000);
    assert.deepEqual(heard, ['Print job: Queued']);
  });

  it('is announced once by two badges of one job', async () => {
    const heard = spokenOnPage();
    show({ token: 'twice' });
    show({ token: 'twice' });
    service.act(1, 8, 7, 8, 6);
    await clock.pass(60_000);
    assert.deepEqual(
      heard,
      ['Queued', 'Printing', 'Paused', 'Printing', 'Completed'].map(
        (words) => `Print job: ${words}`,
      ),
    );
  });

  it('is announced by a badge that is added to others which are silent', async () => {
    const heard = spokenOnPage();
    show({ token: 'silent', announce: 'off' });
    await clock.pass(1000);
    show({ token: 'silent' });
    await clock.pass(1000);
    assert.deepEqual(heard, ['Print job: Queued']);
  });

  for (const act of [{ http: 503 }, { http: 410 }]) {
    it(`is not announced again after ${act.http} by a row that is rendered again`, async () => {
      service.act(8, act);
      const heard = spokenOnPage();
      const row = badge({ server, token: `row after ${act.http}` }).outerHTML;
      page.innerHTML = row;
      await clock.pass(20_000);
      const { length } = heard;
      assert.equal(length, 2);
      for (let turn = 0; turn < 3; turn++) {
        page.innerHTML = row;
        await clock.pass(2000);
      }
      assert.lengthOf(heard, length);
    });
  }

  it('is announced at most every half second by two badges of one job', async () => {
    service.act(1, 2, 3, 4, 8, 7, 8);
    const heard = spokenOnPage();
    show({ token: 'quick', interval: '100' }).interval = 100;
    show({ token: 'quick', interval: '100' }).interval = 100;
    await clock.pass(490);
    assert.lengthOf(heard, 1);
    await clock.pass(500);
    assert.lengthOf(heard, 2);
  });

  it('is followed by the end, though it came while the badge was away', async () => {
    const heard = spokenOnPage();
    const element = show({ token: 'ended meanwhile' });
    await clock.pass(1000);
    element.suspended = true;
    await clock.pass(10);
    service.act(6);
    show({ token: 'ended meanwhile', announce: 'off' });
    await clock.pass(1000);
    element.suspended = false;
    await clock.pass(1000);
    assert.deepEqual(heard, ['Print job: Queued', 'Print job: Completed']);
  });

  it('is followed by the end, though its row is rendered again at the same moment', async () => {
    service.act(8, 6);
    const heard = spokenOnPage();
    const row = badge({ server, token: 'ended row' });
    row.setAttribute('interval', '100');
    page.innerHTML = row.outerHTML;
    page.addEventListener('job-complete', () => (page.innerHTML = row.outerHTML), { once: true });
    await clock.pass(3000);
    assert.deepEqual(heard, ['Print job: Printing', 'Print job: Completed']);
  });

  it('is announced again when it is the result of another try', async () => {
    service.act({ http: 410 });
    const heard = spokenOnPage();
    const element = show();
    await clock.pass(1000);
    element.refresh();
    await clock.pass(1000);
    assert.deepEqual(heard, ['Print job: Status unavailable', 'Print job: Status unavailable']);
  });

  it('is another one for each job', async () => {
    const heard = spokenOnPage();
    show({ label: 'One' });
    show({ label: 'Two' });
    await clock.pass(1000);
    assert.deepEqual(heard, ['One: Queued', 'Two: Queued']);
  });
});

describe('a badge that the page shows while it loads', () => {
  beforeEach(() => {
    pretendReadyState('interactive');
  });

  afterEach(() => {
    pretendReadyState();
  });

  it('is silent at first, though its first response comes after the page has loaded', async () => {
    service.latency = 2000;
    service.act(1, 8);
    const heard = spokenOnPage();
    show();
    await clock.pass(1000);
    pretendReadyState('complete');
    await clock.pass(2000);
    assert.isEmpty(heard);
    await clock.pass(10_000);
    assert.deepEqual(heard, ['Print job: Printing']);
  });

  it('is not announced when its row is rendered again', async () => {
    const heard = spokenOnPage();
    page.innerHTML = badge({ server, token: 'initial row' }).outerHTML;
    await clock.pass(1000);
    pretendReadyState('complete');
    page.innerHTML = badge({ server, token: 'initial row' }).outerHTML;
    await clock.pass(1000);
    assert.isEmpty(heard);
  });

  it('is silent at first, though the page names its service only later', async () => {
    pretendReadyState('loading');
    const heard = spokenOnPage();
    const element = badge({ token: 'served later' });
    element.removeAttribute('server');
    page.append(element);
    await clock.pass(1000);
    assert.isEmpty(service.questions);
    const script = document.createElement('script');
    script.type = 'text/plain';
    script.dataset.meadcoServer = server;
    page.append(script);
    pretendReadyState('interactive');
    document.dispatchEvent(new Event('DOMContentLoaded', { bubbles: true }));
    pretendReadyState('complete');
    await clock.pass(1000);
    assert.equal(element.state, 'queued');
    assert.isEmpty(heard);
  });

  it('announces a job that it gets only later', async () => {
    const heard = spokenOnPage();
    const element = show({ token: '' });
    await clock.pass(1000);
    pretendReadyState('complete');
    element.token = 'later';
    await clock.pass(1000);
    assert.deepEqual(heard, ['Print job: Queued']);
  });
});
