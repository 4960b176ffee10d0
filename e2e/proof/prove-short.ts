import { expect, inject, it } from 'vitest';
import { printVerdict } from './print-verdict';
import { judgeSuite, type Suite } from './suite';

const TIMEOUT_MS = 300_000;

/** The short form of a suite as a test; PROOF_SEED repeats a run. */
export function proveShort(suite: Suite): void {
  it(suite.proves, { timeout: TIMEOUT_MS }, async () => {
    const seed = Number(process.env.PROOF_SEED ?? Date.now() % 1_000_000);
    const verdict = await judgeSuite(suite, {
      seed,
      size: suite.sizes.short,
      postgres: inject('testPostgres'),
    });
    printVerdict(verdict);
    expect(verdict.failures, `seed ${seed}`).toEqual([]);
  });
}
