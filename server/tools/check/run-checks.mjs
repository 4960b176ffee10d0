import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { makeReady } from '../build/make-ready.mjs';
import { root, toLocalBin } from '../build/paths.mjs';
import { report } from '../build/progress.mjs';
import { readPlaywrightReport, readVitestReport } from './read-reports.mjs';
import { findRepeatable } from './repeatable.mjs';

const REPORTS = path.join(root, '.build/reports');
const VITEST = path.join(REPORTS, 'vitest.json');
const PLAYWRIGHT = path.join(REPORTS, 'playwright.json');

/** What is checked, in this order. One with `count` runs tests, all or those at the places given; else it passes or fails. */
const CHECKS = [
  { name: 'format and lint', run: () => node(toLocalBin('biome', '@biomejs/biome'), 'check', '.') },
  {
    name: 'structure',
    run: () => node('server/tools/run-tool.mjs', 'server/tools/check/check-structure.ts'),
  },
  { name: 'types', run: () => node(toLocalBin('tsc', 'typescript'), '--noEmit') },
  { name: 'build', run: build },
  {
    name: 'unit, service, store and HTTP tests',
    run: (places) =>
      node(
        toLocalBin('vitest'),
        'run',
        '--config=server/vitest.config.ts',
        '--reporter=default',
        '--reporter=./server/tools/check/vitest-report.mjs',
        ...places,
      ),
    count: () => readVitestReport(VITEST),
  },
  {
    name: 'browser tests',
    run: (places) =>
      node(
        toLocalBin('playwright', '@playwright/test'),
        'test',
        '--config=e2e/playwright.config.ts',
        '--pass-with-no-tests',
        ...places,
      ),
    count: () => readPlaywrightReport(PLAYWRIGHT),
  },
];

/** Runs every check, whatever becomes of the others, and returns the sums. */
export async function runChecks() {
  await makeReady({ build: false });
  const results = [];
  for (const check of CHECKS) results.push(await runCheck(check));
  console.log('');
  for (const { unsteady, failures } of results) {
    for (const failure of unsteady) printFailure('UNSTEADY', failure);
    for (const failure of failures) printFailure('FAILED', failure);
  }
  for (const result of results) console.log(toSummary(result));
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  return { passed: sum('passed'), failed: sum('failed') };
}

function toSummary({ name, passed, failed, unsteady, seconds }) {
  const repeated = unsteady.length > 0 ? `, ${unsteady.length} of them only when repeated` : '';
  return `${failed === 0 ? 'ok    ' : 'FAILED'}  ${name}: ${passed} passed${repeated}, ${failed} failed (${seconds} s)`;
}

const SHOWN_LINES = 14;
const SHOWN_WIDTH = 320;

// Beside the sums at the end, because the end of a long log is what is read.
function printFailure(label, { name, reasons }) {
  console.log(`${label}  ${name}`);
  for (const line of reasons.flatMap(toShownLines)) console.log(`        ${line.slice(0, SHOWN_WIDTH)}`);
}

function toShownLines(reason) {
  const lines = stripVTControlCharacters(reason).split('\n');
  return lines.filter((line) => line.trim() !== '').slice(0, SHOWN_LINES);
}

async function runCheck(check) {
  const startedAt = performance.now();
  const result = await repeat(check, await runOnce(check));
  return { ...result, name: check.name, seconds: ((performance.now() - startedAt) / 1000).toFixed(1) };
}

// A test that fails among the others and passes by itself is unsteady: it is named, and does not stand for all of them.
async function repeat(check, first) {
  const places = findRepeatable(first.failures);
  if (places.length === 0) return { ...first, unsteady: [] };
  const again = await runOnce(check, places);
  if (again.failed > 0 || again.passed === 0) return { ...first, unsteady: [] };
  return { passed: first.passed + first.failed, failed: 0, failures: [], unsteady: first.failures };
}

async function runOnce({ name, run, count }, places = []) {
  report(`${[name, ...places].join(' ')} …`);
  rmSync(REPORTS, { recursive: true, force: true });
  mkdirSync(REPORTS, { recursive: true });
  const succeeded = await run(places);
  const { passed, failed, failures } = count?.() ?? { passed: succeeded ? 1 : 0, failed: 0, failures: [] };
  // A run that fails without a failed test, as when it cannot even begin, is a failure all the same.
  return { passed, failures, failed: succeeded ? failed : Math.max(failed, 1) };
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
