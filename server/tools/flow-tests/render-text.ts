import type { Suite } from './run-suites';

/** Renders the results of tests for people. */
export function renderText(suites: readonly Suite[]): string {
  const lines = suites.flatMap(({ file, slug, report, error }) => [
    `${slug} (${file})`,
    ...(error === null ? [] : [`  ✗ ${error}`]),
    ...(report?.results ?? []).flatMap(({ name, passed, failures }) => [
      `  ${passed ? '✓' : '✗'} ${name}`,
      ...failures.flatMap(({ message, diff }) => [`    ${message}`, ...diff.map((line) => `      ${line}`)]),
    ]),
  ]);
  const passed = suites.reduce((sum, { report }) => sum + (report?.passed ?? 0), 0);
  const failed = suites.reduce((sum, { report }) => sum + (report?.failed ?? 0), 0);
  return [...lines, '', `${passed} passed, ${failed} failed`, ''].join('\n');
}

/** Renders the coverage by node and exit; nodes and exits that no test passes are marked with `!`. */
export function renderCoverage(suites: readonly Suite[]): string {
  const lines = suites.flatMap(({ slug, report }) => {
    if (!report) return [];
    const { nodes, exits, byNode } = report.coverage;
    return [
      `${slug}: ${nodes.covered} of ${nodes.total} nodes, ${exits.covered} of ${exits.total} exits`,
      ...byNode.flatMap((node) => [
        `  ${node.tests > 0 ? ' ' : '!'} ${node.node}: ${node.tests}`,
        ...node.exits.map(({ exit, tests }) => `    ${tests > 0 ? ' ' : '!'} ${exit}: ${tests}`),
      ]),
    ];
  });
  return `${lines.join('\n')}\n`;
}
