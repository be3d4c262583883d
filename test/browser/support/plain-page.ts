import { assert, fixtureSync, html, waitUntil } from '@open-wc/testing';
import type { ScriptxJobStatus } from '../../../src/index.js';
import { wordsOf } from './pages.js';

/** The tags by which a page loads the component. */
export const moduleScript = '<script type="module" src="/dist/scriptx-job-status.min.js"></script>';
export const classicScript = '<script src="/dist/scriptx-job-status.iife.min.js"></script>';

export const componentScripts = [
  ['the ES module', moduleScript],
  ['the classic script', classicScript],
] as const;

/**
 * Opens a page that knows nothing of the tests, until the test ends.
 *
 * @param sandbox - The `sandbox` attribute of its frame; undefined for none
 */
export function openPage(markup: string, sandbox?: string): Promise<Window> {
  return openPageIn(fixtureSync(html`<div></div>`), markup, sandbox);
}

/** Opens a page that knows nothing of the tests, in an element. */
export async function openPageIn(
  parent: Element,
  markup: string,
  sandbox?: string,
): Promise<Window> {
  const frame = document.createElement('iframe');
  if (sandbox !== undefined) frame.setAttribute('sandbox', sandbox);
  frame.srcdoc = `<!doctype html><html lang="en"><title>A plain page</title>${markup}</html>`;
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
  parent.append(frame);
  await loaded;
  if (!frame.contentWindow) throw new Error('The page did not open');
  return frame.contentWindow;
}

/** The first badge of a page, whose document may contain `<img name="querySelector">`. */
export function badgeOf(page: Window, selector = 'scriptx-job-status'): ScriptxJobStatus {
  const { querySelector } = Document.prototype as {
    readonly querySelector: (this: Document, selector: string) => ScriptxJobStatus | null;
  };
  const element = querySelector.call(page.document, selector);
  if (!element) throw new Error(`The page has no ${selector}`);
  return element;
}

/** Resolves when a badge shows in English that its job has completed. */
export async function completes(element: ScriptxJobStatus): Promise<void> {
  await waitUntil(() => element.state === 'completed', 'The job completes', { timeout: 8000 });
  await element.updateComplete;
  assert.equal(wordsOf(element), 'Completed');
}
