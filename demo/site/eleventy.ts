import { readFile } from 'node:fs/promises';
import { InputPathToUrlTransformPlugin } from '@11ty/eleventy';
import syntaxHighlight from '@11ty/eleventy-plugin-syntaxhighlight';
import toc from '@uncenter/eleventy-plugin-toc';
import type UserConfig from '@11ty/eleventy/UserConfig';
import { figuresIn } from './figures.js';
import { extendMarkdown } from './markdown.js';
import { home, navigation } from './navigation.js';
import { otherTexts } from './texts.js';
import { publishedUrl, relativeUrl } from './urls.js';

/** What Eleventy knows about a page while it computes the page's data. */
interface PageData {
  readonly page: { readonly inputPath: string; readonly fileSlug: string; readonly url: string };
}

/** Markdown files and templates that are not pages of the site, and folders that contain none. */
const notPages = [
  '**/node_modules/**',
  'README.md',
  '{.ci,.github,bench,coverage,dist,scripts,src,test}/**',
  'demo/{dist,integrations}/**',
];

const pages = [home, ...navigation.flatMap((section) => section.pages)];

/** Makes pages of the Markdown files in docs, of a few more, and of the templates in the folders of demo. */
export default function configure(config: UserConfig): void {
  config.setUseGitIgnore(false);
  for (const path of notPages) config.ignores.add(path);

  config.addGlobalData('home', home);
  config.addGlobalData('navigation', navigation);
  config.addGlobalData('figures', async () => figuresIn(await readFile('BENCHMARKS.md', 'utf8')));
  config.addGlobalData('firstBadge', () => readFile('demo/examples/first-badge.html', 'utf8'));
  config.addGlobalData('layout', 'text.njk');
  // Eleventy calls the outer function once, and the inner one for each page without a permalink.
  config.addGlobalData('permalink', () => permalinkOf);
  config.addGlobalData('eleventyComputed', {
    entry: ({ page }: PageData) => pages.find(({ url }) => url === page.url),
  });
  config.addFilter('neighbours', (url) => {
    const index = pages.findIndex((page) => page.url === url);
    return { previous: pages[index - 1], next: pages[index + 1] };
  });

  config.addPlugin(syntaxHighlight, {
    lineSeparator: '\n',
    preAttributes: { tabindex: 0 },
    // Without a grammar, the plugin does not escape the code.
    init({ Prism }: { Prism: { languages: Record<string, unknown> } }) {
      const { markup } = Prism.languages;
      Object.assign(Prism.languages, { svelte: markup, vue: markup });
    },
  });
  config.addPlugin(toc, { tags: ['h2'] });
  config.addPlugin(InputPathToUrlTransformPlugin);
  config.amendLibrary('md', extendMarkdown);
  config.addPassthroughCopy({ 'docs/*.png': 'images' });
  config.addPlugin(useRelativeUrls);
}

export const config = {
  dir: { includes: 'demo/site/layouts' },
  templateFormats: ['md', 'njk'],
  markdownTemplateEngine: false,
};

/** Makes the addresses in all pages relative, after all other changes. */
function useRelativeUrls({ htmlTransformer }: UserConfig): void {
  htmlTransformer.addUrlTransform(
    'html',
    function (url) {
      return relativeUrl(this.url, publishedUrl(url));
    },
    { priority: -3 },
  );
}

/** The address of a Markdown file's page. */
function permalinkOf({ page: { inputPath, fileSlug } }: PageData): string {
  const [other] = Object.entries(otherTexts).find(([, file]) => inputPath === `./${file}`) ?? [];
  return other ?? `/${fileSlug}/`;
}
