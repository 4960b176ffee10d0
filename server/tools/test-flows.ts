import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { loadFlows } from './flow-tests/load-flows';
import { renderJUnit } from './flow-tests/render-junit';
import { renderTap } from './flow-tests/render-tap';
import { renderCoverage, renderText } from './flow-tests/render-text';
import { runSuites, type Suite } from './flow-tests/run-suites';

/*
 * Runs the tests of flow files, in the files or beside them: `parley test [--tap] [--junit FILE] [--coverage] [FILE or FOLDER …]`.
 * Exits with 0 if all tests pass, 1 if one fails, and 2 if a file cannot be read or there are no tests.
 */
function main(): number {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { tap: { type: 'boolean' }, junit: { type: 'string' }, coverage: { type: 'boolean' } },
  });
  const suites = runSuites(loadFlows(positionals.length > 0 ? positionals : ['.']));
  process.stdout.write(values.tap ? renderTap(suites) : renderText(suites));
  if (values.coverage) process.stdout.write(renderCoverage(suites));
  if (values.junit !== undefined) writeFileSync(values.junit, renderJUnit(suites));
  return toExitCode(suites);
}

function toExitCode(suites: readonly Suite[]): number {
  const isBroken = suites.some(({ error }) => error !== null);
  if (isBroken || suites.every(({ report }) => !report || report.results.length === 0)) return 2;
  return suites.some(({ report }) => report && report.failed > 0) ? 1 : 0;
}

try {
  process.exitCode = main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
