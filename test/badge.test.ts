import { assert } from '@open-wc/testing';
import type { ScriptxJobStatus } from '../src/index.js';
import '../src/index.js';
import { clock, page, service, useDrivenPage } from './support/driven-page.js';
import { badge, partOf, regionOf, spokenBy, wordsOf } from './support/pages.js';

let lastToken = 0;

function show(attributes: Record<string, string> = {}): ScriptxJobStatus {
  const server = 'https://badges.example';
  const element = badge({ server, token: `badge-${++lastToken}`, ...attributes });
  element.removeAttribute('interval');
  page.append(element);
  return element;
}

const part = (element: ScriptxJobStatus, name: string): HTMLElement =>
  partOf(element, `[part=${name}]`);

useDrivenPage();

describe('the look', () => {
  it('is as wide as there is room in a bar, also without custom states', async () => {
    const states = Object.getOwnPropertyDescriptor(ElementInternals.prototype, 'states') ?? {};
    Object.defineProperty(ElementInternals.prototype, 'states', {
      configurable: true,
      get: () => undefined,
    });
    try {
      const bar = show({ appearance: 'bar' });
      await clock.pass(10);
      assert.equal(bar.state, 'queued');
      assert.equal(bar.getBoundingClientRect().width, page.getBoundingClientRect().width);
    } finally {
      Object.defineProperty(ElementInternals.prototype, 'states', states);
    }
  });

  it('is as wide as there is room in a bar, and as its words in a badge', async () => {
    const [pill, bar] = [show(), show({ appearance: 'bar' })];
    await clock.pass(10);
    assert.equal(bar.getBoundingClientRect().width, page.getBoundingClientRect().width);
    assert.isBelow(pill.getBoundingClientRect().width, page.getBoundingClientRect().width / 2);
  });

  it('is an icon alone in a dot, whose words are still there for who cannot see it', async () => {
    const dot = show({ appearance: 'dot' });
    await clock.pass(10);
    assert.isBelow(dot.getBoundingClientRect().width, 40);
    assert.equal(wordsOf(dot), 'Queued');
    assert.equal(part(dot, 'badge').getAttribute('aria-label'), 'Print job');
    assert.equal(part(dot, 'icon').title.trim(), 'Queued');
  });

  it('is a badge for a word that is none', async () => {
    const element = show({ appearance: 'banner', announce: 'loudly' });
    await clock.pass(10);
    assert.equal(element.appearance, 'badge');
    assert.equal(element.announce, 'polite');
  });

  it('shows in a bar how far the job has come, as far as its status tells', async () => {
    const reached: unknown[] = [];
    for (const status of [1, 4, 8, 6]) {
      service.act(status);
      const bar = show({ appearance: 'bar' });
      await clock.pass(10);
      reached.push(bar.shadowRoot?.querySelectorAll('[part~=reached]').length);
    }
    assert.deepEqual(reached, [1, 2, 3, 4]);
  });

  for (const [what, acts, state] of [
    ['pauses', [7], 'paused'],
    ['fails', [-1], 'failed'],
    ['is cancelled', [-2], 'abandoned'],
    ['has an unknown status', [42], 'unknown'],
    ['is out of reach', [{ http: 503 }], 'reconnecting'],
    ['is lost', [{ http: 410 }], 'lost'],
  ] as const) {
    it(`keeps in a bar the last stage of a job that ${what}, and tells it`, async () => {
      service.act(8, ...acts);
      const bar = show({ appearance: 'bar' });
      await clock.pass(20_000);
      assert.equal(bar.state, state);
      assert.equal(bar.shadowRoot?.querySelectorAll('[part~=reached]').length, 3);
      const progress = part(bar, 'progress');
      assert.deepEqual(
        ['role', 'aria-valuenow', 'aria-valuetext'].map((name) => progress.getAttribute(name)),
        ['progressbar', '75', 'Printing'],
      );
    });
  }

  it('has no stage of the job before in a bar, also if the next one is known', async () => {
    service.act(7);
    show({ token: 'badge-known' });
    await clock.pass(10);
    service.act(8);
    const bar = show({ appearance: 'bar', token: 'badge-before' });
    await clock.pass(10);
    bar.token = 'badge-known';
    await clock.pass(10);
    assert.equal(bar.state, 'paused');
    assert.equal(bar.shadowRoot?.querySelectorAll('[part~=reached]').length, 0);
    assert.isFalse(part(bar, 'progress').hasAttribute('aria-valuenow'));
  });

  it('has no stage in a bar before there is one, or for the next job', async () => {
    service.act(8, 7);
    const bar = show({ appearance: 'bar' });
    await clock.pass(10_000);
    service.act(7);
    bar.token = 'badge-next';
    await clock.pass(10);
    assert.equal(bar.state, 'paused');
    assert.equal(bar.shadowRoot?.querySelectorAll('[part~=reached]').length, 0);
    const progress = part(bar, 'progress');
    assert.isFalse(progress.hasAttribute('aria-valuenow'));
    assert.isFalse(progress.hasAttribute('aria-valuetext'));
  });

  it('has one progress bar while a job is in progress, without a value outside of a bar', async () => {
    service.act(8);
    const shown = ['badge', 'bar', 'dot'].map((appearance) => show({ appearance }));
    await clock.pass(10);
    const values = shown.map(({ shadowRoot }) =>
      [...(shadowRoot?.querySelectorAll('[role=progressbar]') ?? [])].map((progress) =>
        progress.getAttribute('aria-valuenow'),
      ),
    );
    assert.deepEqual(values, [[null], ['75'], [null]]);
  });

  it('of a job without an answer comes after a third of a second', async () => {
    service.act('hang');
    const element = show();
    await clock.pass(330);
    assert.isFalse(part(element, 'badge').checkVisibility());
    await clock.pass(10);
    assert.equal(wordsOf(element), 'Checking');
    await clock.pass(10_000);
    assert.equal(wordsOf(element), 'No response yet');
  });
});

describe('the page around it', () => {
  it('moves up or down with no change of state whose words fit into a line', async () => {
    page.style.width = '2000px';
    const heights: Record<string, Set<number>> = {};
    const states = new Set<string>();
    for (const act of [0, 1, 2, 3, 4, 8, 7, 6, -1, -2, 42, 'hang', { http: 503 }, { http: 410 }]) {
      service.act(act as Parameters<typeof service.act>[0]);
      const shown = ['badge', 'bar', 'dot'].map((appearance) => show({ appearance }));
      await clock.pass(5000);
      for (const element of shown) {
        (heights[element.appearance] ??= new Set()).add(element.getBoundingClientRect().height);
        states.add(element.state);
        element.remove();
      }
    }
    assert.equal(states.size, 14);
    assert.sameMembers(
      Object.values(heights).map(({ size }) => size),
      [1, 1, 1],
    );
  });

  it('may unset all styles, and the badge is whole nevertheless', async () => {
    page.innerHTML = '<style>* { all: unset }</style>';
    const [element, hidden] = [show(), show({ hidden: '' })];
    await clock.pass(10);
    const styleOf = (selector: string) => getComputedStyle(partOf(element, selector));
    assert.equal(styleOf('[part=badge]').display, 'inline-flex');
    const { fontSize } = styleOf('[part=badge]');
    const { width } = part(element, 'icon').getBoundingClientRect();
    assert.closeTo(width, 1.15 * parseFloat(fontSize), 0.1);
    const { height } = regionOf(element).getBoundingClientRect();
    assert.deepEqual(
      [styleOf('[role=status]').position, styleOf('[role=status]').clipPath, height],
      ['absolute', 'inset(50%)', 1],
    );
    assert.isFalse(part(hidden, 'badge').checkVisibility());
  });

  it('finds nothing written on it, from its first state to its last', async () => {
    service.act(1, 2, 3, 4, 8, 7, { http: 503 }, { http: 503 }, { http: 503 }, 8, 6);
    const element = badge({ token: 'untouched' });
    const observer = new MutationObserver(() => undefined);
    observer.observe(element, { attributes: true });
    const before = element.getAttributeNames();
    page.append(element);
    await clock.pass(120_000);
    assert.equal(element.state, 'completed');
    assert.lengthOf(observer.takeRecords(), 0);
    assert.deepEqual(element.getAttributeNames(), before);
  });
});

describe('what an author puts into it', () => {
  it('shows in its state alone', async () => {
    service.act(1, 6);
    const element = show();
    element.innerHTML = '<a slot="completed" href="#done">Done</a><p slot="failed">Oh</p><b>No</b>';
    const [link, failed, other] = element.children as unknown as HTMLElement[];
    await clock.pass(10);
    assert.deepEqual(
      [link?.offsetParent, failed?.offsetParent, other?.offsetParent],
      [null, null, null],
    );
    await clock.pass(10_000);
    assert.isNotNull(link?.offsetParent);
    assert.deepEqual([failed?.offsetParent, other?.offsetParent], [null, null]);
  });

  it('stands beside the badge with a gap, on the same line', async () => {
    service.act(6);
    const element = show();
    element.innerHTML = '<a slot="completed" href="#done">Done</a>';
    await clock.pass(10);
    const link = element.querySelector('a')?.getBoundingClientRect();
    const box = part(element, 'badge').getBoundingClientRect();
    const words = part(element, 'words').getBoundingClientRect();
    assert.isAtLeast((link?.left ?? 0) - box.right, 4);
    assert.closeTo(link?.bottom ?? 0, words.bottom, 1);
  });

  it('is not spoken', async () => {
    service.act(1, 6);
    const element = show();
    element.innerHTML = '<a slot="completed" href="#done">Done</a>';
    const heard = await spokenBy(element);
    await clock.pass(10_000);
    assert.deepEqual(heard, ['Print job: Queued', 'Print job: Completed']);
  });
});
