import type { Page } from '@playwright/test';
import { getDemo } from '../support/demo';
import { signIn } from '../support/sign-in';
import { expect, test } from '../support/test';

/** Opens a page whose scripts arrive when the returned function is called. */
async function openWithoutScripts(page: Page, path: string): Promise<() => void> {
  let letCome = () => {};
  const held = new Promise<void>((resolve) => (letCome = resolve));
  await page.route('**/*.js', (route) => held.then(() => route.continue()));
  await page.goto(path, { waitUntil: 'commit' });
  return letCome;
}

test('repeats a press that came before hydration (early/held)', async ({ page }) => {
  await signIn(page);
  const letCome = await openWithoutScripts(page, '/flows');
  const button = page.getByRole('button', { name: 'New flow' });
  await button.click();
  await expect(button).toHaveAttribute('data-held', '');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  letCome();
  await expect(page.getByRole('dialog', { name: /new flow/i })).toBeVisible();
  await expect(page.locator('[data-held]')).toHaveCount(0);
});

test('repeats only the last of several early presses', async ({ page }) => {
  await signIn(page);
  const letCome = await openWithoutScripts(page, `/flows/${getDemo().flows.airline ?? ''}`);
  await page.getByRole('button', { name: 'Publish' }).click();
  await page.getByRole('tab', { name: 'Versions' }).click();
  letCome();
  await expect(page).toHaveURL(/tab=versions/);
  await expect(page.getByRole('table', { name: 'Versions' })).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('opens a menu that was pressed before hydration', async ({ page }) => {
  await signIn(page);
  const letCome = await openWithoutScripts(page, `/flows/${getDemo().flows.airline ?? ''}`);
  await page.getByRole('button', { name: 'More actions' }).click();
  letCome();
  await expect(page.getByRole('menuitem', { name: 'Rename' })).toBeVisible();
});

test('follows a link before hydration', async ({ page }) => {
  await signIn(page);
  await openWithoutScripts(page, '/flows');
  await page.getByRole('navigation', { name: 'Console' }).getByRole('link', { name: 'Sessions' }).click();
  await expect(page).toHaveURL(/\/sessions$/);
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('a form sends nothing, least of all a password in the address', async ({ page }) => {
    await page.goto('/sign-in');
    await page.getByLabel('Email').fill('ada@example.test');
    await page.getByLabel('Password', { exact: true }).fill('a secret');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByLabel('Email')).toHaveValue('ada@example.test');
    expect(new URL(page.url()).search).toBe('');
  });
});
