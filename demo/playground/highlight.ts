import { html, type TemplateResult } from 'lit';
import Prism from 'prismjs';
// Each of these extends the one before.
import 'prismjs/components/prism-typescript.js';
import 'prismjs/components/prism-jsx.js';
import 'prismjs/components/prism-tsx.js';
import type { CodeFile } from './code.js';

// By default, Prism colours the code in the page by setting `innerHTML`, which the page's policy forbids.
Prism.manual = true;

type Highlighted = string | TemplateResult | readonly Highlighted[];

/** Colours code. The text stays the same. */
export function highlight({ code, language }: CodeFile): Highlighted {
  const grammar = Prism.languages[language];
  return grammar ? rendered(Prism.tokenize(code, grammar)) : code;
}

function rendered(token: Prism.TokenStream): Highlighted {
  if (typeof token === 'string') return token;
  if (Array.isArray(token)) return token.map(rendered);
  return html`<span class="token ${token.type}">${rendered(token.content)}</span>`;
}
