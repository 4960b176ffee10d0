import { expect, inject, it } from 'vitest';
import { printResult } from './print-result';
import { runSuite, type Suite } from './suite';

const TIMEOUT_MS = 300_000;

/** Runs the short form of a suite as a test; STRESS_SEED repeats a run. */
export function runShort(suite: Suite): void {
  it.skipIf(suite.skipped !== undefined)(suite.promise, { timeout: TIMEOUT_MS }, async () => {
    const seed = Number(process.env.STRESS_SEED ?? suite.shortSeed ?? Date.now() % 1_000_000);
    const result = await runSuite(suite, {
      seed,
      size: suite.sizes.short,
      postgres: inject('testPostgres'),
    });
    printResult(result);
    expect(result.failures, `seed ${seed}`).toEqual([]);
  });
}
