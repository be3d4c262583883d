import { posix } from 'node:path';

/** A page, as llms.txt lists it. */
export interface LlmsPage {
  readonly title: string;
  readonly description: string;
  /** Path or URL of the page, in Markdown if it exists. A path is relative to llms.txt. */
  readonly path: string;
}

export interface LlmsSection {
  readonly title: string;
  readonly pages: readonly LlmsPage[];
}

/** What assistants need for the first lines of code. The pages have the rest. */
const notes = `Notes for code that uses the component:

- In a page without a bundler, load \`https://cdn.jsdelivr.net/npm/scriptx-job-status/dist/scriptx-job-status.min.js\`
  with \`<script type="module">\`. In an app, \`import 'scriptx-job-status'\`.
- \`<scriptx-job-status server="http://127.0.0.1:41191" license="…" token="…"></scriptx-job-status>\` follows one
  job. \`token\` is the \`jobIdentifier\` in the service's response to the print request.
- If the page prints through MeadCo's client library, set neither \`server\` nor \`token\`. Call
  \`trackPrint(badge, (done, progress) => MeadCo.ScriptX.Print.PDF.print(url, done, progress))\`.
- The element polls by itself, so write no timer. Listen to \`job-complete\`, \`job-failed\` and \`job-error\`, or
  await \`badge.finished\`.
- \`job-error\` means that the status is unavailable. It doesn't mean that the job has failed.
- Without the element, in pages, workers and Node:
  \`for await (const { state, message } of watchJob({ server, license, token }))\`.`;

/**
 * Writes llms.txt, the list of pages that assistants read: https://llmstxt.org.
 *
 * @param home - The name of the project, and what it is
 */
export function llmsTxt(home: Omit<LlmsPage, 'path'>, sections: readonly LlmsSection[]): string {
  const lists = sections
    .filter(({ pages }) => pages.length > 0)
    .map(({ title, pages }) => `## ${title}\n\n${pages.map(linkTo).join('\n')}`);
  return `${[`# ${home.title}`, `> ${home.description}`, notes, ...lists].join('\n\n')}\n`;
}

function linkTo({ title, description, path }: LlmsPage): string {
  return `- [${title}](${path}): ${description}`;
}

/** Writes llms-full.txt: the texts of all pages in Markdown, one after the other. */
export function llmsFullTxt(texts: readonly string[]): string {
  return `${texts.map((text) => text.trim()).join('\n\n---\n\n')}\n`;
}

/**
 * A Markdown file as the site publishes it, beside the page in HTML. Its links lead to the other published
 * files.
 *
 * @param text - Its text in the project
 * @param file - Its path in the project: `docs/faq.md`
 * @param published - The paths of all Markdown files in the project, and those on the site: `faq.md`
 */
export function publishedMarkdown(
  text: string,
  file: string,
  published: ReadonlyMap<string, string>,
): string {
  return text.replace(/\]\(([^)#:\s]+\.md)/g, (link, path: string) => {
    const target = published.get(posix.join(posix.dirname(file), path));
    return target === undefined ? link : `](${target}`;
  });
}
