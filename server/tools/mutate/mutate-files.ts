import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Stryker } from '@stryker-mutator/core';
import { openTestPostgres } from '../test/postgres';
import type { Area } from './areas';
import type { Sample } from './draw-sample';
import type { Mutant } from './mutation-score';
import { toResultKey } from './sample.mjs';

// The sandbox has what the server's tests import; the console and what builds leave behind is not needed.
const NOT_COPIED = ['.build', '.next', '.data'];

export type MutateOptions = {
  files: readonly string[];
  /** The mutants of these files that are tested; null for all. */
  sample: Sample | null;
  /** The number of mutants that are tested at once. */
  workers: number;
  /** The folder of the reports. */
  reports: string;
};

/**
 * Runs the tests of an area against the mutants of `files`, and returns those of the sample; writes `<reports>/<area>.json`
 * and `.html`, which name others beside them as not in the sample.
 */
export async function mutateFiles(
  area: Area,
  { files, sample, workers, reports }: MutateOptions,
): Promise<Mutant[]> {
  const postgres = area.needsPostgres ? await openTestPostgres() : null;
  mkdirSync(reports, { recursive: true });
  Object.assign(process.env, {
    MUTATE_BUDGET: String(area.budget),
    MUTATE_TESTS: area.tests.join(','),
    MUTATE_SAMPLE:
      sample === null ? '' : writeKeys(path.resolve(reports, `${area.name}-sample.json`), sample),
    MUTATE_TIMES: path.resolve(reports, `${area.name}-times.json`),
    MUTATE_POSTGRES: JSON.stringify({ ...postgres, keepsDatabases: true }),
  });
  const stryker = new Stryker({
    testRunner: 'kept-vitest',
    plugins: [path.resolve('server/tools/mutate/kept-runner.mjs')],
    vitest: { configFile: 'server/tools/mutate/vitest.mutate.config.ts', related: false },
    coverageAnalysis: 'perTest',
    ignorers: ['outside-sample', 'ignore-rules'],
    dryRunTimeoutMinutes: 20,
    // Stryker compares each pattern with every file of the repository, which takes minutes for hundreds of patterns.
    mutate: sample ? [`${area.folder}/**/*.ts`, '!**/*.test.ts', '!**/fixtures/**'] : [...files],
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
    const mutants = await stryker.runMutationTest();
    const keys = new Set(sample?.keys);
    return mutants.filter((mutant) => sample === null || keys.has(toResultKey(mutant)));
  } finally {
    await postgres?.stop();
  }
}

function writeKeys(file: string, { keys }: Sample): string {
  writeFileSync(file, JSON.stringify(keys));
  return file;
}
