import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const root = path.resolve(import.meta.dirname, '..');

/**
 * A failed test runs once more, and is reported as flaky when it passes then. Failures of random cases name their seed and
 * are not retried: the next draw says nothing about the case that failed.
 */
export const RETRY = { count: 1, condition: /^(?!seed \d|Property failed after)/ };

/** Starts with the longest tests, those of whole programs: a long one at the end leaves the other worker idle. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isWhole = ({ project }: TestSpecification) => project.name === 'programs';
    const sorted = await super.sort(files);
    return [...sorted.filter(isWhole), ...sorted.filter((file) => !isWhole(file))];
  }
}

// Tests of pure code need no database.
const PURE = ['server/engine/**/*.test.ts', 'app/**/*.test.ts'];
// Tests of whole programs, and of what a process loads, have a process of their own.
const PROGRAMS = [
  'e2e/{api,durability,stress}/**/*.test.ts',
  'server/gateways/telemetry/open-telemetry.test.ts',
];
/** Tests among the pure ones that need the database. */
const STORED = ['app/**/combine-checks.test.ts'];
const NEVER = ['**/node_modules/**', '**/.next/**', '**/.build/**'];

// Tests of what a distributed PostgreSQL does by a function or for each organization: they run once more in that way.
const BY_ORGANIZATION = ['server/services/{session,thread,idempotency,event}/**/*.test.ts'];
// They take long and say nothing about how turns are committed.
const NOT_BY_ORGANIZATION = [
  '**/session/upgrade.test.ts',
  '**/effects/call-retries.test.ts',
  '**/mask-turn.test.ts',
];

const shared = {
  pool: 'forks',
  // The files of a project share the workers' processes, which load each module once: that takes longer than most tests.
  isolate: false,
  testTimeout: 20_000,
  hookTimeout: 60_000,
  allowOnly: false,
  retry: RETRY,
  // The time for expected events on a machine that is busy with other tests.
  expect: { poll: { timeout: 10_000 } },
} as const;

const stored = {
  ...shared,
  globalSetup: ['server/tools/test/postgres.ts'],
  setupFiles: ['server/tools/test/routing/check-routing.ts'],
};

export default defineConfig({
  root,
  resolve: { alias: { '@': root } },
  test: {
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          ...stored,
          name: 'programs',
          include: PROGRAMS,
          exclude: NEVER,
          isolate: true,
        },
      },
      {
        extends: true,
        test: {
          ...stored,
          name: 'parts',
          include: ['server/{*,!(engine)/**/*}.test.ts', 'prisma/**/*.test.ts', ...STORED],
          exclude: [...NEVER, ...PROGRAMS],
        },
      },
      {
        extends: true,
        test: {
          ...stored,
          name: 'distributed',
          include: BY_ORGANIZATION,
          exclude: [...NEVER, ...NOT_BY_ORGANIZATION],
          env: { TEST_DISTRIBUTED: 'true' },
        },
      },
      {
        extends: true,
        test: { ...shared, name: 'pure', include: PURE, exclude: [...NEVER, ...STORED] },
      },
    ],
  },
});
