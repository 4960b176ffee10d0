import path from 'node:path';
import { defineConfig } from 'vitest/config';

// The tests of one area, as `npm run mutate` names them; Stryker gives no other way to hand them over.
const folders = (process.env.MUTATE_TESTS ?? 'server').split(',');

export default defineConfig({
  root: path.resolve('.'),
  resolve: { alias: { '@': path.resolve('.') } },
  test: {
    include: folders.map((folder) => `${folder}/**/*.test.ts`),
    globalSetup: process.env.MUTATE_POSTGRES === '1' ? ['server/tools/test/postgres.ts'] : [],
    pool: 'threads',
    maxWorkers: 1,
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
