import { Stryker } from '@stryker-mutator/core';
import type { Area } from './areas';
import type { Mutant } from './mutation-score';

// The sandbox has what the server's tests import; the console and what builds leave behind is not needed.
const NOT_COPIED = ['.build', '.next', '.data', 'public', 'app'];

/** Runs the tests of an area against every mutant of `files`; writes `<reports>/<area>.json` and `.html`. */
export function mutateFiles(area: Area, files: readonly string[], reports: string): Promise<Mutant[]> {
  process.env.MUTATE_TESTS = area.tests.join(',');
  process.env.MUTATE_POSTGRES = area.needsPostgres ? '1' : '0';
  const stryker = new Stryker({
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: 'server/tools/mutate/vitest.mutate.config.ts', related: true },
    coverageAnalysis: 'perTest',
    mutate: [...files],
    ignorePatterns: NOT_COPIED,
    // A mutant that is decided while a module loads would need a new process of its own.
    ignoreStatic: true,
    // Stryker rewrites the settings of older versions of TypeScript only.
    tsconfigFile: 'none.json',
    concurrency: 2,
    tempDirName: '.build/stryker',
    reporters: ['progress-append-only', 'json', 'html'],
    jsonReporter: { fileName: `${reports}/${area.name}.json` },
    htmlReporter: { fileName: `${reports}/${area.name}.html` },
  });
  return stryker.runMutationTest();
}
