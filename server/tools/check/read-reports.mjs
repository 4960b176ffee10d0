import { existsSync, readFileSync } from 'node:fs';

/** Counts the tests in the report of `vitest-report.mjs`, and names what failed. */
export function readVitestReport(file) {
  const { passed, failures } = read(file) ?? { passed: 0, failures: [] };
  return { passed, failed: failures.length, failures };
}

/** Counts the tests in Playwright's JSON report; one that passed only when it was repeated has not passed. */
export function readPlaywrightReport(file) {
  const report = read(file);
  if (!report) return { passed: 0, failed: 0, failures: [] };
  const { expected, unexpected, flaky } = report.stats;
  const failures = [
    ...report.errors.map(({ message }) => ({ name: 'the run', reasons: [message ?? ''] })),
    ...(report.suites ?? []).flatMap(toPlaywrightFailures),
  ];
  return { passed: expected, failed: unexpected + flaky + report.errors.length, failures };
}

function toPlaywrightFailures({ suites = [], specs = [] }) {
  const failed = specs.filter(({ ok, tests = [] }) => !ok || tests.some(({ status }) => status === 'flaky'));
  return [...failed.map(toFailure), ...suites.flatMap(toPlaywrightFailures)];
}

function toFailure({ file, line, title, tests }) {
  const errors = tests.flatMap(({ results }) => results.flatMap((result) => result.errors));
  // A test may build on those before it in its file.
  return {
    name: `${file}:${line} › ${title}`,
    place: file,
    reasons: errors.map(({ message }) => message ?? ''),
  };
}

function read(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}
