import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { slug } from 'github-slugger';
import { exportedDeclarations } from '../../scripts/exported-declarations.js';

const reference = await readFile('docs/api.md', 'utf8');

/** The headings' anchors, as GitHub makes them. */
const anchors = [...reference.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => slug(heading));

test('no two headings of the API reference have the same anchor', () => {
  assert.ok(anchors.length > 30);
  assert.deepEqual(
    anchors.filter((anchor, index) => anchors.indexOf(anchor) !== index),
    [],
  );
});

test('each link within the API reference leads to a heading', () => {
  const links = [...reference.matchAll(/\]\(#(.+?)\)/g)].map(([, anchor = '']) => anchor);
  assert.ok(links.length > 30);
  assert.deepEqual(
    links.filter((link) => !anchors.includes(link)),
    [],
  );
});

test('the API reference describes each function, class and type of the package', () => {
  const names = exportedDeclarations(['src/index.ts']).map(({ name }) => name);
  assert.ok(names.length > 15);
  const missing = names.filter((name) => !anchors.includes(name.toLowerCase()));
  // The element has a chapter of its own.
  assert.deepEqual(missing, ['ScriptxJobStatus']);
});

test('each type that the API reference names is spelled out, or one of TypeScript', () => {
  const known = new Set([
    ...['AbortSignal', 'AsyncGenerator', 'CustomEvent', 'Error', 'Partial', 'Promise', 'Record'],
    ...['RequestInit', 'Response', 'ScriptxJobStatus'],
  ]);
  const members = exportedDeclarations(['src/index.ts']).flatMap(({ members }) => members);
  const types = members.flatMap(({ type }) => type.match(/\b[A-Z]\w+/g) ?? []);
  assert.ok(types.length > 10);
  const unknown = types.filter((name) => !known.has(name) && !anchors.includes(name.toLowerCase()));
  assert.deepEqual(unknown, []);
});

test('a class counts as exported only by modules that export it as a value', () => {
  const declarations = exportedDeclarations(['src/index.ts', 'src/scriptx-job-status.ts']);
  const modulesOf = (name: string) => declarations.find((it) => it.name === name)?.modules;
  assert.deepEqual(modulesOf('JobErrorEvent'), ['src/index.ts']);
  assert.deepEqual(modulesOf('JobErrorDetail'), ['src/index.ts', 'src/scriptx-job-status.ts']);
});
