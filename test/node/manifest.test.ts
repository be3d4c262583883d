import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { validateCem } from '@wc-toolkit/cem-validator';
import { Ajv } from 'ajv';
import type { Package } from 'custom-elements-manifest';

async function readJson(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, 'utf8'));
}

const manifest = (await readJson('custom-elements.json')) as Package;

test('the manifest is valid against schema 2.1.0', async () => {
  assert.equal(manifest.schemaVersion, '2.1.0');
  const ajv = new Ajv({ allErrors: true, strict: false });
  const isValid = ajv.validate(
    (await readJson('node_modules/custom-elements-manifest/schema.json')) as object,
    manifest,
  );
  assert.ok(isValid, ajv.errorsText());
});

test('the manifest contains only types that are inlined or exported', async () => {
  await validateCem(manifest, { logErrors: false });
});

test('the manifest contains what each function returns', () => {
  const declarations = manifest.modules.flatMap((module) => module.declarations ?? []);
  const functions = declarations.filter((declaration) => declaration.kind === 'function');
  assert.deepEqual(
    functions.map(({ name, return: result }) => [name, result?.type?.text]),
    [
      ['trackPrint', 'Promise<JobStatus>'],
      ['watchJob', 'AsyncGenerator<JobStatus, void, undefined>'],
    ],
  );
});
