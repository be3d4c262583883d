import { slug } from 'github-slugger';
import type { MarkdownIt } from 'markdown-it';
import anchor from 'markdown-it-anchor';

const example = /<!-- file: demo\/examples\/([\w-]+)\.html -->/;

/** Gives headings their anchors, with the names they have on GitHub, and makes examples run. */
export function extendMarkdown(markdown: MarkdownIt): void {
  markdown.use(anchor, {
    slugify: slug,
    level: [2, 3, 4],
    permalink: anchor.permalink.linkInsideHeader({
      symbol: '#',
      class: 'anchor',
      ariaHidden: true,
    }),
  });
  frameExamples(markdown);
  makeTablesScroll(markdown);
}

/** Puts a frame that runs an example before its code. */
function frameExamples(markdown: MarkdownIt): void {
  const { fence } = markdown.renderer.rules;
  markdown.renderer.rules.fence = (tokens, index, options, env, self) => {
    const code = fence?.(tokens, index, options, env, self) ?? '';
    const [, name] = example.exec(tokens[index - 1]?.content ?? '') ?? [];
    if (!name) return code;
    return `<div class="example" data-example="${name}">
      <iframe src="/examples/${name}.html" title="Example: ${name}" loading="lazy"></iframe>
      ${code}</div>`;
  };
}

/** Lets wide tables scroll by themselves on narrow screens, also by keyboard. */
function makeTablesScroll(markdown: MarkdownIt): void {
  markdown.renderer.rules.table_open = () =>
    '<div class="table" role="region" aria-label="Table" tabindex="0"><table>\n';
  markdown.renderer.rules.table_close = () => '</table></div>\n';
}
