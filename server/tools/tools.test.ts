import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
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
    const { isSupported } = await load('./build/require-node.mjs');
    expect(isSupported(major, minor)).toBe(supported);
  });
});

describe('hashFiles', () => {
  it('changes with what is built, and not with tests', async () => {
    const { hashFiles } = await load('./build/hash-files.mjs');
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
    const { isInstalled } = await load('./build/is-installed.mjs');
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

const REGISTRY = 'https://registry.npmjs.org/';

describe('the lock file', () => {
  it('names the hash of every package that is downloaded, and no other place than the registry', async () => {
    const file = new URL('../../package-lock.json', import.meta.url);
    const { packages } = JSON.parse(await readFile(file, 'utf8')) as {
      packages: Record<string, { link?: boolean; resolved?: string; integrity?: string }>;
    };
    const entries = Object.entries(packages).filter(([name]) => name !== '');
    expect(entries.length).toBeGreaterThan(100);
    const bare = entries.filter(
      ([, { integrity, resolved }]) =>
        !integrity?.startsWith('sha512-') || !(resolved ?? REGISTRY).startsWith(REGISTRY),
    );
    expect(bare.map(([name]) => name)).toEqual([]);
  });
});

describe('the sums of test reports', () => {
  it('count a file that could not be loaded, and a browser test that needed two tries, as failed', async () => {
    const { readVitestReport, readPlaywrightReport } = await load('./check/read-reports.mjs');
    await put('a.test.ts', "import './missing';");
    await put(
      'b.test.ts',
      `describe('it', () => { it('adds up', () => expect({ is: 1, was: 2 }).toMatchObject({ is: 3 })); it('ends', () => {}); });`,
    );
    const report = path.join(root, 'vitest.json');
    await runVitest(root, report);
    const { failures, ...sums } = readVitestReport(report);
    expect(sums).toEqual({ passed: 1, failed: 2 });
    expect(failures).toMatchObject([
      {
        name: 'a.test.ts',
        place: 'a.test.ts',
        reasons: [expect.stringContaining("'./missing'"), expect.anything()],
      },
      {
        name: 'b.test.ts › it > adds up',
        place: 'b.test.ts',
        reasons: [
          expect.stringMatching(/toMatchObject|match object/),
          expect.stringContaining('b.test.ts:1:'),
        ],
      },
    ]);
    expect(failures[1].reasons[0]).toMatch(/-\s+"is": 3/);
    const tests = [{ results: [{ errors: [{ message: 'not visible' }] }] }];
    const failed = { file: 'c.spec.ts', line: 7, title: 'opens', ok: false, tests };
    const retried = { ...failed, title: 'opens late', ok: true, tests: [{ ...tests[0], status: 'flaky' }] };
    const suites = [{ suites: [{ specs: [failed, retried, { ok: true }] }] }];
    const stats = { expected: 3, unexpected: 1, flaky: 1 };
    await put('playwright.json', JSON.stringify({ stats, errors: [], suites }));
    expect(readPlaywrightReport(path.join(root, 'playwright.json'))).toEqual({
      passed: 3,
      failed: 2,
      failures: [
        { name: 'c.spec.ts:7 › opens', place: 'c.spec.ts', reasons: ['not visible'] },
        { name: 'c.spec.ts:7 › opens late', place: 'c.spec.ts', reasons: ['not visible'] },
      ],
    });
    expect(readVitestReport(path.join(root, 'missing.json'))).toEqual({ passed: 0, failed: 0, failures: [] });
  });
});

describe('findRepeatable', () => {
  const at = (...places: (string | null)[]) =>
    places.map((place) => ({ name: 'a test', place, reasons: [] }));

  it('takes one or two tests that may be unsteady, and one file once', async () => {
    const { findRepeatable } = await load('./check/repeatable.mjs');
    expect(findRepeatable(at())).toEqual([]);
    expect(findRepeatable(at('c.spec.ts', 'd.spec.ts'))).toEqual(['c.spec.ts', 'd.spec.ts']);
    expect(findRepeatable(at('a.test.ts', 'a.test.ts'))).toEqual(['a.test.ts']);
  });

  it.each([
    ['more than two', ['a.test.ts', 'a.test.ts', 'a.test.ts']],
    ['what failed outside of every test', ['a.test.ts', null]],
    ['a proof, whose next seed is another', ['a.test.ts', 'e2e/stress/races/races.test.ts']],
    ['what generates its cases', ['server/engine/random.test.ts']],
  ])('takes nothing along with %s', async (_, places) => {
    const { findRepeatable } = await load('./check/repeatable.mjs');
    expect(findRepeatable(at(...places))).toEqual([]);
  });
});

async function runVitest(folder: string, report: string): Promise<void> {
  const { toLocalBin } = await load('./build/paths.mjs');
  const reporter = fileURLToPath(new URL('./check/vitest-report.mjs', import.meta.url));
  const args = [toLocalBin('vitest'), 'run', `--root=${folder}`, '--globals', `--reporter=${reporter}`];
  const child = spawn(process.execPath, args, {
    env: { ...process.env, VITEST_REPORT: report },
    stdio: 'ignore',
  });
  await once(child, 'exit');
}

async function put(name: string, text: string): Promise<void> {
  const file = path.join(root, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
}
