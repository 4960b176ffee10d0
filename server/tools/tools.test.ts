import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

// What runs before anything is installed is plain JavaScript, so it has no types to import.
const load = (name: string) => import(new URL(name, import.meta.url).href);

let root: string;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'parley-tools-'));
});
afterEach(async () => {
  await rm(root, { recursive: true });
});

describe('isSupported', () => {
  it.each([
    [14, 0, false],
    [20, 18, false],
    [20, 19, true],
    [21, 9, false],
    [22, 11, false],
    [22, 12, true],
    [23, 9, false],
    [24, 0, true],
    [26, 1, true],
  ])('judges Node %i.%i', async (major, minor, supported) => {
    const { isSupported } = await load('./require-node.mjs');
    expect(isSupported(major, minor)).toBe(supported);
  });
});

describe('hashFiles', () => {
  it('changes with what is built, and not with tests', async () => {
    const { hashFiles } = await load('./hash-files.mjs');
    await put('server/main.ts', 'one');
    const before = hashFiles(root, ['server', 'missing']);
    await put('server/main.test.ts', 'x');
    await put('server/db/generated/client.ts', 'x');
    expect(hashFiles(root, ['server', 'missing'])).toBe(before);
    await put('server/main.ts', 'two');
    expect(hashFiles(root, ['server', 'missing'])).not.toBe(before);
  });
});

describe('isInstalled', () => {
  const wanted = {
    '': {},
    'node_modules/a': { version: '1.0.0' },
    'node_modules/b': { version: '2.0.0', optional: true },
  };

  it('wants every package in its version, save optional ones for other systems', async () => {
    const { isInstalled } = await load('./installed.mjs');
    await put('package-lock.json', JSON.stringify({ packages: wanted }));
    expect(isInstalled(root)).toBe(false);
    await put(
      'node_modules/.package-lock.json',
      JSON.stringify({ packages: { 'node_modules/a': { version: '1.0.0' } } }),
    );
    expect(isInstalled(root)).toBe(false);
    await put('node_modules/a/package.json', '{}');
    expect(isInstalled(root)).toBe(true);
    await put(
      'node_modules/.package-lock.json',
      JSON.stringify({ packages: { 'node_modules/a': { version: '0.9.0' } } }),
    );
    expect(isInstalled(root)).toBe(false);
  });
});

describe('the sums of test reports', () => {
  it('count a file that could not be loaded, and a browser test that needed two tries, as failed', async () => {
    const { readVitestReport, readPlaywrightReport } = await load('./read-reports.mjs');
    const testResults = [
      { name: 'a.test.ts', status: 'failed', message: 'no such module', assertionResults: [] },
      {
        name: 'b.test.ts',
        status: 'failed',
        assertionResults: [
          { status: 'failed', fullName: 'adds up', failureMessages: ['expected 3'] },
          { status: 'passed' },
        ],
      },
    ];
    await put('vitest.json', JSON.stringify({ numPassedTests: 1, testResults }));
    expect(readVitestReport(path.join(root, 'vitest.json'))).toEqual({
      passed: 1,
      failed: 2,
      failures: [
        { name: 'a.test.ts', why: 'no such module' },
        { name: 'b.test.ts › adds up', why: 'expected 3' },
      ],
    });
    const tests = [{ results: [{ errors: [{ message: 'not visible' }] }] }];
    const failed = { file: 'c.spec.ts', line: 7, title: 'opens', ok: false, tests };
    const suites = [{ suites: [{ specs: [failed, { ok: true }] }] }];
    const stats = { expected: 3, unexpected: 1, flaky: 1 };
    await put('playwright.json', JSON.stringify({ stats, errors: [], suites }));
    expect(readPlaywrightReport(path.join(root, 'playwright.json'))).toEqual({
      passed: 3,
      failed: 2,
      failures: [{ name: 'c.spec.ts:7 › opens', why: 'not visible' }],
    });
    expect(readVitestReport(path.join(root, 'missing.json'))).toEqual({ passed: 0, failed: 0, failures: [] });
  });
});

async function put(name: string, text: string): Promise<void> {
  const file = path.join(root, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
}
