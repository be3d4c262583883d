import { assert } from '@open-wc/testing';
import type { ScriptxJobStatus } from '../../src/index.js';
import '../../src/index.js';
import { clock, page, service, useDrivenPage } from './support/driven-page.js';
import { badge, partOf, wordsOf } from './support/pages.js';

const server = 'https://calm.example';
const appearances = ['badge', 'bar', 'dot'] as const;
let lastToken = 0;

function show(attributes: Record<string, string> = {}): ScriptxJobStatus {
  const element = badge({ server, token: `calm-${++lastToken}`, ...attributes });
  element.removeAttribute('interval');
  page.append(element);
  return element;
}

/** Counts the calls of a method while a test runs. */
function countCalls<T extends object>(object: T, name: keyof T & string): { calls: number } {
  const count = { calls: 0 };
  const method = object[name] as (...args: unknown[]) => unknown;
  Object.defineProperty(object, name, {
    configurable: true,
    writable: true,
    value(this: unknown, ...args: unknown[]) {
      count.calls++;
      return method.apply(this, args);
    },
  });
  restore.push(() => {
    Object.defineProperty(object, name, { configurable: true, writable: true, value: method });
  });
  return count;
}

const restore: (() => void)[] = [];

useDrivenPage();

afterEach(() => {
  for (const undo of restore.splice(0)) undo();
});

describe('a poll that changes nothing', () => {
  for (const appearance of appearances) {
    it(`writes nothing to the DOM of a ${appearance}`, async () => {
      service.react({ status: 5, message: 'Page 1' });
      const element = show({ appearance });
      // By then, the announcement has been removed.
      await clock.pass(10_000);
      const { shadowRoot } = element;
      assert.exists(shadowRoot);
      const observer = new MutationObserver(() => undefined);
      const everything = { attributes: true, characterData: true, childList: true, subtree: true };
      observer.observe(shadowRoot, everything);
      observer.observe(page, everything);
      const states = [
        countCalls(CustomStateSet.prototype, 'add'),
        countCalls(CustomStateSet.prototype, 'delete'),
        countCalls(CustomStateSet.prototype, 'clear'),
      ];
      const updates = countCalls(element, 'requestUpdate');
      const polls = service.requests.length;
      await clock.pass(60_000);
      assert.isAtLeast(service.requests.length - polls, 6);
      assert.equal(updates.calls, 0);
      assert.isEmpty(observer.takeRecords());
      assert.deepEqual(
        states.map(({ calls }) => calls),
        [0, 0, 0],
      );
    });
  }

  it('keeps the text of a page translator', async () => {
    service.react({ status: 8, message: 'Page 1' });
    const element = show();
    await clock.pass(10);
    for (const part of ['words', 'message']) {
      const translated = document.createElement('span');
      translated.textContent = `translated ${part}`;
      partOf(element, `[part=${part}]`).replaceChildren(translated);
    }
    const polls = service.requests.length;
    await clock.pass(60_000);
    assert.isAtLeast(service.requests.length - polls, 6);
    assert.equal(wordsOf(element), 'translated words translated message');
    service.react({ status: 7, message: 'Out of paper' });
    await clock.pass(10_000);
    assert.equal(wordsOf(element), 'Paused Out of paper');
  });
});

describe('the motion of a busy badge', () => {
  for (const appearance of appearances) {
    it(`needs only properties that are animated without the main thread, as a ${appearance}`, async () => {
      service.react(8);
      const element = show({ appearance });
      await clock.pass(10);
      const moving = [...(element.shadowRoot?.querySelectorAll('[part=motion]') ?? [])];
      assert.lengthOf(moving, 1);
      assert.isNull(element.shadowRoot?.querySelector('progress') ?? null);
      for (const part of moving) {
        const { backgroundImage, maskImage, filter } = getComputedStyle(part);
        assert.deepEqual([part.localName, backgroundImage, filter], ['span', 'none', 'none']);
        assert.include(['none', '', undefined], maskImage);
        for (const animation of part.getAnimations()) {
          const properties = (animation.effect as KeyframeEffect)
            .getKeyframes()
            .flatMap((keyframe) => Object.keys(keyframe))
            .filter((name) => !['offset', 'computedOffset', 'easing', 'composite'].includes(name));
          assert.isEmpty(properties.filter((name) => !['transform', 'opacity'].includes(name)));
        }
      }
    });
  }

  it('ends with the job', async () => {
    service.react(8, 6);
    const elements = appearances.map((appearance) => show({ appearance }));
    await clock.pass(10_000);
    for (const element of elements) {
      assert.equal(element.state, 'completed');
      assert.isNull(element.shadowRoot?.querySelector('[part=motion]') ?? null);
    }
  });
});

describe('a page with many badges', () => {
  it('has one language observer per root, which is disconnected when they are removed', async () => {
    const observed = countCalls(MutationObserver.prototype, 'observe');
    const disconnected = countCalls(MutationObserver.prototype, 'disconnect');
    const host = document.createElement('div');
    page.append(host);
    const root = host.attachShadow({ mode: 'open' });
    for (let index = 0; index < 50; index++) {
      show({ token: 'same' });
      root.append(badge({ server, token: 'same' }));
    }
    await clock.pass(10);
    assert.equal(observed.calls, 2);
    page.append(...[...page.children].reverse());
    await clock.pass(10);
    page.replaceChildren();
    await clock.pass(10);
    assert.equal(disconnected.calls, observed.calls);
  });
});
