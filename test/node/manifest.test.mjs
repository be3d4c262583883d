import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { validateCem } from '@wc-toolkit/cem-validator';
import { Ajv } from 'ajv';

/** @param {string} path @returns {Promise<any>} */
const readJson = async (path) => JSON.parse(await readFile(path, 'utf8'));

/** @type {any} */
const manifest = await readJson('custom-elements.json');

test('the manifest is valid against schema 2.1.0', async () => {
  assert.equal(manifest.schemaVersion, '2.1.0');
  const ajv = new Ajv({ allErrors: true, strict: false });
  const isValid = ajv.validate(
    await readJson('node_modules/custom-elements-manifest/schema.json'),
    manifest,
  );
  assert.ok(isValid, ajv.errorsText());
});

test('the manifest contains only types that are inlined or exported', async () => {
  await validateCem(manifest, { logErrors: false });
});

test('the data for editors contains the values of attributes', async () => {
  const { tags } = await readJson('dist/vscode.html-custom-data.json');
  /** @type {{ name: string, values?: { name: string }[] }[]} */
  const attributes = tags[0].attributes;
  const valuesOf = (/** @type {string} */ name) =>
    attributes.find((attribute) => attribute.name === name)?.values?.map((value) => value.name);
  assert.deepEqual(valuesOf('appearance'), ['badge', 'bar', 'dot']);
  assert.deepEqual(valuesOf('announce'), ['polite', 'off']);
  assert.deepEqual(valuesOf('api'), ['printPdf', 'printHtml']);
});
