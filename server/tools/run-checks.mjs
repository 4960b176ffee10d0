import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { makeReady } from './make-ready.mjs';
import { root, toLocalBin } from './places.mjs';
import { report } from './progress.mjs';
import { readPlaywrightReport, readVitestReport } from './read-reports.mjs';

const REPORTS = path.join(root, '.build/reports');
const VITEST = path.join(REPORTS, 'vitest.json');
const PLAYWRIGHT = path.join(REPORTS, 'playwright.json');

/** What is checked, in this order. Without `count` a check is one thing that passes or fails. */
const CHECKS = [
  { name: 'format and lint', run: () => node(toLocalBin('biome', '@biomejs/biome'), 'check', '.') },
  { name: 'structure', run: () => node('server/tools/run-tool.mjs', 'server/tools/check-structure.ts') },
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
        '--reporter=./server/tools/vitest-report.mjs',
      ),
    count: () => readVitestReport(VITEST),
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

/** Runs every check, whatever becomes of the others, and returns the sums. */
export async function runChecks() {
  await makeReady({ build: false });
  rmSync(REPORTS, { recursive: true, force: true });
  mkdirSync(REPORTS, { recursive: true });
  const results = [];
  for (const check of CHECKS) results.push(await runCheck(check));
  console.log('');
  for (const { failures } of results) failures.forEach(printFailure);
  for (const { name, passed, failed, seconds } of results) {
    console.log(
      `${failed === 0 ? 'ok    ' : 'FAILED'}  ${name}: ${passed} passed, ${failed} failed (${seconds} s)`,
    );
  }
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  return { passed: sum('passed'), failed: sum('failed') };
}

const SHOWN_LINES = 14;
const SHOWN_WIDTH = 320;

// Beside the sums at the end, because the end of a long log is what is read.
function printFailure({ name, reasons }) {
  console.log(`FAILED  ${name}`);
  for (const line of reasons.flatMap(toShownLines)) console.log(`        ${line.slice(0, SHOWN_WIDTH)}`);
}

function toShownLines(reason) {
  const lines = stripVTControlCharacters(reason).split('\n');
  return lines.filter((line) => line.trim() !== '').slice(0, SHOWN_LINES);
}

async function runCheck({ name, run, count }) {
  report(`${name} …`);
  const startedAt = performance.now();
  const succeeded = await run();
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const { passed, failed, failures } = count?.() ?? { passed: succeeded ? 1 : 0, failed: 0, failures: [] };
  // A run that fails without a failed test, as when it cannot even begin, is a failure all the same.
  return { name, seconds, passed, failures, failed: succeeded ? failed : Math.max(failed, 1) };
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
