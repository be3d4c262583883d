// Runs the checks and the tests, and ends with the line "N passed, N failed". Each check counts as
// one; each test counts as one in Node, or in every browser that it runs in.
//
//   npm test -- --only lint,node              these steps
//   npm test -- --browsers chromium,webkit    these browsers
//   npm test -- test/element.test.ts          these test files
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { npm } from './npm.mjs';

/** @typedef {{ passed: number, failed: number }} Counts */

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const tenMinutes = 600_000;

const { values: options, positionals: files } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string' }, browsers: { type: 'string' } },
});

/** @type {Record<string, () => Promise<Counts>>} */
const steps = {
  build: () => check('build'),
  format: () => check('check:format'),
  lint: () => check('lint'),
  types: () => check('check:types'),
  manifest: () => check('check:manifest'),
  guides: () => check('check:guides'),
  sizes: () => check('check:sizes'),
  node: () => nodeTests(testFiles('.test.mjs').filter((file) => !isSoak(file))),
  browser: () => browserTests(testFiles('.test.ts')),
  soak: () => nodeTests(testFiles('.test.mjs').filter(isSoak)),
};

/** Those that run at the same time; first the build, for types and tests use it. */
const rounds = [
  ['build'],
  ['format', 'lint', 'types', 'manifest', 'guides', 'sizes'],
  ['node'],
  ['browser', 'soak'],
];

const total = { passed: 0, failed: 0 };
const chosen = chosenSteps();
for (const round of rounds) {
  const names = round.filter((name) => chosen.includes(name));
  for (const { passed, failed } of await Promise.all(names.map(runStep))) {
    total.passed += passed;
    total.failed += failed;
  }
}
if (total.passed + total.failed === 0) total.failed = 1;
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;

/**
 * @param {string} name
 * @returns {Promise<Counts>}
 */
async function runStep(name) {
  console.log(`▸ ${name}`);
  const counts = (await steps[name]?.()) ?? { passed: 0, failed: 0 };
  if (counts.passed + counts.failed > 0) return counts;
  console.error(`${name}: nothing was run.`);
  return { passed: 0, failed: 1 };
}

function chosenSteps() {
  if (options.only) return options.only.split(',');
  if (files.length === 0) return Object.keys(steps);
  const names = files.map((file) =>
    file.endsWith('.ts') ? 'browser' : isSoak(file) ? 'soak' : 'node',
  );
  return [...new Set(names)];
}

/**
 * The test files that were asked for, else all.
 *
 * @param {string} ending
 */
function testFiles(ending) {
  const all = readdirSync('test', { recursive: true, encoding: 'utf8' });
  return (files.length > 0 ? files : all.map((file) => join('test', file)))
    .filter((file) => file.endsWith(ending))
    .map((file) => resolve(file))
    .sort();
}

/**
 * Whether a file of tests takes long, and waits most of the time.
 *
 * @param {string} file
 */
function isSoak(file) {
  return file.includes('soak-line');
}

/**
 * @param {string} script - Of package.json
 * @returns {Promise<Counts>}
 */
async function check(script) {
  const { status, stdout } = await npm(['run', '--silent', script], ['ignore', 'pipe', 'inherit']);
  if (status === 0) return { passed: 1, failed: 0 };
  console.error(stdout);
  return { passed: 0, failed: 1 };
}

/**
 * @param {string[]} files
 * @returns {Promise<Counts>}
 */
async function nodeTests(files) {
  const counts = { passed: 0, failed: 0 };
  if (files.length === 0) return counts;

  // They wait for services and browsers most of the time.
  const results = run({ files, timeout: tenMinutes, concurrency: 2 });
  results.on('test:pass', ({ name, file, details, skip, todo }) => {
    // A suite is no test, and neither is a file, which counts as one if it has none.
    const isTest = details.type !== 'suite' && name !== file;
    if (isTest && !skip && !todo) counts.passed++;
  });
  results.on('test:fail', ({ details, todo }) => {
    // Besides a test, a suite or a file can fail by itself, for instance in a hook.
    const { failureType } = /** @type {Error & { failureType?: string }} */ (details.error);
    if (failureType !== 'subtestsFailed' && !todo) counts.failed++;
  });
  for await (const text of results.compose(new spec())) process.stdout.write(text);
  return counts;
}

/**
 * @param {string[]} files
 * @returns {Promise<Counts>}
 */
async function browserTests(files) {
  const counts = { passed: 0, failed: 0 };
  if (files.length === 0) return counts;

  const env = { ...process.env };
  if (options.browsers) env.BROWSERS = options.browsers;
  const runner = fork('node_modules/@web/test-runner/dist/bin.js', files, {
    env,
    timeout: tenMinutes,
  });
  // From test/support/counting-reporter.mjs
  runner.on('message', (message) => Object.assign(counts, message));
  const [exitCode] = await once(runner, 'close');
  if (exitCode !== 0 && counts.failed === 0) {
    console.error('The test runner broke off.');
    counts.failed = 1;
  }
  return counts;
}
