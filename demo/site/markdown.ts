import { slug } from 'github-slugger';
import type { MarkdownIt } from 'markdown-it';
import anchor from 'markdown-it-anchor';

const example = /<!-- file: demo\/examples\/([\w-]+)\.html -->/;

/** Gives headings their anchors, with the names they have on GitHub, and makes examples run. */
export function extendMarkdown(markdown: MarkdownIt): void {
  markdown.use(anchor, {
    slugify: slug,
    level: [2, 3, 4],
    permalink: anchor.permalink.headerLink({ class: 'anchor' }),
  });
  renderCode(markdown);
  renderTables(markdown);
}

/** Lets code scroll by keyboard, and puts a frame that runs it before the code of an example. */
function renderCode({ renderer: { rules } }: MarkdownIt): void {
  const { fence } = rules;
  rules.fence = (tokens, index, options, env, self) => {
    const html = fence?.(tokens, index, options, env, self) ?? '';
    const code = html.replace(/^<pre>/, '<pre tabindex="0">');
    const [, name] = example.exec(tokens[index - 1]?.content ?? '') ?? [];
    if (!name) return code;
    return `<div class="example" data-example="${name}">
      <iframe src="/examples/${name}.html" title="Example: ${name}" loading="lazy"></iframe>
      ${code}</div>`;
  };
}

/** Lets wide tables scroll by themselves, also by keyboard. A cell without text is no heading. */
function renderTables({ renderer: { rules } }: MarkdownIt): void {
  rules.table_open = () =>
    '<div class="table" role="group" aria-label="Table" tabindex="0"><table>\n';
  rules.table_close = () => '</table></div>\n';
  rules.th_open = (tokens, index) => (tokens[index + 1]?.content ? '<th scope="col">' : '<td>');
  rules.th_close = (tokens, index) => (tokens[index - 1]?.content ? '</th>' : '</td>');
}
