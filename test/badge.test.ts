import { assert, fixtureSync, html } from '@open-wc/testing';
import type { ScriptxJobStatus } from '../src/index.js';
import '../src/index.js';
import { replacePlatform } from '../src/watching/platform.js';
import { DrivenClock } from './support/driven-clock.mjs';
import { badge } from './support/pages.js';
import { ScriptedService } from './support/scripted-service.js';

let lastToken = 0;
let page: HTMLElement;
let clock: DrivenClock;
let service: ScriptedService;

function show(attributes: Record<string, string> = {}): ScriptxJobStatus {
  const server = 'https://badges.example';
  const element = badge({ server, token: `badge-${++lastToken}`, ...attributes });
  element.removeAttribute('interval');
  page.append(element);
  return element;
}

function part(element: Element, name: string): HTMLElement | null {
  return element.shadowRoot?.querySelector<HTMLElement>(`[part='${name}']`) ?? null;
}

/** Notes what a screen reader is given to say. */
async function heardFrom(element: ScriptxJobStatus): Promise<string[]> {
  const heard: string[] = [];
  await element.updateComplete;
  const region = element.shadowRoot?.querySelector("[role='status']");
  assert.exists(region, 'a live region is there before its first message');
  new MutationObserver(() => {
    if (region.textContent) heard.push(region.textContent);
  }).observe(region, { childList: true, characterData: true, subtree: true });
  return heard;
}

beforeEach(() => {
  clock = new DrivenClock(replacePlatform);
  service = new ScriptedService(clock, 1);
  page = fixtureSync(html`<div></div>`);
});

afterEach(async () => {
  page.remove();
  await clock.end();
});

describe('the look', () => {
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
    assert.equal(part(dot, 'words')?.textContent, 'Queued');
    assert.equal(part(dot, 'badge')?.getAttribute('aria-label'), 'Print job');
  });

  it('is a badge for a word that is none', async () => {
    const element = show({ appearance: 'banner', announce: 'loudly' });
    await clock.pass(10);
    assert.equal(element.appearance, 'badge');
    assert.equal(element.announce, 'polite');
  });

  it('shows in a bar how far the job has come, as far as its status tells', async () => {
    const widths: number[] = [];
    for (const status of [1, 4, 8, 6]) {
      service.act(status);
      const bar = show({ appearance: 'bar' });
      await clock.pass(10);
      const whole = part(bar, 'badge')?.clientWidth ?? NaN;
      widths.push(Math.round((100 * (part(bar, 'stage')?.clientWidth ?? NaN)) / whole));
    }
    assert.deepEqual(widths, [25, 50, 75, 100]);
  });

  it('of a job without an answer comes after a third of a second', async () => {
    service.act('hang');
    const element = show();
    await clock.pass(330);
    assert.isNull(part(element, 'badge'));
    await clock.pass(10);
    assert.equal(part(element, 'words')?.textContent, 'Checking');
    await clock.pass(10_000);
    assert.equal(part(element, 'words')?.textContent, 'No answer yet');
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

  it('is not spoken', async () => {
    service.act(1, 6);
    const element = show();
    element.innerHTML = '<a slot="completed" href="#done">Done</a>';
    const heard = await heardFrom(element);
    await clock.pass(10_000);
    assert.deepEqual(heard, ['Print job: Queued', 'Print job: Completed']);
  });
});

describe('what is heard', () => {
  it('is the first change at once, and of many soon after it the last', async () => {
    service.act(1, 2, 3, 4, 8);
    const element = show({ interval: '100' });
    element.interval = 100;
    const heard = await heardFrom(element);
    await clock.pass(10);
    assert.deepEqual(heard, ['Print job: Queued']);
    await clock.pass(480);
    assert.lengthOf(heard, 1);
    await clock.pass(30);
    assert.deepEqual(heard, ['Print job: Queued', 'Print job: Printing']);
  });

  it('is nothing where announcements are off', async () => {
    service.act(1, 8, 6);
    const element = show({ announce: 'off' });
    const heard = await heardFrom(element);
    await clock.pass(30_000);
    assert.equal(element.state, 'completed');
    assert.isEmpty(heard);
  });
});
