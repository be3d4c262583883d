import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { llmsFullTxt, llmsTxt, publishedMarkdown } from '../../demo/site/llms.js';

const home = { title: 'badge', description: 'Shows a status.' };

describe('llms.txt', () => {
  it('has the title, a summary, and a section of links with descriptions for each group', () => {
    const pages = [
      { title: 'FAQ', description: 'Questions.', path: 'faq.md' },
      { title: 'Demo', description: 'Prints.', path: 'demo/' },
    ];
    const text = llmsTxt(home, [{ title: 'Guides', pages }]);
    assert.ok(text.startsWith('# badge\n\n> Shows a status.\n\n'));
    const list = '## Guides\n\n- [FAQ](faq.md): Questions.\n- [Demo](demo/): Prints.\n';
    assert.ok(text.endsWith(`\n\n${list}`));
  });

  it('leaves out sections without pages', () => {
    assert.doesNotMatch(llmsTxt(home, [{ title: 'Guides', pages: [] }]), /##/);
  });

  it('in the package names each guide of the navigation that has a file', async () => {
    const text = await readFile('llms.txt', 'utf8');
    const paths = [...text.matchAll(/^- \[.+?\]\((.+?)\): /gm)].map(([, path = '']) => path);
    assert.ok(paths.includes('docs/api.md'));
    assert.deepEqual(
      paths.filter((path) => !existsSync(path)),
      [],
    );
  });
});

describe('llms-full.txt', () => {
  it('contains all texts, with a line between them', () => {
    assert.equal(llmsFullTxt(['# One\n', '# Two\n']), '# One\n\n---\n\n# Two\n');
  });
});

describe('a published Markdown file', () => {
  const published = new Map([
    ['docs/faq.md', 'faq.md'],
    ['docs/events.md', 'events.md'],
    ['BENCHMARKS.md', 'benchmarks.md'],
  ]);

  it('links to the other published files', () => {
    const text = '[a](events.md#errors), [b](../BENCHMARKS.md) and [c](#here)';
    assert.equal(
      publishedMarkdown(text, 'docs/faq.md', published),
      '[a](events.md#errors), [b](benchmarks.md) and [c](#here)',
    );
    assert.equal(
      publishedMarkdown('[d](docs/faq.md#why)', 'BENCHMARKS.md', published),
      '[d](faq.md#why)',
    );
  });

  it('keeps links to anything else', () => {
    const text = '[a](https://lit.dev/faq.md), [b](../README.md), ![c](badges.png)';
    assert.equal(publishedMarkdown(text, 'docs/faq.md', published), text);
  });
});
