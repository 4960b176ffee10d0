import type { Page } from '@playwright/test';
import { confirm } from '../support/confirm';
import { signInByForm } from '../support/sign-in';
import { expect, test } from '../support/test';

const DRAFT = 'parley.draft.00000000-0000-7000-8000-000000000000';

const keptIn = (page: Page) =>
  page.evaluate(() =>
    [...Object.keys(localStorage), ...Object.keys(sessionStorage)].filter((key) => key.startsWith('parley.')),
  );

async function pressSignOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
}

test('removes the organization’s data from the browser at sign-out (browser/nothing-left)', async ({
  page,
}) => {
  await signInByForm(page);
  await page.evaluate(() => sessionStorage.setItem('parley.reference.key', 'a secret'));
  await pressSignOut(page);
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  expect(await keptIn(page)).toEqual([]);
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
});

test('asks before a sign-out that loses an unsaved draft', async ({ page }) => {
  await signInByForm(page);
  await page.evaluate((key) => localStorage.setItem(key, '{}'), DRAFT);
  await pressSignOut(page);
  await expect(page.getByRole('alertdialog')).toContainText('changes to a flow that are not saved');
  await page.getByRole('button', { name: 'Cancel' }).click();
  expect(await keptIn(page)).toEqual([DRAFT]);
  await pressSignOut(page);
  await confirm(page, 'Sign out');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  expect(await keptIn(page)).toEqual([]);
});

test('rates a new password while it is typed', async ({ page }) => {
  await signInByForm(page);
  await page.goto('/settings/account');
  const strength = page.getByRole('meter', { name: 'Password strength' });
  const next = page.getByLabel('New password', { exact: true });
  for (const [password, word] of [
    ['short', 'Too short'],
    ['aaaaaaaaaaaa', 'Weak'],
    ['correct horse battery staple', 'Strong'],
  ] as const) {
    await next.fill(password);
    await expect(strength).toHaveAttribute('aria-valuetext', word);
  }
});
