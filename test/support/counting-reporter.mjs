/** @typedef {import('@web/test-runner-core').TestSuiteResult} Suite */

/** @type {(suite: Suite | undefined) => import('@web/test-runner-core').TestResult[]} */
const testsIn = (suite) => (suite ? [...suite.tests, ...suite.suites.flatMap(testsIn)] : []);

/**
 * Tells the parent process how many tests passed and failed in all browsers together.
 *
 * @returns {import('@web/test-runner-core').Reporter}
 */
export function countingReporter() {
  // When the parent ends, so does the run; on SIGINT no browser stays behind.
  process.once('disconnect', () => process.kill(process.pid, 'SIGINT'));
  return {
    onTestRunFinished({ sessions }) {
      const counts = { passed: 0, failed: 0 };
      for (const session of sessions) {
        const tests = testsIn(session.testResults).filter((test) => !test.skipped);
        const passed = tests.filter((test) => test.passed).length;
        counts.passed += passed;
        // A file can fail without a failing test, for instance when it cannot be loaded.
        counts.failed += Math.max(tests.length - passed, session.passed ? 0 : 1);
      }
      process.send?.(counts);
    },
  };
}
