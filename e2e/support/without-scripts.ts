import type { Page } from '@playwright/test';

/** Opens a page whose scripts arrive when the returned function is called. */
export async function openWithoutScripts(page: Page, path: string): Promise<() => void> {
  let letCome = () => {};
  const held = new Promise<void>((resolve) => (letCome = resolve));
  await page.route('**/*.js', (route) => held.then(() => route.continue()));
  await page.goto(path, { waitUntil: 'commit' });
  return letCome;
}
