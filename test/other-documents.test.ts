import { assert, fixtureSync, html, oneEvent, waitUntil } from '@open-wc/testing';
import { ScriptxJobStatus } from '../src/index.js';
import '../src/locales/de.js';
import { badge, partOf, passing, wordsOf } from './support/pages.js';
import { questionsOf, simulateJob } from './support/simulator.js';

/** Another document, as a preview in a frame has it. */
async function otherDocument(markup = ''): Promise<Document> {
  const frame = document.createElement('iframe');
  frame.srcdoc = `<!doctype html><html lang="de"><title>Preview</title>${markup}</html>`;
  const loaded = oneEvent(frame, 'load');
  fixtureSync(html`<div>${frame}</div>`);
  await loaded;
  if (!frame.contentDocument) throw new Error('The frame has no document');
  return frame.contentDocument;
}

function isStyled(element: ScriptxJobStatus): boolean {
  const view = element.ownerDocument.defaultView ?? window;
  return view.getComputedStyle(partOf(element, '[part=badge]')).display === 'inline-flex';
}

describe('an element in another document', () => {
  it('shows its job there with its styles, here, and there again', async () => {
    const there = await otherDocument();
    const element = badge({ token: await simulateJob({ steps: [{ status: 8 }] }) });
    there.body.append(element);
    await oneEvent(element, 'job-status-change');
    assert.isTrue(isStyled(element), 'there');
    document.body.append(element);
    assert.isTrue(isStyled(element), 'here');
    there.body.append(element);
    assert.isTrue(isStyled(element), 'there again');
    assert.equal(element.state, 'printing');
    element.remove();
  });

  it('has there the native style sheets of its class, too', async () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('[part=words] { color: rgb(1, 2, 3); }');
    class StyledJob extends ScriptxJobStatus {
      static override styles = [ScriptxJobStatus.styles, sheet];
    }
    customElements.define('styled-job', StyledJob);
    const there = await otherDocument();
    const element = new StyledJob();
    there.body.append(element);
    await element.updateComplete;
    const { color } = there.defaultView?.getComputedStyle(partOf(element, '[part=words]')) ?? {};
    assert.equal(color, 'rgb(1, 2, 3)');
  });

  it('polls no longer when the frame of the document is removed', async () => {
    const there = await otherDocument();
    const token = await simulateJob({ steps: [{ status: 8 }] });
    const element = badge({ token });
    there.body.append(element);
    await oneEvent(element, 'job-status-change');
    there.defaultView?.frameElement?.remove();
    await passing(400);
    const polls = await questionsOf(token);
    await passing(600);
    assert.equal(await questionsOf(token), polls);
  });

  it('shares its style sheet with the others there', async () => {
    const there = await otherDocument();
    const elements = [badge(), badge()];
    there.body.append(...elements);
    const [first, second] = elements.map(({ shadowRoot }) => shadowRoot?.adoptedStyleSheets[0]);
    assert.exists(first);
    assert.equal(first, second);
  });

  it('speaks the language of that document, also inside of a shadow root', async () => {
    const there = await otherDocument('<p></p>');
    const element = badge({ token: await simulateJob({ steps: [{ status: 8 }] }) });
    there.querySelector('p')?.attachShadow({ mode: 'open' }).append(element);
    await oneEvent(element, 'job-status-change');
    assert.equal(wordsOf(element), 'Wird gedruckt');
    there.documentElement.lang = 'en';
    await waitUntil(() => wordsOf(element) === 'Printing');
  });
});
