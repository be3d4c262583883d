import { assert } from '@open-wc/testing';
import type { ScriptxJobStatus } from '../../src/index.js';
import '../../src/index.js';
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

describe('the appearance', () => {
  it('of a bar fills the available width, even without custom states', async () => {
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

  it('of a bar fills the available width, and that of a badge fits its words', async () => {
    const [pill, bar] = [show(), show({ appearance: 'bar' })];
    await clock.pass(10);
    assert.equal(bar.getBoundingClientRect().width, page.getBoundingClientRect().width);
    assert.isBelow(pill.getBoundingClientRect().width, page.getBoundingClientRect().width / 2);
  });

  it('of a dot is only an icon, but screen readers get its words', async () => {
    const dot = show({ appearance: 'dot' });
    await clock.pass(10);
    assert.isBelow(dot.getBoundingClientRect().width, 40);
    assert.equal(wordsOf(dot), 'Queued');
    assert.equal(part(dot, 'badge').getAttribute('aria-label'), 'Print job');
    assert.equal(part(dot, 'icon').title.trim(), 'Queued');
  });

  it('is that of a badge if the attribute has an unknown value', async () => {
    const element = show({ appearance: 'banner', announce: 'loudly' });
    await clock.pass(10);
    assert.equal(element.appearance, 'badge');
    assert.equal(element.announce, 'polite');
  });

  it('of a bar shows the progress that the job status implies', async () => {
    const reached: unknown[] = [];
    for (const status of [1, 4, 8, 6]) {
      service.react(status);
      const bar = show({ appearance: 'bar' });
      await clock.pass(10);
      reached.push(bar.shadowRoot?.querySelectorAll('[part~=reached]').length);
    }
    assert.deepEqual(reached, [1, 2, 3, 4]);
  });

  for (const [what, reactions, state] of [
    ['pauses', [7], 'paused'],
    ['fails', [-1], 'failed'],
    ['is cancelled', [-2], 'abandoned'],
    ['has an unknown status', [42], 'unknown'],
    ['is unavailable', [{ http: 503 }], 'reconnecting'],
    ['is lost', [{ http: 410 }], 'lost'],
  ] as const) {
    it(`of a bar keeps the last stage of a job that ${what}, also for screen readers`, async () => {
      service.react(8, ...reactions);
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

  it('of a bar shows no stage of the previous job, even if the next status is known', async () => {
    service.react(7);
    show({ token: 'badge-known' });
    await clock.pass(10);
    service.react(8);
    const bar = show({ appearance: 'bar', token: 'badge-before' });
    await clock.pass(10);
    bar.token = 'badge-known';
    await clock.pass(10);
    assert.equal(bar.state, 'paused');
    assert.equal(bar.shadowRoot?.querySelectorAll('[part~=reached]').length, 0);
    assert.isFalse(part(bar, 'progress').hasAttribute('aria-valuenow'));
  });

  it('of a bar shows no stage of the next job before that has reached one', async () => {
    service.react(8, 7);
    const bar = show({ appearance: 'bar' });
    await clock.pass(10_000);
    service.react(7);
    bar.token = 'badge-next';
    await clock.pass(10);
    assert.equal(bar.state, 'paused');
    assert.equal(bar.shadowRoot?.querySelectorAll('[part~=reached]').length, 0);
    const progress = part(bar, 'progress');
    assert.isFalse(progress.hasAttribute('aria-valuenow'));
    assert.isFalse(progress.hasAttribute('aria-valuetext'));
  });

  it('has one progress bar while a job is in progress, with a value only in a bar', async () => {
    service.react(8);
    const shown = ['badge', 'bar', 'dot'].map((appearance) => show({ appearance }));
    await clock.pass(10);
    const values = shown.map(({ shadowRoot }) =>
      [...(shadowRoot?.querySelectorAll('[role=progressbar]') ?? [])].map((progress) =>
        progress.getAttribute('aria-valuenow'),
      ),
    );
    assert.deepEqual(values, [[null], ['75'], [null]]);
  });

  it('of a job without a response is shown after a third of a second', async () => {
    service.react('hang');
    const element = show();
    await clock.pass(330);
    assert.isFalse(part(element, 'badge').checkVisibility());
    await clock.pass(10);
    assert.equal(wordsOf(element), 'Checking');
    await clock.pass(10_000);
    assert.equal(wordsOf(element), 'No response yet');
  });
});

/** A badge in each state, by the names of the states. */
async function badgesInStates(
  attributes: Record<string, string> = {},
): Promise<Map<string, ScriptxJobStatus>> {
  const badges = new Map<string, ScriptxJobStatus>();
  for (const reaction of [0, 1, 2, 3, 4, 8, 42, 7, { http: 503 }, 6, -1, -2, { http: 410 }]) {
    service.react(reaction);
    const element = show(attributes);
    await clock.pass(5000);
    // The service answers all badges alike.
    element.suspended = true;
    badges.set(element.state, element);
  }
  return badges;
}

describe('the look', () => {
  it('has one colour for all states of a group, each of which a page can change', async () => {
    const groups = {
      'waiting-color': ['not-started', 'queued'],
      'working-color': ['starting', 'downloading', 'downloaded', 'printing', 'unknown'],
      'attention-color': ['paused', 'reconnecting'],
      'completed-color': ['completed'],
      'failed-color': ['failed'],
      color: ['abandoned', 'lost'],
    };
    const badges = await badgesInStates();
    const coloured = (): string[] =>
      [...badges.keys()].filter((state) => {
        const element = badges.get(state);
        return element && getComputedStyle(part(element, 'icon')).color === 'rgb(1, 2, 3)';
      });
    for (const [name, states] of Object.entries(groups)) {
      page.style.setProperty(`--scriptx-job-status-${name}`, 'rgb(1, 2, 3)');
      // The colour of waiting is by default the one of no group.
      const expected = name === 'color' ? [...groups['waiting-color'], ...states] : states;
      assert.sameMembers(coloured(), expected, name);
      page.style.removeProperty(`--scriptx-job-status-${name}`);
      assert.isEmpty(coloured());
    }
  });

  it('gives a paused and a failed job a filled icon on a ground, and a completed one neither', async () => {
    const badges = await badgesInStates();
    const weights = ['paused', 'failed', 'completed', 'abandoned'].map((state) => {
      const element = badges.get(state);
      if (!element) throw new Error(`No badge is ${state}`);
      const { fill, stroke } = getComputedStyle(partOf(element, '[part=icon] path'));
      const { backgroundColor } = getComputedStyle(partOf(element, '[part=badge]'));
      const hasGround = !backgroundColor.endsWith(' 0)');
      return [fill === 'none' ? 'outline' : 'filled', stroke === 'none', hasGround];
    });
    assert.deepEqual(weights, [
      ['filled', true, true],
      ['filled', true, true],
      ['outline', false, false],
      ['outline', false, false],
    ]);
  });

  it('moves while something is done, and not while a job waits its turn', async () => {
    for (const appearance of ['badge', 'bar', 'dot']) {
      const badges = await badgesInStates({ appearance });
      const moving = [...badges].flatMap(([state, { shadowRoot }]) =>
        shadowRoot?.querySelector('[part=motion]') ? [state] : [],
      );
      const expected = ['starting', 'downloading', 'downloaded', 'printing', 'unknown'];
      assert.sameMembers(moving, expected, appearance);
      const queued = badges.get('queued')?.shadowRoot;
      assert.isNotNull(queued?.querySelector('[role=progressbar]'), appearance);
    }
  });

  for (const appearance of ['badge', 'bar']) {
    it(`has its words in the middle, and its progress below them, as a ${appearance}`, async () => {
      service.react(8);
      const element = show({ appearance });
      await clock.pass(10);
      const box = part(element, 'badge').getBoundingClientRect();
      const words = part(element, 'words').getBoundingClientRect();
      const icon = part(element, 'icon').getBoundingClientRect();
      const progress = part(element, 'progress').getBoundingClientRect();
      const middle = (box.top + box.bottom) / 2;
      assert.closeTo((words.top + words.bottom) / 2, middle, 1);
      assert.closeTo((icon.top + icon.bottom) / 2, middle, 1);
      // The box of the words includes their descenders.
      assert.isAtLeast(progress.top, words.bottom);
      assert.closeTo(progress.bottom, box.bottom, 0.5);
    });
  }

  for (const direction of ['ltr', 'rtl']) {
    it(`has its progress between the rounded corners: ${direction}`, async () => {
      service.react(8);
      page.dir = direction;
      for (const [radius, inset] of [
        ['0', 0],
        ['0px', 0],
        ['6px', 6],
        ['6px 0', 0],
        ['50%', 17.6],
        ['999px', 17.6],
      ] as const) {
        page.style.setProperty('--scriptx-job-status-radius', radius);
        for (const appearance of ['badge', 'bar']) {
          const element = show({ appearance });
          element.style.fontSize = '16px';
          await clock.pass(10);
          const box = part(element, 'badge').getBoundingClientRect();
          const drawn = [...part(element, 'progress').children].map((child) =>
            child.getBoundingClientRect(),
          );
          const left = Math.min(...drawn.map((rect) => rect.left));
          const right = Math.max(...drawn.map((rect) => rect.right));
          // Of the border, 1 px is outside the box that the inset counts from.
          assert.closeTo(left - box.left, inset + 1, 0.1, `${radius} ${appearance}`);
          assert.closeTo(box.right - right, inset + 1, 0.1, `${radius} ${appearance}`);
          element.remove();
        }
      }
      page.style.removeProperty('--scriptx-job-status-radius');
      page.dir = '';
    });
  }

  it('is the same among indented and preformatted text', async () => {
    service.react(8);
    for (const appearance of ['badge', 'bar', 'dot']) {
      const sizes: unknown[] = [];
      for (const style of ['', 'white-space: pre; text-indent: 3em', 'white-space: pre-line']) {
        page.style.cssText = style;
        const element = show({ appearance });
        await clock.pass(10);
        const { width, height } = element.getBoundingClientRect();
        sizes.push([width, height]);
        element.remove();
      }
      page.style.cssText = '';
      assert.deepEqual(sizes, [sizes[0], sizes[0], sizes[0]], appearance);
    }
  });

  it('of a dot has a round ring, as large as the circle of other icons', async () => {
    service.react(8);
    const dot = show({ appearance: 'dot' });
    await clock.pass(10);
    const ring = part(dot, 'motion');
    service.react(6);
    const other = show({ appearance: 'dot' });
    await clock.pass(10);
    const icon = partOf(other, '[part=icon] svg').getBoundingClientRect();
    // The boxes without their transformation, because it turns.
    assert.deepEqual([ring.offsetWidth, ring.offsetHeight], [icon.width, icon.height]);
    const middleOf = ({ left, right, top, bottom }: DOMRect) => [left + right, top + bottom];
    assert.deepEqual(
      middleOf(part(dot, 'progress').getBoundingClientRect()),
      middleOf(part(dot, 'badge').getBoundingClientRect()),
    );
    assert.equal(getComputedStyle(partOf(dot, '[part=motion] path')).strokeLinecap, 'round');
  });

  it('can be changed by one custom property each', async () => {
    service.react(8);
    const [pill, bar, dot] = ['badge', 'bar', 'dot'].map((appearance) => show({ appearance }));
    if (!pill || !bar || !dot) throw new Error('A badge is missing');
    await clock.pass(10);
    const styleOf = (element: ScriptxJobStatus, selector: string): CSSStyleDeclaration =>
      getComputedStyle(partOf(element, selector));
    const looks = {
      radius: () => [pill, bar].map((each) => styleOf(each, '[part=badge]').borderRadius),
      padding: () => [pill, bar].map((each) => styleOf(each, '[part=badge]').padding),
      'icon-size': () => [pill, bar, dot].map((each) => styleOf(each, '[part=icon]').width),
      'track-color': () => [
        styleOf(pill, '.track').backgroundColor,
        styleOf(bar, '[part~=stage]:last-child').backgroundColor,
        styleOf(dot, '[part=motion] circle').stroke,
      ],
    };
    const values = {
      radius: '3px',
      padding: '5px 7px',
      'icon-size': '30px',
      'track-color': 'rgb(4, 5, 6)',
    };
    for (const [name, look] of Object.entries(looks)) {
      const value = values[name as keyof typeof looks];
      assert.notInclude(look(), value, name);
      page.style.setProperty(`--scriptx-job-status-${name}`, value);
      assert.deepEqual([...new Set(look())], [value], name);
      page.style.removeProperty(`--scriptx-job-status-${name}`);
    }
  });
});

describe('the page around a badge', () => {
  it('does not move up or down when the state changes and its words fit on one line', async () => {
    page.style.width = '2000px';
    const heights: Record<string, Set<number>> = {};
    const states = new Set<string>();
    for (const reaction of [
      0,
      1,
      2,
      3,
      4,
      8,
      7,
      6,
      -1,
      -2,
      42,
      'hang',
      { http: 503 },
      { http: 410 },
    ]) {
      service.react(reaction as Parameters<typeof service.react>[0]);
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

  it('may unset all styles without breaking the badge', async () => {
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

  it('sees no attribute change on it, from its first state to its last', async () => {
    service.react(1, 2, 3, 4, 8, 7, { http: 503 }, { http: 503 }, { http: 503 }, 8, 6);
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

describe('slotted content', () => {
  it('is visible only in its state', async () => {
    service.react(1, 6);
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

  it('is beside the badge with a gap, on the same line', async () => {
    service.react(6);
    const element = show();
    element.innerHTML = '<a slot="completed" href="#done">Done</a>';
    await clock.pass(10);
    const link = element.querySelector('a')?.getBoundingClientRect();
    const box = part(element, 'badge').getBoundingClientRect();
    const words = part(element, 'words').getBoundingClientRect();
    assert.isAtLeast((link?.left ?? 0) - box.right, 4);
    assert.closeTo(link?.bottom ?? 0, words.bottom, 1);
  });

  it('is not announced', async () => {
    service.react(1, 6);
    const element = show();
    element.innerHTML = '<a slot="completed" href="#done">Done</a>';
    const announced = await spokenBy(element);
    await clock.pass(10_000);
    assert.deepEqual(announced, ['Print job: Queued', 'Print job: Completed']);
  });
});

describe('a waiting badge', () => {
  it('is rendered when it is suspended before the first response', async () => {
    service.react('hang');
    const element = show();
    await clock.pass(100);
    element.suspended = true;
    await clock.pass(200);
    assert.isFalse(partOf(element, '[part=badge]').checkVisibility());
    await clock.pass(50);
    assert.equal(element.state, 'connecting');
    assert.isTrue(partOf(element, '[part=badge]').checkVisibility());
  });

  it('is not rendered again for polls of other jobs', async () => {
    const idle = show({ interval: '600000' });
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

  it('shows after ten seconds that there is no response, counted again for another job', async () => {
    service.react('hang');
    const element = show();
    await clock.pass(9999);
    assert.equal(wordsOf(element), 'Checking');
    await clock.pass(1);
    assert.equal(wordsOf(element), 'No response yet');
    element.token = 'the-next';
    await clock.pass(340);
    assert.equal(wordsOf(element), 'Checking');
  });

  it('leaves no timer when it is suspended or removed', async () => {
    service.react('hang');
    for (const stop of ['suspend', 'remove']) {
      const element = show();
      await clock.pass(10);
      if (stop === 'suspend') element.suspended = true;
      else element.remove();
      element.requestUpdate();
      await clock.pass(400);
      assert.equal(clock.timers, 0);
    }
  });

  it('shows that it checks when it is refreshed or resumed, and ten seconds later that there is no response', async () => {
    service.react({ http: 410 });
    const element = show();
    await clock.pass(20_000);
    service.react('hang');
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
});
