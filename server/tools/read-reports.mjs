import { existsSync, readFileSync } from 'node:fs';

/** Counts the tests in vitest's JSON report; a file that could not be loaded is one failure. */
export function readVitestReport(file) {
  const report = read(file);
  if (!report) return { passed: 0, failed: 0 };
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + unloaded.length };
}

/** Counts the tests in Playwright's JSON report; one that passed only when it was repeated has not passed. */
export function readPlaywrightReport(file) {
  const report = read(file);
  if (!report) return { passed: 0, failed: 0 };
  const { expected, unexpected, flaky } = report.stats;
  return { passed: expected, failed: unexpected + flaky + report.errors.length };
}

function read(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}
