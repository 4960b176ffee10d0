import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { DEFAULT_PEOPLE, MAX_PEOPLE } from '@/server/engine/fuzz/fuzz';
import { fuzzFlows, toSuites } from './flow-tests/fuzz-suites';
import { keepFindings } from './flow-tests/keep-findings';
import { loadFlows } from './flow-tests/load-flows';
import { renderJUnit } from './flow-tests/render-junit';
import { renderTap } from './flow-tests/render-tap';
import { renderCoverage, renderText } from './flow-tests/render-text';

/*
 * Plays strange people against flow files: `parley fuzz [--people N] [--seed TEXT] [--keep FOLDER] [--tap] [--junit FILE] [--coverage]
 * [FILE or FOLDER …]`. Exits with 0 if they find nothing wrong, 1 if they do, and 2 if a file cannot be read or is invalid.
 */
function main(): number {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      ...{ people: { type: 'string' }, seed: { type: 'string', default: '1' }, keep: { type: 'string' } },
      ...{ tap: { type: 'boolean' }, junit: { type: 'string' }, coverage: { type: 'boolean' } },
    },
  });
  const people = readPeople(values.people);
  const fuzzed = fuzzFlows(loadFlows(positionals.length > 0 ? positionals : ['.']), {
    people,
    seed: values.seed,
  });
  const suites = toSuites(fuzzed);
  process.stdout.write(values.tap ? renderTap(suites) : renderText(suites));
  if (values.coverage) process.stdout.write(renderCoverage(suites));
  if (values.junit !== undefined) writeFileSync(values.junit, renderJUnit(suites));
  if (values.keep !== undefined)
    for (const file of keepFindings(values.keep, fuzzed)) console.error(`Kept the tests in ${file}.`);
  if (suites.length === 0 || suites.some(({ error }) => error !== null)) return 2;
  return suites.some(({ report }) => report && report.failed > 0) ? 1 : 0;
}

function readPeople(given: string | undefined): number {
  const people = given === undefined ? DEFAULT_PEOPLE : Number(given);
  if (Number.isInteger(people) && people >= 1 && people <= MAX_PEOPLE) return people;
  throw new Error(`--people must be a whole number from 1 to ${MAX_PEOPLE}.`);
}

try {
  process.exitCode = main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
