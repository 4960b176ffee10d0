import type { Page } from '@playwright/test';
import { invite, newEmail, openLink } from '../support/invite';
import { signIn } from '../support/sign-in';
import { expect, test } from '../support/test';

test.beforeEach(({ page }) => signIn(page));

test('sends nothing that a schema refuses, and focuses the first invalid field', async ({
  page,
  browser,
}) => {
  const theirs = await openLink(browser, await invite(page, newEmail(), 'Agent'));
  const calls = countCalls(theirs, 'organization.acceptInvitation');
  await theirs.getByLabel('Password', { exact: true }).fill('short');
  await theirs.keyboard.press('Enter');
  const name = theirs.getByLabel('Your name');
  await expect(name).toBeFocused();
  await expect(name).toHaveAttribute('aria-invalid', 'true');
  await expect(name).toHaveAccessibleDescription('Enter your name.');
  await expect(theirs.getByLabel('Password', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await name.fill('Grace');
  await expect(name).toHaveAccessibleDescription('Shown to other members.');
  expect(calls.count).toBe(0);
});

test('shows a refusal of the server at its field, and keeps what was typed', async ({ page, browser }) => {
  const theirs = await openLink(browser, await invite(page, newEmail(), 'Agent'));
  const password = theirs.getByLabel('Password', { exact: true });
  await theirs.getByLabel('Your name').fill('Grace Hopper');
  await password.fill('password12345');
  await theirs.getByRole('button', { name: /^Join/ }).click();
  await expect(password).toHaveAccessibleDescription(/easy to guess/);
  await expect(password).toBeFocused();
  await expect(password).toHaveAttribute('aria-invalid', 'true');
  await expect(theirs.getByRole('alert').filter({ hasText: 'easy to guess' })).toHaveCount(1);
  await expect(password).toHaveValue('password12345');
  await expect(theirs.getByLabel('Your name')).toHaveValue('Grace Hopper');
  await password.pressSequentially('6');
  await expect(password).not.toHaveAttribute('aria-invalid');
});

test('shows a failure that belongs to no field, and keeps what was typed', async ({ page }) => {
  await page.route('**/organization.create*', (route) => route.abort());
  await page.goto('/flows');
  await page.getByRole('button', { name: /^Organization: / }).click();
  await page.getByRole('menuitem', { name: 'New organization' }).click();
  const dialog = page.getByRole('dialog', { name: 'New organization' });
  await dialog.getByLabel('Name').fill('Kept');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('The server could not be reached.');
  await expect(dialog.getByLabel('Name')).toHaveValue('Kept');
});

test('shows a link once, and does not lose it by a click beside the dialog', async ({ page }) => {
  const link = await invite(page, newEmail(), 'Viewer');
  const dialog = page.getByRole('dialog', { name: 'Send them this link' });
  await page.mouse.click(5, 5);
  await expect(dialog.getByTestId('secret')).toHaveText(link);
  await dialog.getByRole('button', { name: 'I have copied it' }).click();
  await expect(page.getByText(link)).toHaveCount(0);
  await page.getByRole('button', { name: 'Invite' }).click();
  await expect(page.getByRole('dialog', { name: 'Invite a member' }).getByLabel('Email')).toHaveValue('');
});

test('lists load the library of the forms with the first dialog', async ({ page }) => {
  const scripts: Promise<string>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.push(response.text());
  });
  const haveLibrary = async () =>
    (await Promise.all(scripts)).some((text) => text.includes('shouldFocusError'));
  await page.goto('/flows');
  await page.getByRole('button', { name: 'New flow' }).waitFor();
  await page.waitForLoadState();
  expect(await haveLibrary()).toBe(false);
  await page.getByRole('button', { name: 'New flow' }).click();
  await page.getByRole('dialog', { name: 'New flow' }).waitFor();
  expect(await haveLibrary()).toBe(true);
});

function countCalls(page: Page, procedure: string): { count: number } {
  const calls = { count: 0 };
  page.on('request', (request) => {
    if (request.url().includes(procedure)) calls.count += 1;
  });
  return calls;
}
