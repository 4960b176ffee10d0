import { parseArgs } from 'node:util';
import { DEFAULT_PEOPLE, MAX_PEOPLE } from '@/server/engine/fuzz/fuzz';
import { fuzzFlows, toSuites } from './flow-tests/fuzz-suites';
import { keepFindings } from './flow-tests/keep-findings';
import { loadFlows } from './flow-tests/load-flows';
import { REPORT_OPTIONS, reportSuites, toExitCode } from './flow-tests/report-suites';
import { runCommand } from './run-command';

/*
 * Plays strange people against flow files: `parley fuzz [--people N] [--seed TEXT] [--keep FOLDER] [--tap] [--junit FILE] [--coverage]
 * [FILE or FOLDER …]`. Exits with 0 if they find nothing wrong, 1 if they do, and 2 if a file cannot be read or is invalid.
 */
function main(): number {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      ...{ people: { type: 'string' }, seed: { type: 'string', default: '1' }, keep: { type: 'string' } },
      ...REPORT_OPTIONS,
    },
  });
  const people = readPeople(values.people);
  const fuzzed = fuzzFlows(loadFlows(positionals.length > 0 ? positionals : ['.']), {
    people,
    seed: values.seed,
  });
  const suites = toSuites(fuzzed);
  reportSuites(suites, values);
  if (values.keep !== undefined)
    for (const file of keepFindings(values.keep, fuzzed)) console.error(`Kept the tests in ${file}.`);
  return toExitCode(suites, suites.length === 0);
}

function readPeople(given: string | undefined): number {
  const people = given === undefined ? DEFAULT_PEOPLE : Number(given);
  if (Number.isInteger(people) && people >= 1 && people <= MAX_PEOPLE) return people;
  throw new Error(`--people must be a whole number from 1 to ${MAX_PEOPLE}.`);
}

runCommand(main);
