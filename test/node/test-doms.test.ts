import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';

/** Creates the DOMs that apps are tested with. */
const doms = {
  jsdom: `
    import { JSDOM } from 'jsdom';
    const { window } = new JSDOM('', { url: 'http://localhost/' });`,
  'happy-dom': `
    import { Window } from 'happy-dom';
    const window = new Window({ url: 'http://localhost/' });`,
};

/** Makes the window's members global, as test runners do, but keeps most of Node's own. */
const install = `
  const replaced = ['Event', 'EventTarget', 'CustomEvent', 'DOMException', 'navigator'];
  for (const name of Object.getOwnPropertyNames(window)) {
    if (name in globalThis && !replaced.includes(name)) continue;
    const value = Reflect.get(window, name);
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
  for (const name of ['document', 'location', 'customElements']) {
    Object.defineProperty(globalThis, name, { value: window[name], configurable: true });
  }`;

/** Does what the test of an app does, and prints what the badge shows. */
const follow = `
  await import('scriptx-job-status');
  const badge = document.createElement('scriptx-job-status');
  badge.fetch = async () => Response.json({ status: 6 });
  badge.setAttribute('server', 'https://service.example');
  badge.setAttribute('token', 'job');
  const events = [];
  for (const type of ['job-status-change', 'job-complete', 'job-error']) {
    badge.addEventListener(type, (event) => events.push(type));
  }
  document.body.append(badge);
  const { state } = await badge.finished;
  await badge.updateComplete;
  const words = badge.shadowRoot.querySelector('[part=words]').textContent;
  badge.remove();
  console.log(JSON.stringify({ state, words, events }));`;

describe('an element in a DOM for tests', () => {
  for (const [name, dom] of Object.entries(doms)) {
    for (const internals of ['', 'delete HTMLElement.prototype.attachInternals;']) {
      const variant = internals ? ' without attachInternals' : '';
      it(`follows a job in ${name}${variant}, and lets the process exit`, async () => {
        const { stdout, stderr } = await promisify(execFile)(
          process.execPath,
          ['--input-type=module', '--eval', `${dom}${install}${internals}${follow}`],
          { timeout: 30_000 },
        );
        assert.equal(stderr, '');
        assert.deepEqual(JSON.parse(stdout), {
          state: 'completed',
          words: 'Completed',
          events: ['job-status-change', 'job-complete'],
        });
      });
    }
  }
});
