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
    const isWhole = ({ moduleId }: TestSpecification) => moduleId.startsWith(path.join(root, 'e2e'));
    const sorted = await super.sort(files);
    return [...sorted.filter(isWhole), ...sorted.filter((file) => !isWhole(file))];
  }
}

// Tests of pure code leave nothing behind, so their files share one process, which loads each module once.
const PURE = ['server/engine/**/*.test.ts', 'app/**/*.test.ts'];
/** Tests among them that need the database. */
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
  testTimeout: 20_000,
  hookTimeout: 60_000,
  allowOnly: false,
  retry: RETRY,
  // The time for expected events on a machine that is busy with other tests.
  expect: { poll: { timeout: 10_000 } },
} as const;

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
          ...shared,
          name: 'parts',
          include: [
            'server/{*,!(engine)/**/*}.test.ts',
            'prisma/**/*.test.ts',
            'e2e/{api,durability,stress}/**/*.test.ts',
            ...STORED,
          ],
          exclude: NEVER,
          globalSetup: ['server/tools/test/postgres.ts'],
          setupFiles: ['server/tools/test/routing/check-routing.ts'],
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: 'distributed',
          include: BY_ORGANIZATION,
          exclude: [...NEVER, ...NOT_BY_ORGANIZATION],
          env: { TEST_DISTRIBUTED: 'true' },
          globalSetup: ['server/tools/test/postgres.ts'],
          setupFiles: ['server/tools/test/routing/check-routing.ts'],
        },
      },
      {
        extends: true,
        test: { ...shared, name: 'pure', include: PURE, exclude: [...NEVER, ...STORED], isolate: false },
      },
    ],
  },
});
