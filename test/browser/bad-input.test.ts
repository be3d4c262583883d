import { assert } from '@open-wc/testing';
import '../../src/index.js';
import { clock, server, service, show, useDrivenPage } from './support/driven-page.js';
import { inShort, wordsOf } from './support/pages.js';

useDrivenPage();

describe('bad input', () => {
  it('such as a text that throws is reported, and the default text is used', async () => {
    const reported: unknown[] = [];
    const { reportError } = globalThis;
    globalThis.reportError = (error) => reported.push(error);
    try {
      service.react(1, 6);
      const [element, events] = show();
      element.texts = {
        get completed(): string {
          throw new Error('of the author');
        },
      };
      await clock.pass(5000);
      assert.deepEqual(inShort(events), ['queued', 'completed', 'complete']);
      assert.equal(wordsOf(element), 'Completed');
      assert.isTrue(element.matches(':state(completed)'));
      assert.isNotEmpty(reported);
    } finally {
      globalThis.reportError = reportError;
    }
  });

  it('such as a text that is a symbol stops no event', async () => {
    const [element, events] = show();
    element.texts = { queued: Symbol('no') as unknown as string };
    await clock.pass(10);
    assert.deepEqual(inShort(events), ['queued']);
    assert.equal(wordsOf(element), 'Queued');
  });

  it('in the properties of one badge stops no other', async () => {
    const [bad, events] = show();
    const [, others] = show();
    Object.assign(bad, { interval: { toString: null }, timeout: Symbol('no'), api: 1n });
    await clock.pass(10_000);
    assert.deepEqual(inShort(events), ['queued']);
    assert.deepEqual(inShort(others), ['queued']);
    assert.isAbove(service.requests.length, 6);
    Object.assign(bad, { server: 'nowhere' });
    await clock.pass(10);
    assert.deepEqual(inShort(events), ['queued', 'error address']);
  });

  it('such as white space around a value is removed', async () => {
    const [element, events] = show({
      server: `\n ${server}\t`,
      token: ' padded ',
      license: ' licence\n',
      api: ' printHtml ',
    });
    await clock.pass(10);
    const [request] = service.requests;
    assert.equal(request?.url, `${server}/api/v1/printHtml/status/padded`);
    assert.propertyVal(request?.init.headers, 'Authorization', `Basic ${btoa('licence:')}`);
    assert.equal(element.api, 'printHtml');
    assert.deepEqual(inShort(events), ['queued']);
  });

  it('such as another type of fetch or token counts as unset', async () => {
    const [element, events] = show();
    Object.assign(element, { fetch: 'junk' });
    await clock.pass(10);
    assert.deepEqual(inShort(events), ['queued']);
    Object.assign(element, { token: NaN });
    await clock.pass(10);
    assert.equal(element.state, 'idle');
  });
});
