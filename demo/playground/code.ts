import { defaults, directionOf, type Settings, type SlotContent } from './settings.js';
import { styleRule } from './style-rule.js';

/** The languages and frameworks of the code. */
export const frameworks = { html: 'HTML', react: 'React', vue: 'Vue' } as const;

export type Framework = keyof typeof frameworks;

export interface CodeFile {
  readonly name: string;
  /** The name of its syntax in Prism. */
  readonly language: 'html' | 'tsx' | 'css';
  readonly code: string;
}

/** An attribute of the element. */
interface Attribute {
  readonly name: string;
  readonly value: string | number | true | Expression;
}

/** An expression of the framework, such as the name of a variable. */
interface Expression {
  readonly expression: string;
}

const cdn = 'https://cdn.jsdelivr.net/npm/scriptx-job-status/dist/';
const server = 'http://127.0.0.1:41191';
const license = 'xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx';
const token = '8c72a9871ba64c4ba507b4392c1ce0b9';

/** The code that shows what the settings show. It contains what differs from the defaults. */
export function codeFor(framework: Framework, settings: Settings): readonly CodeFile[] {
  switch (framework) {
    case 'html':
      return [{ name: 'print-job.html', language: 'html', code: htmlPage(settings) }];
    case 'react':
      return reactFiles(settings);
    case 'vue':
      return [{ name: 'PrintJob.vue', language: 'html', code: vueComponent(settings) }];
  }
}

function htmlPage(settings: Settings): string {
  const { label, lang, theme, texts } = settings;
  const isRtl = directionOf(settings) === 'rtl';
  const head = [
    '<meta charset="utf-8" />',
    '<meta name="viewport" content="width=device-width, initial-scale=1" />',
    `<title>${escapeText(label) || 'Print job'}</title>`,
    theme !== 'none' && `<link\n  rel="stylesheet"\n  href="${cdn}themes/${theme}.css"\n/>`,
    // After the theme, so that its rules win.
    `<style>\n${indent(lines([pageRule(settings), styleRule(settings)]))}\n</style>`,
    moduleScript('scriptx-job-status.min.js'),
    lang !== 'en' && moduleScript(`locales/${lang}.js`),
  ];
  const attributes = [
    ...attributesOf(settings),
    { name: 'server', value: server },
    { name: 'license', value: license },
    { name: 'token', value: token },
  ].map(htmlAttribute);
  const children = Object.entries(settings.slots).map((entry) => htmlChild(entry, escapeText));
  const body = [
    tag(attributes, children, '></scriptx-job-status>'),
    hasEntries(texts) && textsScript(texts),
  ];
  return `<!doctype html>
<html lang="${lang}"${isRtl ? ' dir="rtl"' : ''}>
  <head>
${indent(lines(head), 4)}
  </head>
  <body>
${indent(lines(body), 4)}
  </body>
</html>
`;
}

/** The style rule for the page around the element. */
function pageRule({ ground, scheme }: Settings): string {
  return `:root {
  color-scheme: ${scheme === 'auto' ? 'light dark' : scheme};
  font-family: system-ui, sans-serif;${ground && `\n  background: ${ground};`}
}`;
}

function moduleScript(file: string): string {
  return `<script\n  type="module"\n  src="${cdn}${file}"\n></script>`;
}

/** A script that sets the words. Modules run in their order, so the element exists already. */
function textsScript(texts: Settings['texts']): string {
  return `<script type="module">
  document.querySelector('scriptx-job-status').texts = ${indent(objectCode(texts)).trimStart()};
</script>`;
}

function reactFiles(settings: Settings): readonly CodeFile[] {
  const rule = styleRule(settings);
  const children = Object.entries(settings.slots).map(jsxChild);
  const code = `${lines([
    ...imports(settings),
    rule && "import './PrintJob.css';",
    "import type {} from 'scriptx-job-status/types/react.js';",
  ])}

${textsConstant(settings)}export function PrintJob({ token }: { token: string }) {
  return (
${indent(tag(componentAttributes(settings).map(jsxAttribute), children, '/>'), 4)}
  );
}
`;
  const component: CodeFile = { name: 'PrintJob.tsx', language: 'tsx', code };
  if (!rule) return [component];
  return [component, { name: 'PrintJob.css', language: 'css', code: `${rule}\n` }];
}

function vueComponent(settings: Settings): string {
  const rule = styleRule(settings);
  const children = Object.entries(settings.slots).map((entry) => htmlChild(entry, escapeVueText));
  return `<script setup lang="ts">
${lines([...imports(settings), "import type {} from 'scriptx-job-status/types/vue.js';"])}

${textsConstant(settings)}defineProps<{ token: string }>();
</script>

<template>
${indent(tag(componentAttributes(settings).map(vueAttribute), children, '/>'))}
</template>
${rule ? `\n<style>\n${rule}\n</style>\n` : ''}`;
}

function imports({ lang, theme }: Settings): readonly (string | false)[] {
  return [
    "import 'scriptx-job-status';",
    lang !== 'en' && `import 'scriptx-job-status/locales/${lang}.js';`,
    theme !== 'none' && `import 'scriptx-job-status/themes/${theme}.css';`,
  ];
}

function textsConstant({ texts }: Settings): string {
  return hasEntries(texts) ? `const texts = ${objectCode(texts)};\n\n` : '';
}

/** Those of a component, which may be in a page of another language. */
function componentAttributes(settings: Settings): readonly Attribute[] {
  const { lang, texts } = settings;
  return [
    ...attributesOf(settings),
    ...(lang === defaults.lang ? [] : [{ name: 'lang', value: lang }]),
    ...(directionOf(settings) === 'rtl' ? [{ name: 'dir', value: 'rtl' }] : []),
    ...(hasEntries(texts) ? [{ name: 'texts', value: { expression: 'texts' } }] : []),
    { name: 'server', value: server },
    { name: 'license', value: license },
    { name: 'token', value: { expression: 'token' } },
  ];
}

/** The attributes that differ from the defaults. */
function attributesOf(settings: Settings): readonly Attribute[] {
  const names = [
    'label',
    'appearance',
    'announce',
    'interval',
    'timeout',
    'background',
    'suspended',
  ] as const;
  return names.flatMap((name) => {
    const value = settings[name];
    return value === defaults[name] || !value ? [] : [{ name, value }];
  });
}

function htmlAttribute({ name, value }: Attribute): string {
  return value === true ? name : `${name}="${escapeAttribute(sourceOf(value))}"`;
}

function jsxAttribute({ name, value }: Attribute): string {
  if (value === true) return name;
  if (typeof value !== 'string') return `${name}={${sourceOf(value)}}`;
  // In JSX, a string in quotes may contain references such as &amp;.
  return /["&\\]/.test(value) ? `${name}={${stringCode(value)}}` : `${name}="${value}"`;
}

function vueAttribute(attribute: Attribute): string {
  const { name, value } = attribute;
  return typeof value === 'string' ? htmlAttribute(attribute) : `:${name}="${sourceOf(value)}"`;
}

function sourceOf(value: Attribute['value']): string {
  return typeof value === 'object' ? value.expression : String(value);
}

function htmlChild([slot, { kind, text }]: [string, SlotContent], escape: typeof escapeText) {
  return child(slot, kind, escape(text));
}

function jsxChild([slot, { kind, text }]: [string, SlotContent]): string {
  return child(slot, kind, /[{}<>&]|^\s|\s$/.test(text) ? `{${stringCode(text)}}` : text);
}

function child(slot: string, kind: SlotContent['kind'], content: string): string {
  switch (kind) {
    case 'text':
      return `<span slot="${slot}">${content}</span>`;
    case 'link':
      return `<a slot="${slot}" href="#">${content}</a>`;
    case 'button':
      return `<button slot="${slot}" type="button">${content}</button>`;
  }
}

/** The element's tag, with one attribute a line. */
function tag(attributes: readonly string[], children: readonly string[], end: string): string {
  const start = `<scriptx-job-status\n${indent(attributes.join('\n'))}\n`;
  if (children.length === 0) return `${start}${end}`;
  return `${start}>\n${indent(children.join('\n'))}\n</scriptx-job-status>`;
}

/** An object literal with one property a line. */
function objectCode(texts: Settings['texts']): string {
  const properties = Object.entries(texts).map(
    ([name, text]) => `  ${/^\w+$/.test(name) ? name : `'${name}'`}: ${stringCode(text)},\n`,
  );
  return `{\n${properties.join('')}}`;
}

/** A string literal that cannot end the script around it. */
function stringCode(text: string): string {
  const escaped = text
    .replace(/[\\']/g, '\\$&')
    .replace(/[\n\r\u2028\u2029]/g, ' ')
    .replace(/</g, '\\x3C');
  return `'${escaped}'`;
}

function escapeAttribute(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;');
}

function escapeText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}

/** Vue takes two braces for an expression. */
function escapeVueText(text: string): string {
  return escapeText(text).replace(/\{/g, '&#123;');
}

function hasEntries(object: object): boolean {
  return Object.keys(object).length > 0;
}

/** Joins what is present, one a line. */
function lines(parts: readonly (string | false)[]): string {
  return parts.filter(Boolean).join('\n');
}

function indent(text: string, spaces = 2): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(spaces));
}
