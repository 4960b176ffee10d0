import { parseArgs } from 'node:util';
import { loadFlows } from './flow-tests/load-flows';
import { REPORT_OPTIONS, reportSuites, toExitCode } from './flow-tests/report-suites';
import { runSuites } from './flow-tests/run-suites';
import { runCommand } from './run-command';

/*
 * Runs the tests of flow files, in the files or beside them: `parley test [--tap] [--junit FILE] [--coverage] [FILE or FOLDER …]`.
 * Exits with 0 if all tests pass, 1 if one fails, and 2 if a file cannot be read or there are no tests.
 */
function main(): number {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: REPORT_OPTIONS });
  const suites = runSuites(loadFlows(positionals.length > 0 ? positionals : ['.']));
  reportSuites(suites, values);
  const isEmpty = suites.every(({ report }) => !report || report.results.length === 0);
  return toExitCode(suites, isEmpty);
}

runCommand(main);
