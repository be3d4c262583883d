import type { CustomElementDeclaration } from 'custom-elements-manifest';
import type { CSSDataV1, MarkupContent } from 'vscode-css-languageservice';
import type { HTMLDataV1 } from 'vscode-html-languageservice';
import { blocks, code } from './markdown.js';

/** What has a name and a description in custom-elements.json. */
interface Item {
  readonly name: string;
  readonly description?: string;
}

/** What VS Code completes and explains of an element in HTML. */
export function vscodeHtmlData(element: CustomElementDeclaration): HTMLDataV1 {
  const { tagName = '', attributes = [], events, slots, cssParts } = element;
  const description = blocks(
    element.description ?? '',
    bulletList('Events', events),
    bulletList('Slots', slots),
    bulletList('CSS parts', cssParts),
  );
  const tag = {
    name: tagName,
    description: markdown(description),
    attributes: attributes.map(({ name, description, type }) => ({
      name,
      description: markdown(description),
      // A value set with this name is that of attributes without a value.
      ...(type?.text === 'boolean' ? { valueSet: 'v' } : { values: keywordsOf(type?.text ?? '') }),
    })),
  };
  return { version: 1.1, tags: [tag] };
}

/** What VS Code completes and explains of an element in style sheets. */
export function vscodeCssData(element: CustomElementDeclaration): CSSDataV1 {
  const { cssParts = [], cssProperties = [], cssStates = [] } = element;
  return {
    version: 1.1,
    properties: cssProperties.map(({ name, description = '', default: value }) => ({
      name,
      description: markdown(value ? `${description} Default: \`${value}\`.` : description),
    })),
    pseudoElements: cssParts.map(({ name, description }) => ({
      name: `::part(${name})`,
      description: markdown(description),
    })),
    pseudoClasses: cssStates.map(({ name, description }) => ({
      name: `:state(${name})`,
      description: markdown(description),
    })),
  };
}

function markdown(value = ''): MarkupContent {
  return { kind: 'markdown', value };
}

function bulletList(title: string, items: readonly Item[] = []): string {
  const lines = items.map(({ name, description = '' }) => `- ${code(name)}: ${description}`);
  return blocks(`**${title}**`, lines.join('\n'));
}

/** The values of a type such as `'polite' | 'off'`; none for other types. */
function keywordsOf(type: string): { name: string }[] {
  const types = type.split(' | ').map((text) => /^'(.+)'$/.exec(text)?.[1]);
  return types.filter((name) => name !== undefined).map((name) => ({ name }));
}
