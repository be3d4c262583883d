import type { ClassMethod, CustomElementDeclaration } from 'custom-elements-manifest';
import { parseJobStatus } from '../src/protocol/job-status.js';
import type { ExportedDeclaration } from './exported-declarations.js';
import { blocks, code, codeBlock, table } from './markdown.js';

/** What the reference is written from. */
export interface ApiSources {
  /** The element in custom-elements.json. */
  readonly element: CustomElementDeclaration;
  /** What the package exports. Their `modules` are paths of package.json. */
  readonly declarations: readonly ExportedDeclaration[];
  /** The paths of package.json. */
  readonly paths: readonly string[];
}

/** An attribute, a property, an event and so on in custom-elements.json. */
interface Item {
  readonly name: string;
  readonly description?: string;
  readonly type?: { readonly text: string };
  readonly default?: string;
}

/** What users import from each path of package.json that has code. */
const purposes: ReadonlyMap<string, string> = new Map([
  ['.', 'All exports on this page. Registers the tag.'],
  ['./scriptx-job-status.js', 'The class of the element. Does not register the tag.'],
  ['./watch-job.js', '`watchJob()` and `JobStatusError`, without Lit and the DOM.'],
  ['./meadco.js', "`trackPrint()`, for prints of MeadCo's client."],
  ['./themes/*.css', '[Theme](theming.md#themes) style sheets.'],
  ['./react.js', 'A component for [React](react.md) 18 and 19, and the type of its props.'],
  [
    './types/*.js',
    'Types of the tag in the templates of `preact`, `react`, `solid`, `svelte` and `vue`.',
  ],
  ['./scriptx-job-status.min.js', 'Everything in one minified module, Lit included.'],
  [
    './scriptx-job-status.iife.min.js',
    'The same as a classic script. Its one global, `scriptxJobStatus`, holds the exports.',
  ],
  ['./locales/*.js', 'One [language](languages.md) each, such as `de`. Exports nothing.'],
]);

/** What the service can send: a job status for each number that it defines, and one for all others. */
const serviceStatuses = Array.from({ length: 203 }, (_, index) =>
  parseJobStatus({ status: index - 100 }, ''),
).filter(({ name }) => name !== 'Unknown');
const otherStatus = { ...parseJobStatus({ status: 999 }, ''), status: 'any other' };

const list = new Intl.ListFormat('en-GB');

/** Writes the reference in Markdown. */
export function apiReference({ element, declarations, paths }: ApiSources): string {
  const { attributes = [], members = [], events = [] } = element;
  const isAttribute = ({ name }: Item) => attributes.some(({ fieldName }) => fieldName === name);
  const properties = members
    .filter((member) => member.kind === 'field')
    .filter((field) => !isAttribute(field));
  const others = declarations
    .filter(({ name }) => name !== element.name)
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  const names = others.map(({ name }) => name);
  const section = (kind: ExportedDeclaration['kind']) =>
    others.filter((it) => it.kind === kind).map((it) => declarationSection(it, names));
  const named = (name: string) => declarations.find((it) => it.name === name);
  const detailOf = (event: string) => named(event)?.members.find(({ name }) => name === 'detail');

  return blocks(
    '# API reference',
    '<!-- Written by "npm run manifest" from the comments in src. -->',
    'Look up everything that the package `scriptx-job-status` exports: the element, functions, classes and types.',

    '## Import paths',
    table(['path', 'what you get'], paths.flatMap(pathRow)),

    '## The element',
    element.description ?? '',
    `Its class is \`${element.name}\`. ${exportedBy(named(element.name)?.modules ?? [])}`,
    '## Attributes',
    'Each attribute is also a property of the same name. Setting the property does not change the ' +
      'attribute. White space around values is removed. An invalid number or keyword counts as unset. ' +
      'Setting an attribute or a property never throws.',
    itemTable('attribute', attributes.map(withDefault), names),
    ...attributes.map(details),
    '## Properties without an attribute',
    itemTable('property', properties.filter(isWritable).map(withDefault), names),
    ...properties.filter(isWritable).map(details),
    '## Read-only properties',
    itemTable('property', properties.filter(isReadOnly), names),
    ...properties.filter(isReadOnly).map(details),
    '## Methods',
    ...members
      .filter((member) => member.kind === 'method')
      .map((method) => methodSection(element.name, method)),
    '## Events',
    'All events bubble, also out of shadow roots (`composed`), and cannot be cancelled. They fire ' +
      'after the badge shows the change, once for each change, and never while the element is not in ' +
      'the page. See [Events and errors](events.md).',
    table(
      ['event', 'meaning', 'class', '`detail`'],
      events.map(({ name, type, description }) => [
        code(name),
        summaryOf(description),
        typeCell(type.text, names),
        typeCell(detailOf(type.text)?.type ?? '', names),
      ]),
    ),
    ...events.map(details),
    '## Slots',
    itemTable('slot', element.slots ?? [], names),
    '## CSS parts',
    itemTable('part', element.cssParts ?? [], names),
    '## CSS custom properties',
    itemTable('property', element.cssProperties ?? [], names),
    '## Custom states',
    'Use them in selectors such as `scriptx-job-status:state(completed)`. Each ' +
      '[`ElementState`](#elementstate) is a custom state. `waiting`, `working`, `attention`, `busy` and ' +
      '`final` are set for groups of states. The numbers are the ' +
      '[statuses of the service](#statuses-of-the-service).',
    table(
      ['state', 'meaning', 'statuses'],
      (element.cssStates ?? []).map(({ name, description }) => [
        code(name),
        summaryOf(description),
        statusesOf(name),
      ]),
    ),

    '## Functions',
    ...section('function'),
    '## Classes',
    ...section('class'),
    '## Types',
    ...section('type'),

    '## Statuses of the service',
    'What a [`JobStatus`](#jobstatus) contains for each `status` of the service:',
    table(
      ['status', 'name', 'state', 'final', 'outcome'],
      [...serviceStatuses, otherStatus].map(({ status, name, state, final, outcome }) => [
        String(status),
        code(name),
        code(state),
        String(final),
        code(outcome ?? 'null'),
      ]),
    ),
  );
}

/** The row of an import path, or nothing if it has no code. */
function pathRow(path: string): string[][] {
  if (path.endsWith('.json')) return [];
  const purpose = purposes.get(path);
  if (!purpose) throw new Error(`Describe the path ${path} in ${import.meta.filename}.`);
  return [[code(importPath(path)), purpose]];
}

/** What users import, such as `scriptx-job-status/watch-job.js`, for a path of package.json. */
function importPath(path: string): string {
  return `scriptx-job-status${path.slice(1)}`;
}

/** On narrow screens, tables scroll sideways. The name and the meaning are visible without that. */
function itemTable(kind: string, items: readonly Item[], typeNames: readonly string[]): string {
  return table(
    [kind, 'meaning', 'type', 'default'],
    items.map((item) => [
      detailsOf(item.description) ? `[${code(item.name)}](#${item.name})` : code(item.name),
      summaryOf(item.description),
      typeCell(item.type?.text ?? '', typeNames),
      code(item.default ?? ''),
    ]),
  );
}

/** The same item, with the default of a property that has no initial value. */
function withDefault(item: Item): Item {
  return { default: 'undefined', ...item };
}

/** A type: linked if the page describes it. */
function typeCell(type: string, typeNames: readonly string[]): string {
  const own = typeNames.find((name) => new RegExp(`\\b${name}\\b`).test(type));
  // `(() => void) | undefined` is what an option of the type `() => void` has in strict code.
  const text = code(type.replace(/ \| undefined$/, '').replace(/^\((.*)\)$/, '$1'));
  return own ? `[${text}](#${own.toLowerCase()})` : text;
}

/** The first paragraph of a description. */
function summaryOf(description = ''): string {
  return description.split('\n\n')[0] ?? '';
}

/** All paragraphs of a description but the first. */
function detailsOf(description = ''): string {
  return description.split('\n\n').slice(1).join('\n\n');
}

/** A section with what a table of items left out. */
function details({ name, description }: Item): string {
  const text = detailsOf(description);
  return text && blocks(`### ${code(name)}`, text);
}

function methodSection(className: string, method: ClassMethod): string {
  const { name, parameters = [], description = '' } = method;
  return blocks(
    `### ${code(method.static ? `${className}.${name}()` : `${name}()`)}`,
    description,
    itemTable('parameter', parameters, []),
  );
}

function declarationSection(
  { name, kind, modules, code: head, base, description, members, tags }: ExportedDeclaration,
  typeNames: readonly string[],
): string {
  const isFunction = kind === 'function';
  return blocks(
    `### ${code(isFunction ? `${name}()` : name)}`,
    codeBlock(head),
    description,
    base && `Extends ${typeCell(base, typeNames)}.`,
    table(
      [isFunction ? 'parameter' : 'property', 'meaning', 'type'],
      members.map((member) => [
        code(member.isOptional ? `${member.name}?` : member.name),
        member.description,
        typeCell(member.type, typeNames),
      ]),
    ),
    labelled('Returns', tags.get('returns')),
    labelled('Throws', tags.get('throws')?.replace(/^\{(.+?)\}/, '`$1`.')),
    codeBlock(tags.get('example') ?? ''),
    exportedBy(modules),
  );
}

function exportedBy(paths: readonly string[]): string {
  return `Exported by ${list.format(paths.map((path) => code(importPath(path))))}.`;
}

function labelled(label: string, text = ''): string {
  return text && `**${label}:** ${text}`;
}

/** The statuses of the service that stand for a state. */
function statusesOf(state: string): string {
  return [...serviceStatuses, otherStatus]
    .filter((jobStatus) => jobStatus.state === state)
    .map(({ status }) => status)
    .join(', ');
}

function isReadOnly({ readonly = false }: { readonly?: boolean }): boolean {
  return readonly;
}

function isWritable(field: { readonly?: boolean }): boolean {
  return !isReadOnly(field);
}
