import { existsSync, readFileSync } from 'node:fs';

/** Counts the tests in vitest's JSON report, and names what failed; a file that could not be loaded is one failure. */
export function readVitestReport(file) {
  const report = read(file);
  if (!report) return { passed: 0, failed: 0, failures: [] };
  const failures = report.testResults.flatMap(toVitestFailures);
  return { passed: report.numPassedTests, failed: failures.length, failures };
}

function toVitestFailures({ name: file, status, message = '', assertionResults }) {
  const failed = assertionResults.filter((test) => test.status === 'failed');
  if (status === 'failed' && failed.length === 0) return [{ name: file, why: message }];
  return failed.map(({ fullName, failureMessages = [] }) => ({
    name: `${file} › ${fullName}`,
    why: failureMessages.join('\n'),
  }));
}

/** Counts the tests in Playwright's JSON report; one that passed only when it was repeated has not passed. */
export function readPlaywrightReport(file) {
  const report = read(file);
  if (!report) return { passed: 0, failed: 0, failures: [] };
  const { expected, unexpected, flaky } = report.stats;
  const failures = [
    ...report.errors.map(({ message }) => ({ name: 'the run', why: message ?? '' })),
    ...(report.suites ?? []).flatMap(toPlaywrightFailures),
  ];
  return { passed: expected, failed: unexpected + flaky + report.errors.length, failures };
}

function toPlaywrightFailures({ suites = [], specs = [] }) {
  const failed = specs.filter(({ ok }) => !ok);
  return [...failed.map(toFailure), ...suites.flatMap(toPlaywrightFailures)];
}

function toFailure({ file, line, title, tests }) {
  const errors = tests.flatMap(({ results }) => results.flatMap((result) => result.errors));
  return { name: `${file}:${line} › ${title}`, why: errors.map(({ message }) => message).join('\n') };
}

function read(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}
