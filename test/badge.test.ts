import { assert } from '@open-wc/testing';
import type { ScriptxJobStatus } from '../src/index.js';
import '../src/index.js';
import { clock, page, service, useDrivenPage } from './support/driven-page.js';
import { badge, partOf, spokenBy, wordsOf } from './support/pages.js';

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
    const reached: string[] = [];
    for (const status of [1, 4, 8, 6]) {
      service.act(status);
      const bar = show({ appearance: 'bar' });
      await clock.pass(10);
      reached.push(getComputedStyle(part(bar, 'stage')).backgroundSize);
    }
    assert.deepEqual(reached, ['25% 100%', '50% 100%', '75% 100%', '100% 100%']);
  });

  it('of a job without an answer comes after a third of a second', async () => {
    service.act('hang');
    const element = show();
    await clock.pass(330);
    assert.isFalse(part(element, 'badge').checkVisibility());
    await clock.pass(10);
    assert.equal(wordsOf(element), 'Checking');
    await clock.pass(10_000);
    assert.equal(wordsOf(element), 'No answer yet');
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
    const heard = await spokenBy(element);
    await clock.pass(10_000);
    assert.deepEqual(heard, ['Print job: Queued', 'Print job: Completed']);
  });
});

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

  it('is nothing where announcements are off', async () => {
    service.act(1, 8, 6);
    const element = show({ announce: 'off' });
    const heard = await spokenBy(element);
    await clock.pass(30_000);
    assert.equal(element.state, 'completed');
    assert.isEmpty(heard);
  });
});
