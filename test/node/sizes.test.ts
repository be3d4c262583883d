import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sizes } from '../../bench/sizes.js';

// The scripts that pages load are measured by size-limit, see package.json.
test('watch-job.js is at most 8,800 bytes in the bundle of a user', async () => {
  const row = (await sizes()).find(([file]) => file === 'watch-job.js');
  assert.ok(Number(row?.[2]) <= 8800, `${row?.[2]} bytes`);
});
