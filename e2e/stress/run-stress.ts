/*
 * Runs the stress suites in their long form: `npm run stress [suite...] [--short] [--seed=<number>]`. A line for each on standard
 * output and all of it in .build/reports/stress.json; fails when any does.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { chooseNamed } from '@/server/tools/choose-named';
import { openTestPostgres } from '@/server/tools/test/postgres';
import { printResult } from './print-result';
import { runSuite, type SuiteResult } from './suite';
import { SUITES } from './suites';

const REPORTS = '.build/reports';
const SHORT = '--short';
const SEED = '--seed=';

async function run(args: readonly string[]): Promise<SuiteResult[]> {
  const suites = chooseNamed(
    SUITES,
    args.filter((arg) => !arg.startsWith('--')),
  );
  const form = args.includes(SHORT) ? 'short' : 'long';
  const given = args.find((arg) => arg.startsWith(SEED))?.slice(SEED.length);
  const seed = given === undefined ? Date.now() % 1_000_000 : Number(given);
  const { stop, ...postgres } = await openTestPostgres();
  const results: SuiteResult[] = [];
  try {
    for (const suite of suites) {
      if (suite.skipped !== undefined) {
        console.log(`skipped ${suite.name}: ${suite.skipped}`);
        continue;
      }
      const result = await runSuite(suite, { seed, size: suite.sizes[form], postgres });
      printResult(result);
      results.push(result);
    }
  } finally {
    await stop();
  }
  return results;
}

run(process.argv.slice(2))
  .then((results) => {
    mkdirSync(REPORTS, { recursive: true });
    writeFileSync(`${REPORTS}/stress.json`, `${JSON.stringify(results, null, 2)}\n`);
    process.exit(results.every(({ passed }) => passed) ? 0 : 1);
  })
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  });
