import type { TestPostgres } from '@/server/tools/test/postgres';
import type { Percentiles } from './support/percentiles';

/*
 * What a proof is.
 * P1 Everything it does follows from its seed: the same seed and size do the same again.
 * P2 It fails when less than its minimum succeeded: a run in which everything failed does not pass.
 * P3 It stops by itself and talks to this machine only.
 */

export type SuiteOptions = {
  seed: number;
  /** How much is tried, in the suite's own unit. */
  size: number;
  /** Where its databases are made. */
  postgres: TestPostgres;
};

export type SuiteReport = {
  /** What was done, by name. */
  counts: Record<string, number>;
  /** What was measured, by name; times in milliseconds. */
  percentiles?: Record<string, Percentiles>;
  /** How often what is to be proved was seen. */
  successes: number;
  /** What was seen against it, each so that it can be tried again. */
  failures: string[];
};

export type Form = 'short' | 'long';

export type Suite = {
  name: string;
  /** One sentence that says what it promise. */
  promise: string;
  /** How much the test tries, and how much `npm run stress`. */
  sizes: Record<Form, number>;
  /** The least successes of a run of that size. */
  minimumOf(size: number): number;
  run(options: SuiteOptions): Promise<SuiteReport>;
};

export type SuiteResult = SuiteReport & {
  suite: string;
  seed: number;
  size: number;
  minimum: number;
  seconds: number;
  passed: boolean;
};

/** Runs a suite and judges it (P2); what it throws is a failure like others. */
export async function runSuite(suite: Suite, options: SuiteOptions): Promise<SuiteResult> {
  const startedAt = performance.now();
  const minimum = suite.minimumOf(options.size);
  const report = await suite.run(options).catch(toReport);
  const tooFew = report.successes < minimum ? [`${report.successes} successes of at least ${minimum}`] : [];
  const failures = [...report.failures, ...tooFew];
  const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
  const { seed, size } = options;
  return {
    ...report,
    suite: suite.name,
    seed,
    size,
    minimum,
    seconds,
    failures,
    passed: failures.length === 0,
  };
}

function toReport(error: unknown): SuiteReport {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { counts: {}, successes: 0, failures: [text] };
}
