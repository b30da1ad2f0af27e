// Writes a run's counts to the file that TEST_COUNTS names; a suite that could not run counts as a failed test.
const { writeFileSync } = require('node:fs');

module.exports = class CountingReporter {
  onRunComplete(_contexts, results) {
    const counts = {
      passed: results.numPassedTests,
      failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
      skipped: results.numPendingTests + results.numTodoTests,
    };
    if (process.env.TEST_COUNTS) writeFileSync(process.env.TEST_COUNTS, JSON.stringify(counts));
  }
};
