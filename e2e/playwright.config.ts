import { defineConfig } from '@playwright/test';
import { findBrowser } from './support/browser';

const { executablePath, args, env } = findBrowser();
const { E2E_BASE_URL: baseURL, E2E_REPORT: report } = process.env;

export default defineConfig({
  testDir: './console',
  testMatch: '**/*.spec.ts',
  outputDir: './.results',
  globalSetup: './support/run-app.ts',
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  retries: 1,
  // Two cores run the server, the database and two browsers.
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: report ? [['list'], ['json', { outputFile: report }]] : 'list',
  use: {
    baseURL,
    // A generous timeout for slow machines.
    actionTimeout: 30_000,
    viewport: { width: 1280, height: 800 },
    locale: 'en-US',
    timezoneId: 'UTC',
    screenshot: 'only-on-failure',
    // Tracing halves the speed: enable it with --trace retain-on-failure.
    trace: 'off',
    launchOptions: { executablePath, args, env: { ...toStrings(process.env), ...env } },
  },
});

function toStrings(source: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(source).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
