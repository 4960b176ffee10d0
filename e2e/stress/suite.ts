import type { TestPostgres } from '@/server/tools/test/postgres';
import type { Percentiles } from './support/percentiles';

/*
 * The contract of a stress suite.
 * suite/seeded: everything follows from the seed; the same seed and size repeat a run.
 * suite/minimum: it fails below a minimum of successes, so that a run in which everything failed does not pass.
 * suite/local: it ends by itself and talks to this machine only.
 */

export type SuiteOptions = {
  seed: number;
  /** The amount of work in the suite's own unit. */
  size: number;
  /** The PostgreSQL in which it creates databases. */
  postgres: TestPostgres;
};

export type SuiteReport = {
  /** Counts of what was done, by name. */
  counts: Record<string, number>;
  /** Measurements by name; times in milliseconds. */
  percentiles?: Record<string, Percentiles>;
  /** The number of times that the promise was observed. */
  successes: number;
  /** Violations of the promise, each with enough detail to repeat it. */
  failures: string[];
};

type Form = 'short' | 'long';

export type Suite = {
  name: string;
  /** The promise that the suite tests, as one sentence. */
  promise: string;
  /** The size in `npm test` and in `npm run stress`. */
  sizes: Record<Form, number>;
  /** The minimum number of successes of a run of that size. */
  minimumOf(size: number): number;
  /** Why it cannot run here. */
  skipped?: string | undefined;
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

/** Runs a suite and checks its minimum (suite/minimum); an exception counts as a failure. */
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
