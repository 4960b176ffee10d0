import path from 'node:path';
import { configDefaults, defineConfig } from 'vitest/config';
import { keptThread } from './kept-thread';

// The tests of one area, as `npm run mutate` names them; Stryker gives no other way to hand them over.
const { MUTATE_TESTS = 'server' } = process.env;
const folders = MUTATE_TESTS.split(',');

export default defineConfig({
  root: path.resolve('.'),
  resolve: { alias: { '@': path.resolve('.') } },
  plugins: [
    {
      name: 'kept-thread',
      configureVitest({ project }) {
        // Stryker's runner asks for threads whatever the configuration says.
        Object.assign(project.config, { pool: keptThread.name, poolRunner: keptThread, isolate: false });
      },
    },
  ],
  test: {
    include: folders.map((folder) => `${folder}/**/*.test.ts`),
    // The fuzzer is not mutated.
    exclude: [...configDefaults.exclude, 'server/engine/fuzz/**'],
    setupFiles: ['server/tools/mutate/repeat-random-cases.ts'],
    globalSetup: ['server/tools/mutate/provide-postgres.ts'],
    maxWorkers: 1,
    // For the run without a mutant, where counting makes long loops slow; kept-runner.mjs limits the others.
    testTimeout: 600_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 10_000 } },
  },
});
