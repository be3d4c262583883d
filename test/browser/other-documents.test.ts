import { assert, fixtureSync, html, oneEvent, waitUntil } from '@open-wc/testing';
import { ScriptxJobStatus } from '../../src/index.js';
import '../../src/locales/de.js';
import { badge, partOf, passing, wordsOf } from './support/pages.js';
import { pollsOf, simulateJob } from './support/simulator.js';

/** The document of a frame, for example of a preview. */
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
  it('is styled there, when it is moved to the page, and when it is moved back', async () => {
    const preview = await otherDocument();
    const element = badge({ token: await simulateJob({ steps: [{ status: 8 }] }) });
    preview.body.append(element);
    await oneEvent(element, 'job-status-change');
    assert.isTrue(isStyled(element), 'in the frame');
    document.body.append(element);
    assert.isTrue(isStyled(element), 'in the page');
    preview.body.append(element);
    assert.isTrue(isStyled(element), 'in the frame again');
    assert.equal(element.state, 'printing');
    element.remove();
  });

  it('has the native style sheets of its class, too', async () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('[part=words] { color: rgb(1, 2, 3); }');
    class StyledJob extends ScriptxJobStatus {
      static override styles = [ScriptxJobStatus.styles, sheet];
    }
    customElements.define('styled-job', StyledJob);
    const preview = await otherDocument();
    const element = new StyledJob();
    preview.body.append(element);
    await element.updateComplete;
    const { color } = preview.defaultView?.getComputedStyle(partOf(element, '[part=words]')) ?? {};
    assert.equal(color, 'rgb(1, 2, 3)');
  });

  it('stops polling when the frame of the document is removed', async () => {
    const preview = await otherDocument();
    const token = await simulateJob({ steps: [{ status: 8 }] });
    const element = badge({ token });
    preview.body.append(element);
    await oneEvent(element, 'job-status-change');
    preview.defaultView?.frameElement?.remove();
    await passing(400);
    const polls = await pollsOf(token);
    await passing(600);
    assert.equal(await pollsOf(token), polls);
  });

  it('shares its style sheet with the others in that document', async () => {
    const preview = await otherDocument();
    const elements = [badge(), badge()];
    preview.body.append(...elements);
    const [first, second] = elements.map(({ shadowRoot }) => shadowRoot?.adoptedStyleSheets[0]);
    assert.exists(first);
    assert.equal(first, second);
  });

  it('uses the language of that document, even inside a shadow root', async () => {
    const preview = await otherDocument('<p></p>');
    const element = badge({ token: await simulateJob({ steps: [{ status: 8 }] }) });
    preview.querySelector('p')?.attachShadow({ mode: 'open' }).append(element);
    await oneEvent(element, 'job-status-change');
    assert.equal(wordsOf(element), 'Wird gedruckt');
    preview.documentElement.lang = 'en';
    await waitUntil(() => wordsOf(element) === 'Printing');
  });
});
