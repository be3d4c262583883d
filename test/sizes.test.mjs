import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sizes } from '../bench/sizes.mjs';

// The scripts that pages load are measured by size-limit, see package.json.
test('watch-job.js with all that it needs is no more than 3,800 bytes', async () => {
  const found = (await sizes()).find(([file]) => file === 'watch-job.js');
  assert.ok(Number(found?.[2]) <= 3800);
});
