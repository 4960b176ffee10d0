import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

// The checks are plain JavaScript and have no types to import.
const load = (name: string) => import(new URL(name, import.meta.url).href);
const toPath = (name: string) => fileURLToPath(new URL(name, import.meta.url));

let root: string;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'parley-reports-'));
});
afterEach(async () => {
  await rm(root, { recursive: true });
});

describe('the report of vitest', () => {
  it('names failures and their reasons, also outside of tests', async () => {
    const report = await runVitest({
      'a.test.ts': "import './missing';",
      'b.test.ts': `describe('it', () => { it('adds up', () => expect({ is: 1, was: 2 }).toMatchObject({ is: 3 })); it('ends', () => {}); });`,
    });
    expect(report).toMatchObject({ passed: 1, failed: 2, flaky: [] });
    expect(report.failures).toMatchObject([
      { name: 'a.test.ts', reasons: [expect.stringContaining("'./missing'"), expect.anything()] },
      {
        name: 'b.test.ts › it > adds up',
        place: 'b.test.ts',
        reasons: expect.arrayContaining([
          expect.stringMatching(/-\s+"is": 3/),
          expect.stringContaining('b.test.ts:1:'),
        ]),
      },
    ]);
  });

  it('distinguishes a flaky test from one that always fails', async () => {
    const report = await runVitest({
      'once.test.ts': `let runs = 0; it('fails once', () => { runs += 1; expect(runs).toBe(2); }); it('passes', () => {});`,
      'always.test.ts': `let runs = 0; it('fails always', () => { runs += 1; expect(runs).toBe(0); });`,
    });
    expect(report).toMatchObject({ passed: 1, failed: 1 });
    expect(report.flaky).toMatchObject([
      { name: 'once.test.ts › fails once', reasons: expect.arrayContaining([expect.stringContaining('2')]) },
    ]);
    expect(report.failures).toMatchObject([{ name: 'always.test.ts › fails always' }]);
    expect(report.failures[0]?.reasons.join()).toContain('expected 2 to be +0');
  });

  it('retries no random case', async () => {
    const report = await runVitest({
      'drawn.test.ts': `let runs = 0; it.each(['seed 7: lost', 'Property failed after 3 tests'])('fails once: %s', (message) => { runs += 1; if (runs < 3) throw new Error(message); });`,
    });
    expect(report).toMatchObject({ passed: 0, failed: 2, flaky: [] });
  });
});

describe('the report of Playwright', () => {
  it('names failed tests, and tests that passed when retried', async () => {
    const { readPlaywrightReport } = await load('./read-reports.mjs');
    const tests = [{ results: [{ errors: [{ message: 'not visible' }] }] }];
    const failed = { file: 'c.spec.ts', line: 7, title: 'opens', ok: false, tests };
    const retried = { ...failed, title: 'opens late', ok: true, tests: [{ ...tests[0], status: 'flaky' }] };
    const suites = [{ suites: [{ specs: [failed, retried, { ok: true }] }] }];
    const stats = { expected: 3, unexpected: 1, flaky: 1 };
    const file = path.join(root, 'playwright.json');
    await writeFile(file, JSON.stringify({ stats, errors: [], suites }));
    expect(readPlaywrightReport(file)).toEqual({
      passed: 3,
      failed: 1,
      flaky: [{ name: 'c.spec.ts:7 › opens late', place: 'c.spec.ts', reasons: ['not visible'] }],
      failures: [{ name: 'c.spec.ts:7 › opens', place: 'c.spec.ts', reasons: ['not visible'] }],
    });
    const missing = { passed: 0, failed: 0, flaky: [], failures: [] };
    expect(readPlaywrightReport(path.join(root, 'missing.json'))).toEqual(missing);
  });
});

describe('sumUp', () => {
  const flaky = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ name: `test ${index}`, reasons: ['late'] }));
  const result = { name: 'tests', passed: 5, failed: 0, flaky: flaky(0), failures: [], seconds: '1.0' };

  it('counts two flaky tests as passed, and names them', async () => {
    const { sumUp } = await load('./sum-up.mjs');
    expect(sumUp([{ ...result, flaky: flaky(2) }])).toEqual({
      passed: 7,
      failed: 0,
      lines: [
        'FLAKY   test 0',
        '        late',
        'FLAKY   test 1',
        '        late',
        'ok      tests: 5 passed, 2 flaky, 0 failed (1.0 s)',
        'ok      2 flaky: failed, then passed when retried; more than 2 fail the run',
      ],
    });
  });

  it('fails a run with three, over all checks', async () => {
    const { sumUp } = await load('./sum-up.mjs');
    const { passed, failed, lines } = sumUp([
      { ...result, flaky: flaky(2) },
      { ...result, flaky: flaky(1) },
    ]);
    expect({ passed, failed }).toEqual({ passed: 10, failed: 3 });
    expect(lines.at(-1)).toBe('FAILED  3 flaky: failed, then passed when retried; more than 2 fail the run');
  });

  it('names the failed tests', async () => {
    const { sumUp } = await load('./sum-up.mjs');
    const failures = [{ name: 'test', reasons: ['expected 1'] }];
    expect(sumUp([{ ...result, failed: 1, failures }, result])).toEqual({
      passed: 10,
      failed: 1,
      lines: [
        'FAILED  test',
        '        expected 1',
        'FAILED  tests: 5 passed, 1 failed (1.0 s)',
        'ok      tests: 5 passed, 0 failed (1.0 s)',
      ],
    });
  });
});

type Report = {
  passed: number;
  failed: number;
  flaky: { name: string }[];
  failures: { name: string; reasons: string[] }[];
};

async function runVitest(files: Record<string, string>): Promise<Report> {
  const { toLocalBin } = await load('../build/paths.mjs');
  const { readVitestReport } = await load('./read-reports.mjs');
  const config = `import { RETRY } from '${toPath('../../vitest.config.ts')}'; export default { test: { globals: true, retry: RETRY } };`;
  const all = { ...files, 'vitest.config.ts': config };
  for (const [name, text] of Object.entries(all)) await writeFile(path.join(root, name), text);
  const report = path.join(root, 'report.json');
  const args = [toLocalBin('vitest'), 'run', `--root=${root}`, `--reporter=${toPath('./vitest-report.mjs')}`];
  const child = spawn(process.execPath, args, {
    env: { ...process.env, VITEST_REPORT: report },
    stdio: 'ignore',
  });
  await once(child, 'exit');
  return readVitestReport(report);
}
