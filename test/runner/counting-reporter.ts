import type { Reporter, TestResult, TestSuiteResult } from '@web/test-runner-core';

/** Sends the parent process the number of tests that passed and failed in all browsers. */
export function countingReporter(): Reporter {
  // The run ends with its parent. After SIGINT, no browser is left running.
  process.once('disconnect', () => process.kill(process.pid, 'SIGINT'));
  return {
    onTestRunFinished({ sessions }) {
      const counts = { passed: 0, failed: 0 };
      for (const session of sessions) {
        const tests = testsIn(session.testResults).filter((test) => !test.skipped);
        const passed = tests.filter((test) => test.passed).length;
        counts.passed += passed;
        // A file can fail without a failed test, for example if it cannot be loaded.
        counts.failed += Math.max(tests.length - passed, session.passed ? 0 : 1);
      }
      process.send?.(counts);
    },
  };
}

function testsIn(suite: TestSuiteResult | undefined): TestResult[] {
  return suite ? [...suite.tests, ...suite.suites.flatMap(testsIn)] : [];
}
