import type { Suite } from './run-suites';

/** Renders the results of tests as TAP 13. */
export function renderTap(suites: readonly Suite[]): string {
  const points = suites.flatMap(({ slug, report, error }) => {
    if (error !== null) return [{ passed: false, name: slug, lines: [error] }];
    return (report?.results ?? []).map(({ name, passed, failures }) => ({
      passed,
      name: `${slug}: ${name}`,
      lines: failures.flatMap(({ message, diff }) => [message, ...diff.map((line) => `  ${line}`)]),
    }));
  });
  const lines = points.flatMap(({ passed, name, lines: details }, index) => [
    // A hash would begin a directive.
    `${passed ? 'ok' : 'not ok'} ${index + 1} - ${name.replace(/[\\#]/g, '\\$&').replace(/\s+/g, ' ')}`,
    ...details.map((line) => `# ${line}`),
  ]);
  return ['TAP version 13', `1..${points.length}`, ...lines, ''].join('\n');
}
