import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { runInNewContext } from 'node:vm';

const key: unique symbol = Symbol.for('scriptx-job-status');
const files = (await readdir('dist/locales')).filter((file) => file.endsWith('.js'));

/** The global object of a page, and what the script adds to it. */
interface Page {
  readonly EventTarget: typeof EventTarget;
  readonly CustomEvent: typeof CustomEvent;
  [key]: EventTarget | undefined;
}

interface Texts {
  readonly label?: unknown;
}

describe('the language file', () => {
  for (const file of files) {
    const language = file.replace('.js', '');

    it(`${file} is a classic script that registers it before or after the element is loaded`, async () => {
      const script = await readFile(`dist/locales/${file}`, 'utf8');
      for (const registry of [undefined, new EventTarget()]) {
        let changes = 0;
        registry?.addEventListener('change', () => changes++);
        const page: Page = { EventTarget, CustomEvent, [key]: registry };
        runInNewContext(script, page);
        assert.equal(typeof (Reflect.get(page[key] ?? {}, language) as Texts).label, 'string');
        assert.equal(changes, registry ? 1 : 0);
      }
    });
  }
});
