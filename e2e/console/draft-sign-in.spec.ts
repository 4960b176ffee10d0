import type { Page } from '@playwright/test';
import { getDemo } from '../support/demo';
import { createBlank, editorOf, saved, typeOver } from '../support/draw';
import { fillSignIn, signIn } from '../support/sign-in';
import { expect, test } from '../support/test';

test.beforeEach(({ page }) => signIn(page));

/** Opens the JSON panel below the canvas. */
async function showJson(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'JSON' }).click();
  await expect(editorOf(page)).toBeVisible();
}

test('keeps an unsaved draft over the end of a sign-in', async ({ page }) => {
  const { email, password } = getDemo().console;
  await createBlank(page);
  await showJson(page);
  const { pathname } = new URL(page.url());
  const call = '**/api/trpc/flow.saveDraft*';
  await page.route(call, async (route) => {
    await page.context().clearCookies();
    await route.continue();
  });
  await typeOver(page, 'Hello.', 'Good evening.');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await page.unroute(call);
  await fillSignIn(page, email, password);
  await expect(page).toHaveURL((url) => url.pathname === pathname);
  await expect(saved(page)).toBeVisible();
  await showJson(page);
  await expect(editorOf(page)).toContainText('Good evening.');
  await page.evaluate(() => localStorage.clear());
  await page.reload();
  await expect(editorOf(page)).toContainText('Good evening.');
});
