import type { Demo } from './start-app';

/** Reads the seeded keys, flows and console credentials of the app under test. */
export function getDemo(): Demo {
  const text = process.env.E2E_DEMO;
  if (!text) throw new Error('This runs under e2e/playwright.config.ts only.');
  return JSON.parse(text);
}
