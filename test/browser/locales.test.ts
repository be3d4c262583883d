import { assert } from '@open-wc/testing';
import { english } from '../../src/element/english.js';
import { register, registry } from '../../src/element/locales.js';
import type { ScriptxJobStatus } from '../../src/index.js';
import '../../src/index.js';
import '../../src/locales/ar.js';
import '../../src/locales/de.js';
import '../../src/locales/es.js';
import '../../src/locales/fr.js';
import '../../src/locales/it.js';
import '../../src/locales/ja.js';
import '../../src/locales/nl.js';
import '../../src/locales/pl.js';
import '../../src/locales/pt.js';
import { clock, page, service, useDrivenPage } from './support/driven-page.js';
import { badge, partOf, wordsOf } from './support/pages.js';

const languages = ['ar', 'de', 'es', 'fr', 'it', 'ja', 'nl', 'pl', 'pt'];

/** What each language calls a failure. */
const failureWords: Record<string, RegExp> = {
  ar: /فشل|خطأ/,
  de: /fehl|gescheitert/i,
  es: /fall[aió]|error/i,
  fr: /éch[eo]|erreur/i,
  it: /riuscit|fallit|errore/i,
  ja: /失敗|エラー/,
  nl: /misluk|fout/i,
  pl: /powodz|nie udało|błąd/i,
  pt: /falh|erro/i,
};

/** Terms that mean nothing to the users of a page. */
const technical =
  /\d|http|url|\bcors\b|server|token|\bapi\b|licen|lizenz|\u062a\u0631\u062e\u064a\u0635|json/i;

let lastToken = 0;

function show(parent: Node = page, attributes: Record<string, string> = {}): ScriptxJobStatus {
  const server = 'https://words.example';
  const element = badge({ server, token: `words-${++lastToken}`, ...attributes });
  parent.appendChild(element);
  return element;
}

useDrivenPage();

beforeEach(() => {
  page.lang = 'de-AT';
});

describe('the words', () => {
  it('are English until the language is loaded', async () => {
    page.lang = 'x-late';
    const element = show();
    await clock.pass(10);
    assert.equal(wordsOf(element), 'Queued');
    const { de } = registry;
    assert.exists(de);
    register('x-late', de);
    await clock.pass(10);
    assert.equal(wordsOf(element), 'In der Warteschlange');
  });

  it('follow the nearest `lang`, also when it changes and from inside a shadow root', async () => {
    const host = document.createElement('div');
    page.append(host);
    const element = show(host.attachShadow({ mode: 'open' }));
    await clock.pass(10);
    assert.equal(wordsOf(element), 'In der Warteschlange');
    page.lang = 'fr';
    await clock.pass(10);
    assert.equal(wordsOf(element), 'En file d’attente');
    element.lang = 'en';
    await clock.pass(10);
    assert.equal(wordsOf(element), 'Queued');
    element.lang = 'constructor';
    await clock.pass(10);
    assert.equal(wordsOf(element), 'Queued');
  });

  it('can be replaced one by one with `texts`', async () => {
    const element = show();
    element.texts = { queued: 'Gleich' };
    await clock.pass(10);
    assert.equal(wordsOf(element), 'Gleich');
  });

  it('explain an error', async () => {
    service.react({ http: 401 });
    const element = show();
    await clock.pass(10);
    const message = partOf(element, '[part=message]').textContent;
    assert.equal(
      message,
      'Der Druckdienst hat diese Seite abgewiesen. Bitte informieren Sie den Betreiber der Seite.',
    );
  });

  for (const language of languages) {
    it(`of ${language} exist for every state and error`, () => {
      const locale = registry[language];
      assert.exists(locale);
      const { label, words, errors } = locale;
      assert.sameMembers(Object.keys(words), Object.keys(english.words));
      for (const text of [label, ...Object.values(words), ...Object.values(errors)]) {
        assert.match(text, /\S/);
      }
      assert.equal(new Set(Object.values(words)).size, Object.keys(words).length);
    });

    it(`of ${language} explain each error without technical terms`, () => {
      const { allow, errors, lastKnown } = registry[language] ?? english;
      assert.sameMembers(Object.keys(errors), Object.keys(english.errors));
      assert.include(lastKnown, '{status}');
      for (const text of [allow, lastKnown, ...Object.values(errors)]) {
        assert.match(text, /[.\u3002]$/);
        assert.notMatch(text, technical);
      }
    });

    it(`of ${language} do not claim that a job failed if its status is unavailable`, () => {
      const locale = registry[language];
      assert.exists(locale);
      const { words, errors } = locale;
      const failed = failureWords[language] ?? /^/;
      assert.match(words.failed, failed);
      for (const text of [
        words.reconnecting,
        words.blocked,
        words.lost,
        ...Object.values(errors),
      ]) {
        assert.notMatch(text, failed);
      }
    });
  }

  it('of English explain each error in sentences without technical terms', async () => {
    page.lang = 'en';
    const failures = [new TypeError(), { http: 503 }, { http: 200, body: '<html>' }];
    for (const reaction of [
      ...failures,
      { http: 401 },
      { http: 404 },
      { http: 410 },
      { http: 400 },
    ]) {
      for (const reactions of [[reaction], [8, reaction]]) {
        service.react(...reactions);
        const element = show();
        await clock.pass(20_000);
        assert.include(['reconnecting', 'lost'], element.state);
        const message = partOf(element, '[part=message]').textContent;
        assert.match(message, /^[A-Z][^]* [^]*\.$/);
        assert.notMatch(message, technical);
      }
    }
    service.react(1);
    for (const attributes of [{ server: 'nowhere' }, { timeout: '1000' }]) {
      const element = show(page, attributes);
      await clock.pass(5000);
      const message = partOf(element, '[part=message]').textContent;
      assert.match(message, /^[A-Z][^]* [^]*\.$/);
      assert.notMatch(message, technical);
    }
  });

  it('fall back to English if a language lacks some of them', async () => {
    register('x-partial', { label: 'Teil', words: { printing: 'Druckt' } } as never);
    page.lang = 'x-partial';
    service.react(1, 8);
    const element = show();
    await clock.pass(10);
    assert.equal(partOf(element, '[part=badge]').getAttribute('aria-label'), 'Teil');
    assert.equal(wordsOf(element), 'Queued');
    await clock.pass(10_000);
    assert.equal(wordsOf(element), 'Druckt');
  });

  it('fall back to English if a language has values that are not texts', async () => {
    const words = { queued: undefined, printing: Symbol('no') };
    const junk = { label: undefined, lastKnown: 7, words, errors: null };
    register('x-junk', junk as never);
    page.lang = 'x-junk';
    service.react(1, 8, new TypeError());
    const element = show();
    await clock.pass(10);
    assert.equal(partOf(element, '[part=badge]').getAttribute('aria-label'), 'Print job');
    assert.equal(wordsOf(element), 'Queued');
    await clock.pass(20_000);
    assert.equal(wordsOf(element), 'Reconnecting Last known status: Printing. Trying again.');
  });

  it('are found by a language tag with a region, in upper or lower case', async () => {
    register('x-Region-AB', { words: { queued: 'Here' } } as never);
    page.lang = 'X-region-ab';
    const element = show();
    await clock.pass(10);
    assert.equal(wordsOf(element), 'Here');
  });

  it('of other badges still change if reading a language throws', async () => {
    const { reportError } = globalThis;
    globalThis.reportError = () => undefined;
    Object.defineProperty(registry, 'x-unreadable', {
      configurable: true,
      get() {
        throw new Error('of the page');
      },
    });
    try {
      show(page, { lang: 'x-unreadable' });
      const element = show(page, { lang: 'x-other' });
      await clock.pass(10);
      register('x-other', { words: { queued: 'Other' } } as never);
      await clock.pass(10);
      assert.equal(wordsOf(element), 'Other');
    } finally {
      Reflect.deleteProperty(registry, 'x-unreadable');
      globalThis.reportError = reportError;
    }
  });

  it('fall back to English if a language throws, and the error is reported', async () => {
    const reported: unknown[] = [];
    const { reportError } = globalThis;
    globalThis.reportError = (error) => reported.push(error);
    try {
      register('x-broken', {
        get words(): never {
          throw new Error('of the page');
        },
      } as never);
      page.lang = 'x-broken';
      const element = show();
      await clock.pass(10);
      assert.equal(wordsOf(element), 'Queued');
      assert.include(String(reported[0]), 'of the page');
    } finally {
      globalThis.reportError = reportError;
    }
  });

  it('of English do not claim that a job failed if its status is unavailable', async () => {
    page.lang = 'en';
    const { reconnecting, blocked, lost } = english.words;
    assert.notMatch(`${reconnecting} ${blocked} ${lost}`, /fail|error|print/i);
    const failures = [new TypeError(), { http: 503 }, { http: 200, body: '<html>' }];
    for (const reaction of [...failures, { http: 401 }, { http: 410 }, { http: 400 }]) {
      service.react(reaction);
      const element = show();
      await clock.pass(5000);
      assert.include([reconnecting, lost], partOf(element, '[part=words]').textContent);
      assert.notMatch(wordsOf(element), /fail|error/i);
    }
    service.react(1);
    for (const attributes of [{ server: 'nowhere' }, { timeout: '1000' }]) {
      const element = show(page, attributes);
      await clock.pass(5000);
      assert.equal(element.state, 'lost');
      assert.notMatch(wordsOf(element), /fail|error/i);
    }
  });
});
