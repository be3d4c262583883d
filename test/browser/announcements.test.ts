import { assert } from '@open-wc/testing';
import type { ScriptxJobStatus } from '../../src/index.js';
import '../../src/index.js';
import { clock, page, service, useDrivenPage } from './support/driven-page.js';
import { badge, pretendReadyState, regionOf, spokenBy } from './support/pages.js';

const server = 'https://announced.example';
let lastToken = 0;

function show(attributes: Record<string, string> = {}): ScriptxJobStatus {
  const element = badge({ server, token: `announced-${++lastToken}`, ...attributes });
  element.removeAttribute('interval');
  page.append(element);
  return element;
}

/** What the badges that are added to the page from now on announce. */
function announcedOnPage(): string[] {
  const announced: string[] = [];
  const observed = new WeakSet<Element>();
  new MutationObserver(() => {
    for (const element of page.querySelectorAll('scriptx-job-status')) {
      if (observed.has(element)) continue;
      observed.add(element);
      void spokenBy(element, announced);
    }
  }).observe(page, { childList: true, subtree: true });
  return announced;
}

useDrivenPage();

describe('what a badge announces', () => {
  it('is the first change immediately, and then the last of several quick ones', async () => {
    service.react(1, 2, 3, 4, 8);
    const element = show({ interval: '100' });
    element.interval = 100;
    const announced = await spokenBy(element);
    await clock.pass(10);
    assert.deepEqual(announced, ['Print job: Queued']);
    await clock.pass(480);
    assert.lengthOf(announced, 1);
    await clock.pass(30);
    assert.deepEqual(announced, ['Print job: Queued', 'Print job: Printing']);
  });

  for (const [history, reactions, expected] of [
    [
      'prints and reports its pages',
      [1, 2, 3, 4, 8, { status: 8, message: 'Page 1' }, { status: 8, message: 'Page 2' }, 6],
      ['Queued', 'Starting', 'Fetching document', 'Document fetched', 'Printing', 'Completed'],
    ],
    [
      'is paused for one reason after another',
      [8, { status: 7, message: 'No paper' }, { status: 7, message: 'No ink' }, 8, 6],
      ['Printing', 'Paused No paper', 'Printing', 'Completed'],
    ],
    ['fails', [8, { status: -1, message: 'Damaged' }], ['Printing', 'Failed Damaged']],
    ['is cancelled', [1, { status: -2, message: 'By Ann' }], ['Queued', 'Cancelled By Ann']],
    ['is forgotten', [8, { http: 410 }], ['Printing', 'Status unavailable']],
    [
      'is unavailable for a while',
      [8, { http: 503 }, { http: 503 }, { http: 503 }, { status: 8, message: 'Page 9' }],
      ['Printing', 'Reconnecting', 'Printing'],
    ],
  ] as const) {
    it(`for a job that ${history} is each change of state once, after the label`, async () => {
      service.react(...reactions);
      const element = show({ label: 'Invoice 42' });
      element.interval = 1000;
      const announced = await spokenBy(element);
      await clock.pass(60_000);
      assert.deepEqual(
        announced,
        expected.map((words) => `Invoice 42: ${words}`),
      );
    });
  }

  it('is nothing if announcements are off', async () => {
    service.react(1, 8, 6);
    const element = show({ announce: 'off' });
    const announced = await spokenBy(element);
    await clock.pass(30_000);
    assert.equal(element.state, 'completed');
    assert.isEmpty(announced);
  });

  it('is not copied with the words, and is removed after some seconds', async () => {
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

  it('is removed after some seconds even if the badge was moved', async () => {
    const element = show();
    await clock.pass(10);
    const elsewhere = document.createElement('div');
    page.append(elsewhere);
    elsewhere.append(element);
    await clock.pass(6000);
    assert.equal(regionOf(element).textContent, '');
  });
});

describe('the state of a job', () => {
  it('is not announced again when its row is rendered again', async () => {
    const announced = announcedOnPage();
    for (let round = 0; round < 8; round++) {
      page.innerHTML = `<p>${badge({ server, token: 'row' }).outerHTML}</p>`;
      await clock.pass(2000);
    }
    assert.deepEqual(announced, ['Print job: Queued']);
    service.react(8);
    await clock.pass(10_000);
    assert.deepEqual(announced, ['Print job: Queued', 'Print job: Printing']);
  });

  it('is not announced again when its badge is cloned or moved', async () => {
    const announced = announcedOnPage();
    const element = show({ token: 'cloned' });
    await clock.pass(1000);
    page.append(element.cloneNode());
    page.append(element);
    await clock.pass(1000);
    assert.deepEqual(announced, ['Print job: Queued']);
  });

  it('is announced once by two badges of one job', async () => {
    const announced = announcedOnPage();
    show({ token: 'twice' });
    show({ token: 'twice' });
    service.react(1, 8, 7, 8, 6);
    await clock.pass(60_000);
    assert.deepEqual(
      announced,
      ['Queued', 'Printing', 'Paused', 'Printing', 'Completed'].map(
        (words) => `Print job: ${words}`,
      ),
    );
  });

  it('is announced by a badge that is added to silent ones', async () => {
    const announced = announcedOnPage();
    show({ token: 'silent', announce: 'off' });
    await clock.pass(1000);
    show({ token: 'silent' });
    await clock.pass(1000);
    assert.deepEqual(announced, ['Print job: Queued']);
  });

  for (const reaction of [{ http: 503 }, { http: 410 }]) {
    it(`is not announced again after ${reaction.http} when its row is rendered again`, async () => {
      service.react(8, reaction);
      const announced = announcedOnPage();
      const row = badge({ server, token: `row after ${reaction.http}` }).outerHTML;
      page.innerHTML = row;
      await clock.pass(20_000);
      const { length } = announced;
      assert.equal(length, 2);
      for (let round = 0; round < 3; round++) {
        page.innerHTML = row;
        await clock.pass(2000);
      }
      assert.lengthOf(announced, length);
    });
  }

  it('is announced at most every half second by two badges of one job', async () => {
    service.react(1, 2, 3, 4, 8, 7, 8);
    const announced = announcedOnPage();
    show({ token: 'quick', interval: '100' }).interval = 100;
    show({ token: 'quick', interval: '100' }).interval = 100;
    await clock.pass(490);
    assert.lengthOf(announced, 1);
    await clock.pass(500);
    assert.lengthOf(announced, 2);
  });

  it('is announced when it is final, even if it came while the badge was suspended', async () => {
    const announced = announcedOnPage();
    const element = show({ token: 'ended meanwhile' });
    await clock.pass(1000);
    element.suspended = true;
    await clock.pass(10);
    service.react(6);
    show({ token: 'ended meanwhile', announce: 'off' });
    await clock.pass(1000);
    element.suspended = false;
    await clock.pass(1000);
    assert.deepEqual(announced, ['Print job: Queued', 'Print job: Completed']);
  });

  it('is announced when it is final, even if its row is rendered again at that moment', async () => {
    service.react(8, 6);
    const announced = announcedOnPage();
    const row = badge({ server, token: 'ended row' });
    row.setAttribute('interval', '100');
    page.innerHTML = row.outerHTML;
    page.addEventListener('job-complete', () => (page.innerHTML = row.outerHTML), { once: true });
    await clock.pass(3000);
    assert.deepEqual(announced, ['Print job: Printing', 'Print job: Completed']);
  });

  it('is announced again after a refresh', async () => {
    service.react({ http: 410 });
    const announced = announcedOnPage();
    const element = show();
    await clock.pass(1000);
    element.refresh();
    await clock.pass(1000);
    assert.deepEqual(announced, ['Print job: Status unavailable', 'Print job: Status unavailable']);
  });

  it('is announced for each job, even if it is the same', async () => {
    const announced = announcedOnPage();
    show({ label: 'One' });
    show({ label: 'Two' });
    await clock.pass(1000);
    assert.deepEqual(announced, ['One: Queued', 'Two: Queued']);
  });
});

describe('a badge that is added while the page loads', () => {
  beforeEach(() => {
    pretendReadyState('interactive');
  });

  afterEach(() => {
    pretendReadyState();
  });

  it('does not announce its first state, even if the response arrives after the page has loaded', async () => {
    service.latency = 2000;
    service.react(1, 8);
    const announced = announcedOnPage();
    show();
    await clock.pass(1000);
    pretendReadyState('complete');
    await clock.pass(2000);
    assert.isEmpty(announced);
    await clock.pass(10_000);
    assert.deepEqual(announced, ['Print job: Printing']);
  });

  it('announces nothing when its row is rendered again', async () => {
    const announced = announcedOnPage();
    page.innerHTML = badge({ server, token: 'initial row' }).outerHTML;
    await clock.pass(1000);
    pretendReadyState('complete');
    page.innerHTML = badge({ server, token: 'initial row' }).outerHTML;
    await clock.pass(1000);
    assert.isEmpty(announced);
  });

  it('does not announce its first state, even if the page names its service later', async () => {
    pretendReadyState('loading');
    const announced = announcedOnPage();
    const element = badge({ token: 'served later' });
    element.removeAttribute('server');
    page.append(element);
    await clock.pass(1000);
    assert.isEmpty(service.requests);
    const script = document.createElement('script');
    script.type = 'text/plain';
    script.dataset.meadcoServer = server;
    page.append(script);
    pretendReadyState('interactive');
    document.dispatchEvent(new Event('DOMContentLoaded', { bubbles: true }));
    pretendReadyState('complete');
    await clock.pass(1000);
    assert.equal(element.state, 'queued');
    assert.isEmpty(announced);
  });

  it('announces a job that it gets after the page has loaded', async () => {
    const announced = announcedOnPage();
    const element = show({ token: '' });
    await clock.pass(1000);
    pretendReadyState('complete');
    element.token = 'later';
    await clock.pass(1000);
    assert.deepEqual(announced, ['Print job: Queued']);
  });
});

describe('an announcement', () => {
  it('about the next job is made even if it is the same and follows immediately', async () => {
    service.react({ status: -1, message: 'first' });
    const element = show({ label: 'Order' });
    await clock.pass(50);
    assert.equal(regionOf(element).textContent, 'Order: Failed first');
    service.react({ status: -1, message: 'second' });
    element.token = 'next';
    await clock.pass(5000);
    assert.equal(regionOf(element).textContent, 'Order: Failed second');
  });

  it('about a job is cleared when the next job is set, which has no response yet', async () => {
    service.react(6);
    const element = show();
    await clock.pass(50);
    service.react('hang');
    element.token = 'next';
    await clock.pass(9000);
    assert.equal(regionOf(element).textContent, '');
  });

  it('is made by a badge that was moved before the page had loaded', async () => {
    pretendReadyState('interactive');
    try {
      const element = show();
      await clock.pass(2000);
      service.react(8);
      await clock.pass(2000);
      const elsewhere = document.createElement('div');
      page.append(elsewhere);
      elsewhere.append(element);
      service.react(6);
      await clock.pass(5000);
      assert.equal(regionOf(element).textContent, 'Print job: Completed');
    } finally {
      pretendReadyState();
    }
  });
});
