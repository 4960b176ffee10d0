import path from 'node:path';
import { defineConfig } from 'vitest/config';

const root = path.resolve(import.meta.dirname, '..');

export default defineConfig({
  root,
  resolve: { alias: { '@': root } },
  test: {
    include: [
      'server/**/*.test.ts',
      'prisma/**/*.test.ts',
      'app/**/*.test.ts',
      'e2e/{api,durability,proof}/**/*.test.ts',
    ],
    exclude: ['**/node_modules/**', '**/.next/**', '**/.build/**'],
    globalSetup: ['server/tools/test-postgres.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    allowOnly: false,
    // How long a thing may take that is about to happen, on a machine that is busy with other tests.
    expect: { poll: { timeout: 10_000 } },
  },
});
