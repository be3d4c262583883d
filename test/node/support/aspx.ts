import { readFile } from 'node:fs/promises';
import { escaped } from './guide-site.js';

/**
 * What ASP.NET's own scripts do for the page, as far as jobs.js uses them: a postback replaces the content
 * of the panel, and one that begins during another cancels it.
 */
const script = `
  var cancelledPostbacks = 0;
  var postback = null;
  var endRequest = [];
  var Sys = { WebForms: { PageRequestManager: { getInstance: () => ({
    get_isInAsyncPostBack: () => postback !== null,
    add_endRequest: (handler) => endRequest.push(handler),
  }) } } };
  async function __doPostBack(target) {
    if (target !== 'ctl00$JobsPanel') throw new Error('No such panel: ' + target);
    if (postback) cancelledPostbacks++;
    const mine = (postback = {});
    const html = await (await fetch('/postback')).text();
    if (postback !== mine) return;
    document.getElementById('JobsPanel').innerHTML = html;
    postback = null;
    for (const handler of endRequest) handler();
  }`;

interface RenderedPage {
  readonly page: string;
  /** The content of its UpdatePanel. */
  readonly panel: string;
}

/**
 * Renders the few controls of a Web Forms page that the guide uses.
 *
 * @param rows - Of the repeater
 */
export async function renderAspx(
  file: string,
  rows: readonly Readonly<Record<string, string>>[],
): Promise<RenderedPage> {
  const source = await readFile(file, 'utf8');
  const page = source
    .replace(/<%@ .*? %>\n/, '')
    .replace(/ runat="server"/g, '')
    .replace(/<asp:ScriptManager>[^]*?<\/asp:ScriptManager>/, (manager) => {
      const paths = [...manager.matchAll(/Path="~(.+?)"/g)].map(([, path = '']) => path);
      const scripts = paths.map((path) => `<script src="${path}"></script>`);
      return `<script>${script}</script>${scripts.join('')}`;
    })
    .replace(
      /<asp:Repeater ID="\w+">\s*<ItemTemplate>([^]*?)<\/ItemTemplate>\s*<\/asp:Repeater>/,
      (_, item: string) =>
        rows
          .map((row) =>
            item.replace(/<%#: Eval\("(\w+)"\) %>/g, (_, name: string) => escaped(row[name] ?? '')),
          )
          .join(''),
    )
    .replace(/<asp:UpdatePanel ID="(\w+)".*?>\s*<ContentTemplate>/, '<div id="$1">')
    .replace(/<\/ContentTemplate>\s*<\/asp:UpdatePanel>/, '</div>')
    .replace('<%: JobsPanel.UniqueID %>', 'ctl00$$JobsPanel');
  const [, panel = ''] = /<div id="JobsPanel">([^]*?)<\/div>/.exec(page) ?? [];
  return { page, panel };
}
