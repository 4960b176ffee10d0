import { existsSync, readFileSync } from 'node:fs';

const NOTHING = { passed: 0, failed: 0, flaky: [], failures: [] };

/** Reads the report of `vitest-report.mjs`: counts, and the names and reasons of flaky and failed tests. */
export function readVitestReport(file) {
  const report = read(file);
  return report ? { ...report, failed: report.failures.length } : NOTHING;
}

/** Reads Playwright's JSON report in the same form. */
export function readPlaywrightReport(file) {
  const report = read(file);
  if (!report) return NOTHING;
  const { expected, unexpected } = report.stats;
  const specs = (report.suites ?? []).flatMap(toSpecs);
  const failures = [
    ...report.errors.map(({ message }) => ({ name: 'the run', reasons: [message ?? ''] })),
    ...specs.filter(({ ok }) => !ok).map(toFailure),
  ];
  const flaky = specs.filter(({ ok, tests = [] }) => ok && tests.some(({ status }) => status === 'flaky'));
  return {
    passed: expected,
    failed: unexpected + report.errors.length,
    flaky: flaky.map(toFailure),
    failures,
  };
}

function toSpecs({ suites = [], specs = [] }) {
  return [...specs, ...suites.flatMap(toSpecs)];
}

function toFailure({ file, line, title, tests }) {
  const errors = tests.flatMap(({ results }) => results.flatMap((result) => result.errors));
  return {
    name: `${file}:${line} › ${title}`,
    place: file,
    reasons: errors.map(({ message }) => message ?? ''),
  };
}

function read(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}
