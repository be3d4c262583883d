// Prints the hashes of the scripts that pages load, for `integrity` attributes.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

for (const file of ['scriptx-job-status.min.js', 'scriptx-job-status.iife.min.js']) {
  const hash = createHash('sha384')
    .update(await readFile(`dist/${file}`))
    .digest('base64');
  console.log(`${file} integrity="sha384-${hash}"`);
}
