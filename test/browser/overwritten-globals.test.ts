import { assert, waitUntil } from '@open-wc/testing';
import { inShort, type JobEvent, partOf, passing, wordsOf } from './support/pages.js';
import {
  badgeOf,
  classicScript,
  completes,
  componentScripts,
  openPage,
} from './support/plain-page.js';
import { simulator } from './support/services.js';
import { demoLicense, requestsOf, simulateJob } from './support/simulator.js';

/** What a page has noted. */
interface Notes {
  /** The events of its badges. */
  readonly events: readonly JobEvent[];
  /** Its uncaught errors and unhandled rejections. */
  readonly errors: readonly string[];
  /** The `Authorization` headers of its requests, empty for none; see `ownOriginFetch`. */
  readonly licenses: string[];
}

/** The first script of each page: takes notes, before anything is overwritten. */
const noteScript = `<script>
  (() => {
    const notes = { events: [], errors: [], licenses: [] };
    Object.defineProperty(window, 'testNotes', { value: notes });
    for (const type of ['job-status-change', 'job-complete', 'job-failed', 'job-error']) {
      addEventListener(type, (event) => { notes.events.push(event); });
    }
    addEventListener('error', ({ error, message }) => {
      notes.errors.push(error ? String(error.message) : message);
    });
    addEventListener('unhandledrejection', ({ reason }) => { notes.errors.push(String(reason)); });
  })();
</script>`;

/** An inline script. */
const script = (code: string) => `<script>${code}</script>`;

/** Lets `/print` of the page's own origin be the simulator, and notes the licences that are sent. */
const ownOriginFetch = script(`
  window.fetch = ((send) => (url, init) => {
    testNotes.licenses.push(init.headers.Authorization ?? '');
    return send(url.replace('${location.origin}/print', '${simulator}'), init);
  })(window.fetch);`);

function notesOf(page: Window): Notes {
  return (page as unknown as { testNotes: Notes }).testNotes;
}

/** The events of one badge, or of all, in short. */
function eventsOn(page: Window, badge?: Element): string[] {
  const events = [...notesOf(page).events];
  return inShort(events.filter(({ target }) => !badge || target === badge));
}

function badgeTag(token: string, attributes = `server="${simulator}"`): string {
  return `<scriptx-job-status token="${token}" interval="100" ${attributes}></scriptx-job-status>`;
}

/** A job that is queued at the first poll, and has completed at the second. */
function shortJob(license: string | null = null): Promise<string> {
  return simulateJob({ license, steps: [{ status: 1, asks: 1 }, { status: 6 }] });
}

/** Resolves when the badge of a page has shown its job to the end, and nothing went wrong. */
async function showsJobOnce(page: Window): Promise<void> {
  const element = badgeOf(page);
  await completes(element);
  assert.equal((await element.finished).state, 'completed');
  await passing(50);
  assert.deepEqual(eventsOn(page), ['queued', 'completed', 'complete']);
  assert.isEmpty([...notesOf(page).errors]);
  const { display } = page.getComputedStyle(partOf(element, '[part=badge]'));
  assert.equal(display, 'inline-flex', 'It has its styles');
}

/**
 * What MooTools with its compatibility layer puts in place of the browser's own, written after
 * https://github.com/mootools/mootools-core (Core, Function, Browser, DOMEvent, Element and Request).
 */
const mooTools = script(`
  (function () {
    function toArray(item) {
      if (item == null) return [];
      var isList = typeof item.length == 'number' && typeof item != 'function' && typeof item != 'string';
      return isList ? Array.prototype.slice.call(item) : [item];
    }
    function Type(name, type) {
      type.$constructor = Type;
      type.prototype.$constructor = type;
      type.prototype.$family = function () { return name.toLowerCase(); };
      return type;
    }
    function implement(type, names) {
      names.split(' ').forEach(function (name) {
        type.prototype[name] = type[name] = function () { throw new Error('Nobody calls ' + name); };
      });
    }
    implement(Type('Array', Array), 'each clone clean invoke associate link contains append getLast'
      + ' getRandom include combine erase empty flatten pick hexToRgb rgbToHex');
    implement(Type('Function', Function), 'extend implement hide protect overloadSetter attempt pass'
      + ' delay periodical create bindWithEvent run');
    implement(Type('String', String), 'contains test camelCase hyphenate capitalize escapeRegExp toInt'
      + ' toFloat substitute stripScripts');
    implement(Type('Number', Number), 'limit times toInt toFloat');
    Array.from = toArray;
    String.from = function (item) { return item + ''; };
    Function.prototype.bind = function (context, args) {
      var self = this;
      if (args != null) args = toArray(args);
      return function () { return self.apply(context, args || arguments); };
    };
    var NativeElement = window.Element;
    window.Window = window.$constructor = Type('Window', function () {});
    window.Document = document.$constructor = Type('Document', function () {});
    window.Event = window.DOMEvent = Type('DOMEvent', function (event) {
      this.event = event;
      this.type = event.type;
    });
    window.Element = function (tag) { return document.createElement(tag); };
    window.Element.prototype = NativeElement.prototype;
    implement(Type('Element', window.Element), 'get set erase match getElement getElements addEvent'
      + ' removeEvent fireEvent addClass adopt inject grab dispose destroy empty store retrieve');
    window.Request = Type('Request', function () { this.xhr = new XMLHttpRequest(); });
  })();`);

/**
 * What Prototype puts in place of the browser's own, written after
 * https://github.com/prototypejs/prototype (1.6.1: base, array, enumerable, function, string and dom).
 */
const prototypeJs = script(`
  (function () {
    function extend(object, properties) {
      for (var name in properties) object[name] = properties[name];
    }
    function toArray(iterable) {
      if (!iterable) return [];
      if (iterable.toArray) return iterable.toArray();
      var length = iterable.length || 0, results = new Array(length);
      while (length--) results[length] = iterable[length];
      return results;
    }
    function detect(iterator, context) {
      for (var i = 0; i < this.length; i++) {
        if (iterator.call(context, this[i], i)) return this[i];
      }
    }
    function collect(iterator, context) {
      var results = [];
      this.each(function (value, index) { results.push(iterator.call(context, value, index)); });
      return results;
    }
    function findAll(iterator, context) {
      var results = [];
      this.each(function (value, index) { if (iterator.call(context, value, index)) results.push(value); });
      return results;
    }
    var reverse = Array.prototype.reverse, slice = Array.prototype.slice, toJSON = JSON.stringify;
    function clone() { return slice.call(this, 0); }
    Array.from = window.$A = toArray;
    extend(Array.prototype, {
      each: Array.prototype.forEach, find: detect, detect: detect, map: collect, collect: collect,
      filter: findAll, select: findAll, entries: clone, toArray: clone, clone: clone,
      some: function (iterator) { return !!findAll.call(this, iterator || Boolean).length; },
      every: function (iterator) { return findAll.call(this, iterator || Boolean).length == this.length; },
      reverse: function (inline) { return reverse.call(inline !== false ? this : this.toArray()); },
      first: function () { return this[0]; },
      last: function () { return this[this.length - 1]; },
      toJSON: function () { return '[' + this.map(toJSON).join(', ') + ']'; }
    });
    extend(String.prototype, {
      startsWith: function (text) { return this.indexOf(text) === 0; },
      toJSON: function () { return '"' + this + '"'; }
    });
    Object.keys = function (object) {
      var names = [];
      for (var name in object) names.push(name);
      return names;
    };
    Function.prototype.bind = function (context) {
      if (arguments.length < 2 && context === undefined) return this;
      var method = this, args = slice.call(arguments, 1);
      return function () { return method.apply(context, args.concat(slice.call(arguments))); };
    };
    RegExp.prototype.match = RegExp.prototype.test;
    document.getElementsByClassName = function (names) {
      return toArray(document.querySelectorAll('.' + names));
    };
    var NativeElement = window.Element;
    window.Element = function (tag) { return document.createElement(tag); };
    extend(window.Element, NativeElement);
    window.Element.prototype = NativeElement.prototype;
    extend(window.Element.prototype, {
      update: function (html) { this.innerHTML = html; return this; },
      remove: function () { this.parentNode.removeChild(this); return this; },
      show: function () { this.style.display = ''; return this; },
      hide: function () { this.style.display = 'none'; return this; }
    });
  })();`);

const libraries = [
  ['MooTools', mooTools],
  ['Prototype', prototypeJs],
  [
    'Prototype 1.6.0, whose reduce() ignores its arguments',
    prototypeJs +
      script('Array.prototype.reduce = function () { return this.length > 1 ? this : this[0]; };'),
  ],
] as const;

for (const [kind, componentScript] of componentScripts) {
  describe(`beside an old library, ${kind}`, () => {
    for (const [name, library] of libraries) {
      it(`shows a job to its end: ${name}`, async () => {
        const tag = badgeTag(await shortJob());
        await showsJobOnce(await openPage(noteScript + library + componentScript + tag));
      });
    }
  });
}

describe('beside an old library', () => {
  for (const [name, library] of libraries) {
    it(`a bar has its four stages: ${name}`, async () => {
      const token = await simulateJob({ steps: [{ status: 8 }] });
      const tag = badgeTag(token, `server="${simulator}" appearance="bar"`);
      const page = await openPage(noteScript + library + classicScript + tag);
      const element = badgeOf(page);
      await waitUntil(() => element.state === 'printing', 'It prints', { timeout: 8000 });
      await element.updateComplete;
      assert.equal(element.shadowRoot?.querySelectorAll('[part~=stage]').length, 4);
      assert.isEmpty([...notesOf(page).errors]);
    });

    it(`a badge applies its styles once: ${name}`, async () => {
      const page = await openPage(noteScript + library + classicScript + badgeTag('x'));
      const element = badgeOf(page);
      await element.updateComplete;
      const { adoptedStyleSheets = [] } = element.shadowRoot ?? {};
      const styles = element.shadowRoot?.querySelectorAll('style') ?? [];
      assert.equal(adoptedStyleSheets.length + styles.length, 1);
    });

    it(`a language that loads later applies: ${name}`, async () => {
      const token = await simulateJob({ steps: [{ status: 6 }] });
      const page = await openPage(
        noteScript +
          library +
          classicScript +
          badgeTag(token, `server="${simulator}" lang="de"`) +
          '<script src="/dist/locales/de.js"></script>',
      );
      const element = badgeOf(page);
      await waitUntil(() => wordsOf(element) === 'Abgeschlossen', 'In German', { timeout: 8000 });
      assert.deepEqual(eventsOn(page), ['completed', 'complete']);
      assert.isEmpty([...notesOf(page).errors]);
    });
  }
});

describe('a page that overwrites globals shows a job to its end', () => {
  for (const [what, code] of [
    ['var origin', "var origin = 'https://elsewhere.example';"],
    ['var performance', 'var performance = {};'],
    [
      'variables with names that the browser and the component use',
      `var name = 'n', status = 's', event = {}, report = 'r', state = {}, self = {}, parent = null,
        length = 7;`,
    ],
    ['var URL', "var URL = '/app/';"],
    [
      'an AbortController that throws',
      'AbortController = class { constructor() { throw Error(); } };',
    ],
    ['no AbortController', 'AbortController = undefined;'],
    ['a queueMicrotask() that throws', 'queueMicrotask = () => { throw Error("patched"); };'],
    [
      'a requestAnimationFrame() that throws',
      'requestAnimationFrame = () => { throw Error("patched"); };',
    ],
    ['a structuredClone() that throws', 'structuredClone = () => { throw Error("patched"); };'],
    [
      'a fetch() whose responses are plain objects with json()',
      `fetch = ((send) => async (url, init) => {
        const { ok, status, ...response } = await send(url, init).then(async (response) => ({
          ok: response.ok, status: response.status, data: await response.json(),
        }));
        return { ok, status, json: async () => response.data };
      })(fetch);`,
    ],
    ['a subclass of Promise', 'Promise = class ZoneAwarePromise extends Promise {};'],
    [
      'a promise library that calls back in new tasks',
      `Promise = class LibraryPromise {
        #callbacks = [];
        #state;
        constructor(executor) {
          const settle = (isFulfilled) => (value) => {
            if (this.#state) return;
            if (isFulfilled && typeof value?.then === 'function') {
              value.then(settle(true), settle(false));
              return;
            }
            this.#state = { isFulfilled, value };
            for (const callback of this.#callbacks) setTimeout(callback);
          };
          try {
            executor(settle(true), settle(false));
          } catch (error) {
            settle(false)(error);
          }
        }
        then(onFulfilled, onRejected) {
          return new LibraryPromise((resolve, reject) => {
            const callback = () => {
              const { isFulfilled, value } = this.#state;
              const handle = isFulfilled ? onFulfilled : onRejected;
              try {
                if (typeof handle === 'function') resolve(handle(value));
                else (isFulfilled ? resolve : reject)(value);
              } catch (error) {
                reject(error);
              }
            };
            if (this.#state) setTimeout(callback);
            else this.#callbacks.push(callback);
          });
        }
        catch(onRejected) {
          return this.then(undefined, onRejected);
        }
        static resolve(value) {
          return new LibraryPromise((resolve) => resolve(value));
        }
        static reject(reason) {
          return new LibraryPromise((_resolve, reject) => reject(reason));
        }
      };`,
    ],
    [
      'an old polyfill of CustomEvent',
      `CustomEvent = function (type, { bubbles = false, cancelable = false, detail = null } = {}) {
        const event = document.createEvent('CustomEvent');
        event.initCustomEvent(type, bubbles, cancelable, detail);
        return event;
      };
      CustomEvent.prototype = Event.prototype;`,
    ],
    [
      'functions in Object.prototype',
      `for (const name of ['each', 'extend', 'clone', 'inspect', 'toJSONString'])
        Object.prototype[name] = () => { throw Error(name); };`,
    ],
  ] as const) {
    it(`with ${what}`, async () => {
      const tag = badgeTag(await shortJob());
      await showsJobOnce(await openPage(noteScript + script(code) + classicScript + tag));
    });
  }
});

describe('a page with a variable named origin', () => {
  const elsewhere = 'http://elsewhere.example';

  for (const [kind, componentScript] of componentScripts) {
    it(`still has its own service at a path, with ${kind}`, async () => {
      const tag = badgeTag(await shortJob(demoLicense), `server="/print" license="${demoLicense}"`);
      const page = await openPage(
        noteScript + ownOriginFetch + script(`var origin = '${elsewhere}'`) + componentScript + tag,
      );
      await showsJobOnce(page);
      assert.notInclude(notesOf(page).licenses, '');
    });
  }

  it('sends its licence over plain http to no other origin that the variable names', async () => {
    const tag = badgeTag('x', `server="${elsewhere}" license="secret"`);
    const page = await openPage(
      noteScript + ownOriginFetch + script(`var origin = '${elsewhere}'`) + classicScript + tag,
    );
    await waitUntil(() => notesOf(page).licenses.length > 0, 'It polls', { timeout: 8000 });
    assert.equal(notesOf(page).licenses[0], '');
  });
});

/** The properties of a document that the component reads, and some that it might. */
const documentProperties = [
  'baseURI',
  'visibilityState',
  'hidden',
  'prerendering',
  'featurePolicy',
  'readyState',
  'querySelector',
  'querySelectorAll',
  'getElementsByTagName',
  'currentScript',
  'scripts',
  'defaultView',
  'addEventListener',
  'removeEventListener',
  'body',
  'head',
  'documentElement',
  'location',
];

/** Content that users of a page write, with elements whose names hide properties of the document. */
function hidingContent(tag: string): string {
  return documentProperties.map((name) => `<${tag} name="${name}"></${tag}>`).join('');
}

for (const [kind, componentScript] of componentScripts) {
  describe(`among content whose names hide properties of the document, ${kind}`, () => {
    for (const [what, content] of [
      ...['img', 'form', 'object', 'embed', 'iframe'].map(
        (tag) => [`<${tag} name>`, hidingContent(tag)] as const,
      ),
      ['two of each <img name>', hidingContent('img') + hidingContent('img')],
    ] as const) {
      it(`shows a job of the page's own origin to its end: ${what}`, async () => {
        const license = `license="${demoLicense}"`;
        const tag = badgeTag(await shortJob(demoLicense), `server="/print" ${license}`);
        const page = await openPage(noteScript + ownOriginFetch + content + componentScript + tag);
        await showsJobOnce(page);
      });

      it(`finds the service further down the page: ${what}`, async () => {
        const slow = await simulateJob({
          steps: [{ status: 6 }],
          answers: [{ delay: 200, http: 404 }],
        });
        const page = await openPage(
          noteScript +
            content +
            componentScript +
            badgeTag(await shortJob(demoLicense), '') +
            // The parser waits for this script, which doesn't exist.
            `<script src="${simulator}/api/v1/printPdf/status/${slow}"></script>` +
            `<script type="text/plain" data-meadco-server="${simulator}" data-meadco-license="${demoLicense}"></script>`,
        );
        await showsJobOnce(page);
      });
    }
  });
}

describe('among content with the names of globals', () => {
  it('a badge shows its job to the end', async () => {
    const names = 'origin fetch performance customElements location navigator event status state';
    const content = [...names.split(' '), 'reportError', 'AbortController', 'URL'].map(
      (name) => `<a id="${name}"></a><form id="${name}" name="${name}"></form>`,
    );
    const tag = badgeTag(await shortJob());
    await showsJobOnce(await openPage(noteScript + content.join('') + classicScript + tag));
  });
});

describe('words of an author that throw', () => {
  for (const [what, code] of [
    ['as they are', ''],
    ['on a page without reportError()', 'delete window.reportError;'],
    [
      'on a page with a reportError() of its own that throws',
      'function reportError() { document.getElementById("errors").textContent = "Error"; }',
    ],
    ['on a page with a variable named reportError', 'var reportError = true;'],
  ] as const) {
    it(`stop no event of their badge or another one, ${what}`, async () => {
      const page = await openPage(
        noteScript +
          script(code) +
          classicScript +
          badgeTag(await shortJob()) +
          badgeTag(await shortJob(), `server="${simulator}" id="other"`) +
          script(`document.querySelector('scriptx-job-status').texts = {
            get queued() { throw Error('of the author'); },
            get completed() { throw Error('of the author'); },
          };`),
      );
      const badges = [badgeOf(page), badgeOf(page, '#other')];
      for (const badge of badges) {
        await completes(badge);
        assert.equal((await badge.finished).state, 'completed');
        assert.deepEqual(eventsOn(page, badge), ['queued', 'completed', 'complete']);
      }
    });
  }
});

describe('a listener that throws', () => {
  it('stops no other event of the page', async () => {
    const page = await openPage(
      noteScript +
        classicScript +
        badgeTag(await shortJob()) +
        badgeTag(await shortJob(), `server="${simulator}" id="other"`) +
        script(`const badge = document.querySelector('scriptx-job-status');
          for (const type of ['job-status-change', 'job-complete']) {
            badge.addEventListener(type, () => { throw Error('of ' + type); });
          }`),
    );
    const badges = [badgeOf(page), badgeOf(page, '#other')];
    for (const badge of badges) {
      await completes(badge);
      assert.equal((await badge.finished).state, 'completed');
      assert.deepEqual(eventsOn(page, badge), ['queued', 'completed', 'complete']);
    }
    // WebKit reports them without their messages.
    assert.lengthOf([...notesOf(page).errors], 3, 'each error of a listener once');
  });
});

describe('a fetch function that throws, returns nothing or breaks off', () => {
  it('causes an outage of its own badge only, which ends with another function', async () => {
    const page = await openPage(
      noteScript +
        classicScript +
        badgeTag(await shortJob(), `server="${simulator}" id="throws"`) +
        badgeTag(await shortJob(), `server="${simulator}" id="returns-nothing"`) +
        badgeTag(await shortJob(), `server="${simulator}" id="breaks-off"`) +
        badgeTag(await shortJob(), `server="${simulator}" id="other"`) +
        script(`
          const fetchOf = (id, fetch) => { document.getElementById(id).fetch = fetch; };
          fetchOf('throws', () => { throw Error('at once'); });
          fetchOf('returns-nothing', () => undefined);
          fetchOf('breaks-off', () => ({
            ok: true, status: 200, text: () => Promise.reject(Error('broken off')),
          }));`),
    );
    await completes(badgeOf(page, '#other'));
    const outages = [
      ['#throws', 'unreachable'],
      ['#returns-nothing', 'protocol'],
      ['#breaks-off', 'unreachable'],
    ] as const;
    for (const [id, code] of outages) {
      const badge = badgeOf(page, id);
      await waitUntil(() => badge.state === 'reconnecting', 'It reconnects', { timeout: 8000 });
      assert.deepEqual(eventsOn(page, badge), [`error ${code}`]);
      badge.fetch = undefined;
      badge.refresh();
    }
    for (const [id, code] of outages) {
      const badge = badgeOf(page, id);
      await completes(badge);
      assert.equal((await badge.finished).state, 'completed');
      const events = [`error ${code}`, 'queued', 'completed', 'complete'];
      assert.deepEqual(eventsOn(page, badge), events);
    }
    assert.isEmpty([...notesOf(page).errors]);
  });
});

describe('a page that replaces navigator.permissions.query()', () => {
  /** Part of the page, because browsers hide the errors of scripts from another origin. */
  async function inlinedClassicScript(): Promise<string> {
    const response = await fetch('/dist/scriptx-job-status.iife.min.js');
    return script((await response.text()).replaceAll('</script', '<\\/script'));
  }

  /** Milliseconds from the query to the first request, which the page reports to its parent. */
  async function waitFor(query: string): Promise<number> {
    const token = await shortJob();
    const report = new Promise<{ waited: number; errors: string[] }>((resolve) => {
      const listener = ({
        data,
      }: MessageEvent<{ token?: string; waited: number; errors: string[] }>) => {
        if (data.token !== token) return;
        removeEventListener('message', listener);
        resolve(data);
      };
      addEventListener('message', listener);
    });
    await openPage(
      noteScript +
        script(`
          let queriedAt, sentAt;
          Object.defineProperty(navigator, 'permissions', { value: { query() {
            queriedAt ??= performance.now();
            ${query}
          } } });
          window.fetch = ((send) => (url, init) => {
            sentAt ??= performance.now();
            return send(url, init);
          })(window.fetch);
          addEventListener('job-complete', ({ target }) => target.finished.then(({ token }) => {
            const { errors } = testNotes;
            parent.postMessage({ token, waited: sentAt - queriedAt, errors }, '*');
          }));`) +
        (await inlinedClassicScript()) +
        badgeTag(token),
      // Its origin is opaque, so that the component queries the permission for this computer.
      'allow-scripts',
    );
    const { errors, waited } = await report;
    assert.isEmpty(errors);
    assert.lengthOf(await requestsOf(token), 2);
    return waited;
  }

  for (const [what, query] of [
    ['throws', 'throw Error("patched");'],
    ['rejects', 'return Promise.reject(Error("patched"));'],
    ['returns nothing', ''],
    ['grants without addEventListener()', 'return Promise.resolve({ state: "granted" });'],
    [
      'grants with an addEventListener() that throws',
      'return Promise.resolve({ state: "granted", addEventListener() { throw Error("patched"); } });',
    ],
    [
      'grants with an addEventListener that is no function',
      'return Promise.resolve({ state: "granted", addEventListener: true });',
    ],
  ] as const) {
    it(`polls immediately, to the end of the job, if the query ${what}`, async () => {
      assert.isBelow(await waitFor(query), 900);
    });
  }

  it('polls after a second, to the end of the job, if the query never settles', async () => {
    const waited = await waitFor('return new Promise(() => undefined);');
    assert.isAtLeast(waited, 900);
    assert.isBelow(waited, 5000);
  });
});
