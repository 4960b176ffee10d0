import { expect, inject, it } from 'vitest';
import { printResult } from './print-result';
import { runSuite, type Suite } from './suite';

const TIMEOUT_MS = 300_000;

/** Runs the short form of a suite as a test, with the same seed in each run, so that a failure is the change's own. */
export function runShort(suite: Suite): void {
  it.skipIf(suite.skipped !== undefined)(suite.promise, { timeout: TIMEOUT_MS }, async () => {
    const seed = Number(process.env.STRESS_SEED ?? 1);
    const result = await runSuite(suite, {
      seed,
      size: suite.sizes.short,
      postgres: inject('testPostgres'),
    });
    printResult(result);
    expect(result.failures, `seed ${seed}`).toEqual([]);
  });
}
