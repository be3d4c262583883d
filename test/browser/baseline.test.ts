import { assert, waitUntil } from '@open-wc/testing';
import '../../src/index.js';
import { badge, partOf } from './support/pages.js';
import { simulateJob } from './support/simulator.js';

/** Marks the baseline of a line: the bottom of an empty inline block is on it. */
function mark(node: Element): () => number {
  const marker = document.createElement('span');
  marker.style.display = 'inline-block';
  node.append(marker);
  return () => Math.round(marker.getBoundingClientRect().bottom * 10) / 10;
}

/** A line of text with a badge of a completed job, and a link for its end. */
async function lineWith(appearance: string, style: string) {
  const line = document.createElement('p');
  line.setAttribute('style', style);
  const element = badge({ appearance, token: await simulateJob({ steps: [{ status: 6 }] }) });
  element.innerHTML = '<a slot="completed" href="#">See the order</a>';
  line.append('Invoice 42: ', element, ' and more text');
  document.body.append(line);
  await waitUntil(() => element.state === 'completed');
  await element.updateComplete;
  const [link] = element.children;
  if (!link) throw new Error('The badge has no link');
  return { line, element, link };
}

describe('a badge in a line of text', () => {
  for (const style of [
    'font: 16px sans-serif',
    'font: 24px/2 serif',
    'font: bold 13px monospace',
  ]) {
    for (const appearance of ['badge', 'dot']) {
      it(`has one baseline with its link and the text, as a ${appearance} in ${style}`, async () => {
        const { line, element, link } = await lineWith(appearance, style);
        const marks = [mark(line), mark(link)];
        // The words of a dot are hidden.
        if (appearance === 'badge') marks.push(mark(partOf(element, '[part=words]')));
        const [baseline = 0, ...others] = marks.map((bottom) => bottom());
        line.remove();
        // Browsers round the middle of a dot to whole pixels.
        const rounding = appearance === 'dot' ? 1 : 0.6;
        for (const other of others) assert.closeTo(other, baseline, rounding);
      });
    }

    it(`has a gap between the badge and its link in ${style}`, async () => {
      const { line, element, link } = await lineWith('badge', style);
      const { right } = partOf(element, '[part=badge]').getBoundingClientRect();
      const gap = link.getBoundingClientRect().left - right;
      const size = Number.parseFloat(getComputedStyle(line).fontSize);
      line.remove();
      assert.isAtLeast(gap, size * 0.4);
    });
  }

  it('as a dot is in the middle of the text beside it', async () => {
    const { line, element } = await lineWith('dot', 'font: 16px sans-serif');
    const baseline = mark(line)();
    const { top, height } = partOf(element, '[part=badge]').getBoundingClientRect();
    line.remove();
    assert.closeTo(baseline - (top + height / 2), 4.3, 1.5, 'half the height of an x');
  });
});
