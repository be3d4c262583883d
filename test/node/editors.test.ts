import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { Ajv } from 'ajv';
import cssService, { type CSSDataV1 } from 'vscode-css-languageservice';
import htmlService, {
  type Hover,
  type HTMLDataV1,
  type MarkupContent,
} from 'vscode-html-languageservice';
import { elementIn } from '../../scripts/element-in.js';

/** What is tested of the data for JetBrains. */
interface WebTypes {
  readonly name: string;
  readonly version: string;
  readonly contributions: {
    readonly html: {
      readonly elements: readonly {
        readonly name: string;
        readonly attributes: readonly Named[];
        readonly slots: readonly Named[];
        readonly js: { readonly properties: readonly Named[]; readonly events: readonly Named[] };
      }[];
    };
    readonly css: { readonly properties: readonly Named[] };
  };
}

interface Named {
  readonly name: string;
  readonly description?: string;
}

async function readJson<Data>(path: string): Promise<Data> {
  return JSON.parse(await readFile(path, 'utf8')) as Data;
}

const element = elementIn(await readJson('custom-elements.json'));
const htmlData = await readJson<HTMLDataV1>('dist/vscode.html-custom-data.json');
const cssData = await readJson<CSSDataV1>('dist/vscode.css-custom-data.json');

// The services that VS Code itself runs, with the element's data only.
const html = htmlService.getLanguageService({
  useDefaultDataProvider: false,
  customDataProviders: [htmlService.newHTMLDataProvider('scriptx-job-status', htmlData)],
});
const css = cssService.getCSSLanguageService({
  useDefaultDataProvider: false,
  customDataProviders: [cssService.newCSSDataProvider(cssData)],
});

/** A document with the place of the cursor, which is a `|` in its text. */
function documentAt(languageId: string, text: string) {
  const document = htmlService.TextDocument.create(
    'file:///page',
    languageId,
    1,
    text.replace('|', ''),
  );
  return { document, position: document.positionAt(text.indexOf('|')) };
}

/** What VS Code offers in HTML: what it would insert, and how it explains that. */
function completedInHtml(text: string) {
  const { document, position } = documentAt('html', text);
  const { items } = html.doComplete(document, position, html.parseHTMLDocument(document));
  return new Map(items.map((item) => [item.textEdit?.newText, item.documentation]));
}

function completedInCss(text: string) {
  const { document, position } = documentAt('css', text);
  const { items } = css.doComplete(document, position, css.parseStylesheet(document));
  return new Map(items.map((item) => [item.label, item.documentation]));
}

function hoveredInHtml(text: string): string {
  const { document, position } = documentAt('html', text);
  return textOf(html.doHover(document, position, html.parseHTMLDocument(document)));
}

function hoveredInCss(text: string): string {
  const { document, position } = documentAt('css', text);
  return textOf(css.doHover(document, position, css.parseStylesheet(document)));
}

function textOf(hover: Hover | null): string {
  return (hover?.contents as MarkupContent | undefined)?.value ?? '';
}

const markdown = (value: string | undefined) => ({ kind: 'markdown', value });

const namesOf = (items: readonly Named[] = []) => items.map(({ name }) => name);

describe('the data for VS Code', () => {
  for (const language of ['html', 'css']) {
    it(`is valid against VS Code's schema for ${language}`, async () => {
      const package_ = `node_modules/vscode-${language}-languageservice`;
      const ajv = new Ajv({ allErrors: true, strict: false });
      const isValid = ajv.validate(
        await readJson<object>(`${package_}/docs/customData.schema.json`),
        await readJson(`dist/vscode.${language}-custom-data.json`),
      );
      assert.ok(isValid, ajv.errorsText());
    });
  }

  it('completes the tag', () => {
    assert.deepEqual([...completedInHtml('<scr|').keys()], ['scriptx-job-status']);
  });

  it('completes each attribute, without a value if it is boolean', () => {
    const names = namesOf(element.attributes);
    const flags = ['suspended', 'background'];
    assert.ok(flags.every((name) => names.includes(name)));
    // The service itself offers `data-`.
    const completed = [...completedInHtml('<scriptx-job-status |').keys()].filter(
      (text) => !text?.startsWith('data-'),
    );
    assert.deepEqual(
      completed.sort(),
      names.map((name) => (flags.includes(name) ? name : `${name}="$1"`)).sort(),
    );
  });

  it('completes the values of attributes', () => {
    const valuesOf = (name: string) =>
      [...completedInHtml(`<scriptx-job-status ${name}="|"`).keys()].sort();
    assert.deepEqual(valuesOf('appearance'), ['badge', 'bar', 'dot']);
    assert.deepEqual(valuesOf('announce'), ['off', 'polite']);
    assert.deepEqual(valuesOf('api'), ['printHtml', 'printPdf']);
    assert.deepEqual(valuesOf('token'), []);
  });

  it('explains the tag, its events, its slots and its parts', () => {
    const text = hoveredInHtml('<scriptx-job|-status>');
    assert.ok(text.startsWith(element.description ?? '?'));
    const items = [element.events, element.slots, element.cssParts].flatMap((list) => list ?? []);
    assert.ok(items.length > 8);
    for (const { name, description } of items) {
      assert.ok(text.includes(`- \`${name}\`: ${description}`), name);
    }
  });

  it('has no text that Markdown takes for a heading', () => {
    assert.doesNotMatch(hoveredInHtml('<scriptx-job|-status>'), /^(#|---|===)/m);
  });

  it('explains each attribute', () => {
    for (const { name, description } of element.attributes ?? []) {
      assert.equal(hoveredInHtml(`<scriptx-job-status |${name}>`), description, name);
    }
  });

  it('completes and explains the custom properties with their defaults', () => {
    for (const { name, description, default: value } of element.cssProperties ?? []) {
      const text = value ? `${description} Default: \`${value}\`.` : (description ?? '');
      assert.deepEqual(completedInCss('a { --| }').get(name), markdown(text));
      assert.equal(hoveredInCss(`a { ${name}|: red }`), text);
    }
  });

  it('completes and explains the parts in selectors', () => {
    const completed = completedInCss('scriptx-job-status::| { }');
    for (const { name, description } of element.cssParts ?? []) {
      assert.deepEqual(completed.get(`::part(${name})`), markdown(description));
    }
  });

  it('completes and explains the custom states in selectors', () => {
    const completed = completedInCss('scriptx-job-status:| { }');
    assert.ok(completed.has(':state(completed)'));
    for (const { name, description } of element.cssStates ?? []) {
      assert.deepEqual(completed.get(`:state(${name})`), markdown(description));
    }
  });
});

describe('the data for JetBrains', () => {
  it('describes all of the element, in the version of the package', async () => {
    const { name, version, contributions } = await readJson<WebTypes>('dist/web-types.json');
    const description = await readJson<{ readonly version: string }>('package.json');
    assert.deepEqual([name, version], ['scriptx-job-status', description.version]);
    const [tag] = contributions.html.elements;
    assert.ok(tag);
    assert.equal(tag.name, element.tagName);
    const fields = (element.members ?? []).filter(({ kind }) => kind === 'field');
    for (const [actual, expected] of [
      [tag.attributes, element.attributes],
      [tag.slots, element.slots],
      [tag.js.properties, fields],
      [tag.js.events, element.events],
      [contributions.css.properties, element.cssProperties],
    ] as const) {
      assert.deepEqual(namesOf(actual), namesOf(expected));
      assert.ok(actual.every(({ description }) => description));
    }
  });
});
