import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { Stryker } from '@stryker-mutator/core';
import { openTestPostgres } from '../test/postgres';
import type { Area } from './areas';
import { listRandomTests } from './choose-files';
import type { Mutant } from './mutation-score';

// The sandbox has what the server's tests import; the console and what builds leave behind is not needed.
const NOT_COPIED = ['.build', '.next', '.data'];

export type MutateOptions = {
  files: readonly string[];
  /** The number of mutants that are tested at once. */
  workers: number;
  /** The folder of the reports. */
  reports: string;
  /** Whether the tests of random cases run, too. */
  withRandomTests: boolean;
};

/** Runs the tests of an area against every mutant of `files`; writes `<reports>/<area>.json` and `.html`. */
export async function mutateFiles(
  area: Area,
  { files, workers, reports, withRandomTests }: MutateOptions,
): Promise<Mutant[]> {
  const leftOut = withRandomTests ? [] : area.tests.flatMap((folder) => listRandomTests('.', folder));
  const postgres = area.needsPostgres ? await openTestPostgres() : null;
  mkdirSync(reports, { recursive: true });
  Object.assign(process.env, {
    MUTATE_BUDGET_MS: String(area.budgetMs),
    MUTATE_TESTS: area.tests.join(','),
    MUTATE_LEFT_OUT: leftOut.join(','),
    MUTATE_TIMES: path.resolve(reports, `${area.name}-times.json`),
    MUTATE_POSTGRES: JSON.stringify({ ...postgres, keepsDatabases: true }),
  });
  const stryker = new Stryker({
    testRunner: 'kept-vitest',
    plugins: [path.resolve('server/tools/mutate/kept-runner.mjs')],
    vitest: { configFile: 'server/tools/mutate/vitest.mutate.config.ts', related: false },
    coverageAnalysis: 'perTest',
    ignorers: ['ignore-rules'],
    dryRunTimeoutMinutes: 20,
    mutate: [...files],
    ignorePatterns: NOT_COPIED,
    // A mutant that is decided while a module loads would need a new process of its own.
    ignoreStatic: true,
    // Stryker rewrites the settings of older versions of TypeScript only.
    tsconfigFile: 'none.json',
    concurrency: workers,
    tempDirName: '.build/stryker',
    reporters: ['progress-append-only', 'survivors', 'json', 'html'],
    jsonReporter: { fileName: `${reports}/${area.name}.json` },
    htmlReporter: { fileName: `${reports}/${area.name}.html` },
  });
  try {
    return await stryker.runMutationTest();
  } finally {
    await postgres?.stop();
  }
}
