/**
 * Creates a button that opens an example in CodePen, where it can be edited
 * (https://blog.codepen.io/documentation/prefill).
 *
 * @param code - The example, a whole page
 */
export function codePenForm(code: string): HTMLFormElement {
  const form = document.createElement('form');
  form.action = 'https://codepen.io/pen/define';
  form.method = 'post';
  form.target = '_blank';
  const data = document.createElement('input');
  data.type = 'hidden';
  data.name = 'data';
  data.value = JSON.stringify(penOf(code));
  const button = document.createElement('button');
  button.textContent = 'Open in CodePen';
  form.append(data, button);
  return form;
}

/** The parts of a page that CodePen edits by themselves. */
function penOf(page: string) {
  const [script = '', js = ''] = /<script type="module">([^]*?)<\/script>/.exec(page) ?? [];
  const [, css = ''] = /<style>([^]*?)<\/style>/.exec(page) ?? [];
  const [, title = ''] = /<title>(.*?)<\/title>/.exec(page) ?? [];
  const [, body = ''] = /<body>([^]*?)<\/body>/.exec(page) ?? [];
  return { title, html: outdent(body.replace(script, '')), css: outdent(css), js: outdent(js) };
}

/** Removes the indentation that the first line has. */
function outdent(text: string): string {
  const [indentation = ''] = /\n *(?=\S)/.exec(text) ?? [];
  return text.replaceAll(indentation, '\n').trim();
}
