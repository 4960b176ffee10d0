import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { makeReady } from '../build/make-ready.mjs';
import { root, toLocalBin } from '../build/paths.mjs';
import { report } from '../build/progress.mjs';
import { readPlaywrightReport, readVitestReport } from './read-reports.mjs';
import { sumUp } from './sum-up.mjs';

const REPORTS = path.join(root, '.build/reports');
const VITEST = path.join(REPORTS, 'vitest.json');
const PLAYWRIGHT = path.join(REPORTS, 'playwright.json');

/** The checks in their order. One with `count` runs tests; any other passes or fails. */
const CHECKS = [
  { name: 'format and lint', run: () => node(toLocalBin('biome', '@biomejs/biome'), 'check', '.') },
  { name: 'unused code', run: () => node(toLocalBin('knip'), '--no-progress') },
  {
    name: 'structure',
    run: () => node('server/tools/run-tool.mjs', 'server/tools/check/check-structure.ts'),
  },
  { name: 'types', run: () => node(toLocalBin('tsc', 'typescript'), '--noEmit') },
  { name: 'build', run: build },
  {
    name: 'unit, service, store and HTTP tests',
    run: () =>
      node(
        toLocalBin('vitest'),
        'run',
        '--config=server/vitest.config.ts',
        '--reporter=default',
        '--reporter=./server/tools/check/vitest-report.mjs',
      ),
    count: () => readVitestReport(VITEST),
  },
  {
    // Always the same files and cases, whose tests reach far more than the goal: a small loss shows here before the complete run.
    name: 'mutants of a sample of the engine',
    run: () =>
      node(
        'server/tools/run-tool.mjs',
        'server/tools/mutate/run-mutate.ts',
        'engine',
        '--all',
        '--shard=1/40',
        '--goal=85',
      ),
  },
  {
    name: 'browser tests',
    run: () =>
      node(
        toLocalBin('playwright', '@playwright/test'),
        'test',
        '--config=e2e/playwright.config.ts',
        '--pass-with-no-tests',
      ),
    count: () => readPlaywrightReport(PLAYWRIGHT),
  },
];

/** Runs all checks, also after a failure, and returns the sums. */
export async function runChecks() {
  await makeReady({ build: false });
  const results = [];
  for (const check of CHECKS) results.push(await runCheck(check));
  const { lines, passed, failed } = sumUp(results);
  for (const line of ['', ...lines]) console.log(line);
  return { passed, failed };
}

async function runCheck({ name, run, count }) {
  report(`${name} …`);
  const startedAt = performance.now();
  rmSync(REPORTS, { recursive: true, force: true });
  mkdirSync(REPORTS, { recursive: true });
  const succeeded = await run();
  const counts = count?.() ?? { passed: succeeded ? 1 : 0, failed: 0, flaky: [], failures: [] };
  // A run that fails without a failed test, for example because it cannot start, is a failure.
  const failed = succeeded ? counts.failed : Math.max(counts.failed, 1);
  return { ...counts, name, failed, seconds: ((performance.now() - startedAt) / 1000).toFixed(1) };
}

async function build() {
  try {
    await makeReady({ build: true });
    return true;
  } catch (error) {
    console.error(error.message);
    return false;
  }
}

function node(...args) {
  const { NODE_ENV, ...env } = process.env;
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...env, E2E_REPORT: PLAYWRIGHT, VITEST_REPORT: VITEST, NEXT_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return new Promise((resolve) => {
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
}
