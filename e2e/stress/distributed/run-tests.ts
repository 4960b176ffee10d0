import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';

type Report = {
  numPassedTests: number;
  testResults: {
    name: string;
    message: string;
    assertionResults: { status: string; fullName: string; failureMessages: string[] }[];
  }[];
};

const VITEST = 'node_modules/vitest/vitest.mjs';
const CONFIG = ['--config=server/vitest.config.ts', '--project=parts', '--no-file-parallelism', '--retry=0'];
const LIMITS = ['--testTimeout=60000', '--hookTimeout=120000'];
const SHOWN_CHARS = 300;

/** Runs test files on one database, one file after the other; returns how many tests passed, and those that failed. */
export async function runTests(
  url: string,
  files: readonly string[],
): Promise<{ passed: number; failures: string[] }> {
  const report = `.build/reports/distributed-${process.pid}.json`;
  const args = [VITEST, 'run', ...CONFIG, ...LIMITS, '--reporter=json', `--outputFile=${report}`, ...files];
  const env = { ...process.env, TEST_DATABASE_URL: url, TEST_DISTRIBUTED: 'true' };
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  try {
    const { numPassedTests, testResults }: Report = JSON.parse(readFileSync(report, 'utf8'));
    const failures = testResults.flatMap(({ name, message, assertionResults }) => {
      const failed = assertionResults.filter(({ status }) => status === 'failed');
      const lines = failed.map(
        ({ fullName, failureMessages }) => `${fullName}: ${failureMessages.join(' ')}`,
      );
      return message === '' ? lines : [...lines, `${name}: ${message}`];
    });
    const shown = failures.map((failure) => failure.slice(0, SHOWN_CHARS));
    return {
      passed: numPassedTests,
      failures: code === 0 || shown.length > 0 ? shown : ['the tests failed'],
    };
  } finally {
    rmSync(report, { force: true });
  }
}
