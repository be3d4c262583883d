import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import { sizes } from '../bench/sizes.mjs';

for (const file of ['scriptx-job-status.min.js', 'scriptx-job-status.iife.min.js']) {
  test(`${file} is no more than 10,800 bytes as servers send it`, async () => {
    assert.ok(brotliCompressSync(await readFile(`dist/${file}`)).length <= 10_800);
  });
}

test('watch-job.js with all that it needs is no more than 3,800 bytes', async () => {
  const found = (await sizes()).find(([file]) => file === 'watch-job.js');
  assert.ok(Number(found?.[2]) <= 3800);
});
