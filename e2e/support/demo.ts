import type { Demo } from './start-app';

/** What the app under test seeded: keys, flows and the console's sign-in. */
export function getDemo(): Demo {
  const text = process.env.E2E_DEMO;
  if (!text) throw new Error('This runs under e2e/playwright.config.ts only.');
  return JSON.parse(text);
}
