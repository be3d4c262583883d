// Runs the checks and the tests. The last line is "N passed, N failed". Each check counts as one, each
// test in Node as one, and each test in browsers as one per browser.
//
//   npm test -- --only lint,node              these steps, see below
//   npm test -- --browsers chromium,webkit    these browsers
//   npm test -- test/browser/element.test.ts  these test files
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { npm } from './npm.mjs';

interface Counts {
  passed: number;
  failed: number;
}

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const tenMinutes = 600_000;

const { values: options, positionals: files } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string' }, browsers: { type: 'string' } },
});

const steps = {
  build: () => check('build'),
  site: () => check('build:site'),
  format: () => check('check:format'),
  lint: () => check('lint'),
  types: () => check('check:types'),
  manifest: () => check('check:manifest'),
  guides: () => check('check:guides'),
  sizes: () => check('check:sizes'),
  node: () => nodeTests(testFiles('test/node').filter((file) => !isSoak(file))),
  browser: () => browserTests(testFiles('test/browser')),
  soak: () => nodeTests(testFiles('test/node').filter(isSoak)),
};

/** The steps of a round run at the same time. The build is first because types and tests use it. */
const rounds: readonly (readonly (keyof typeof steps)[])[] = [
  ['build'],
  ['site', 'format', 'lint', 'types', 'manifest', 'guides', 'sizes'],
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

async function runStep(name: keyof typeof steps): Promise<Counts> {
  console.log(`▸ ${name}`);
  const counts = await steps[name]();
  if (counts.passed + counts.failed > 0) return counts;
  console.error(`${name}: no test ran.`);
  return { passed: 0, failed: 1 };
}

function chosenSteps(): readonly string[] {
  if (options.only) return options.only.split(',');
  if (files.length === 0) return Object.keys(steps);
  return Object.keys(steps).filter((step) => {
    if (step === 'browser') return testFiles('test/browser').length > 0;
    const isSelected = testFiles('test/node').some((file) => isSoak(file) === (step === 'soak'));
    return ['node', 'soak'].includes(step) && isSelected;
  });
}

/** The test files of a folder: those named in the command, or all. */
function testFiles(folder: string): string[] {
  const all = readdirSync(folder).map((file) => resolve(folder, file));
  const named = files.map((file) => resolve(file));
  return all
    .filter((file) => /\.test\.\w+$/.test(file))
    .filter((file) => files.length === 0 || named.includes(file));
}

/** Whether the tests of a file take long, and wait most of the time. */
function isSoak(file: string): boolean {
  return file.includes('soak-line');
}

/** Runs a script of package.json. Its output is shown only if it fails. */
async function check(script: string): Promise<Counts> {
  const { status, stdout } = await npm(['run', '--silent', script], ['ignore', 'pipe', 'inherit']);
  if (status === 0) return { passed: 1, failed: 0 };
  console.error(stdout);
  return { passed: 0, failed: 1 };
}

async function nodeTests(files: string[]): Promise<Counts> {
  const counts = { passed: 0, failed: 0 };
  if (files.length === 0) return counts;

  // Each file runs in a process with this one's `execArgv`, and so with tsx. The tests wait for
  // services and browsers most of the time.
  const results = run({ files, timeout: tenMinutes, concurrency: 2 });
  results.on('test:pass', ({ name, file, details, skip, todo }) => {
    // A suite is not a test. Neither is a file, which is reported as one if it contains no tests.
    const isTest = details.type !== 'suite' && name !== file;
    if (isTest && !skip && !todo) counts.passed++;
  });
  results.on('test:fail', ({ details, todo }) => {
    // A suite or a file can fail by itself, for example in a hook. The types lack `failureType`.
    const { error } = details;
    const isBySubtests = 'failureType' in error && error.failureType === 'subtestsFailed';
    if (!isBySubtests && !todo) counts.failed++;
  });
  const report: AsyncIterable<string> = results.compose<spec>(new spec());
  for await (const text of report) process.stdout.write(text);
  return counts;
}

async function browserTests(files: string[]): Promise<Counts> {
  const counts = { passed: 0, failed: 0 };
  if (files.length === 0) return counts;

  const env = { ...process.env };
  if (options.browsers) env.BROWSERS = options.browsers;
  // A fork inherits `execArgv`, and so tsx.
  const runner = fork('node_modules/@web/test-runner/dist/bin.js', files, {
    env,
    timeout: tenMinutes,
  });
  // From test/runner/counting-reporter.ts
  runner.on('message', (message: Counts) => Object.assign(counts, message));
  await once(runner, 'close');
  if (runner.exitCode !== 0 && counts.failed === 0) {
    console.error('The test runner ended before all tests had run.');
    counts.failed = 1;
  }
  return counts;
}
