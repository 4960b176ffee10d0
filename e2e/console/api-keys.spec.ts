import { randomUUID } from 'node:crypto';
import type { APIRequestContext, Locator, Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from '../support/accessibility';
import { confirm } from '../support/confirm';
import { getDemo } from '../support/demo';
import { signIn } from '../support/sign-in';
import { expect, test } from '../support/test';

test.beforeEach(({ page }) => signIn(page));

/** Creates a key in the page and returns its secret. */
async function createKey(page: Page, name: string): Promise<string> {
  await page.goto('/developers/api-keys');
  await page.getByRole('button', { name: 'New key' }).first().click();
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('button', { name: 'Create key' }).click();
  return takeSecret(page, 'API key created');
}

async function takeSecret(page: Page, title: string): Promise<string> {
  const dialog = page.getByRole('dialog', { name: title });
  const secret = (await dialog.getByTestId('secret').textContent()) ?? '';
  expect(secret).toMatch(/^parley_/);
  await expect(dialog.getByText(/^curl -s/)).toContainText(secret);
  await dialog.getByRole('button', { name: 'I have copied it' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(secret)).toHaveCount(0);
  return secret;
}

/** Returns the status of a harmless call: 404 for a valid key, 401 for an invalid one. */
async function tryKey(request: APIRequestContext, secret: string): Promise<number> {
  const path = `/cgw/process/v1/orgs/${getDemo().orgId}/sessions/${randomUUID()}`;
  return (await request.get(path, { headers: { authorization: `Bearer ${secret}` } })).status();
}

const rowOf = (page: Page, name: string, status: string): Locator =>
  page
    .getByRole('table', { name: 'API keys' })
    .getByRole('row')
    .filter({ hasText: name })
    .filter({ hasText: status });

test('creates a key, shows it once, and revokes it after a confirmation', async ({ page, request }) => {
  const name = `Shop ${randomUUID().slice(0, 8)}`;
  const secret = await createKey(page, name);
  expect(await tryKey(request, secret)).toBe(404);
  const row = rowOf(page, name, 'Active');
  await expect(row).toContainText(secret.slice(-4));
  await expect(row).toContainText('sessions:write');
  await row.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Revoke' }).click();
  const question = page.getByRole('alertdialog', { name: `Revoke “${name}”?` });
  await question.getByRole('button', { name: 'Cancel' }).click();
  expect(await tryKey(request, secret)).toBe(404);
  await row.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Revoke' }).click();
  await expectAccessible(page);
  await confirm(page, 'Revoke key');
  await expect(rowOf(page, name, 'Revoked')).toBeVisible();
  expect(await tryKey(request, secret)).toBe(401);
});

test('keeps a rotated key valid beside its successor for the overlap', async ({ page, request }) => {
  const name = `Rotated ${randomUUID().slice(0, 8)}`;
  const first = await createKey(page, name);
  await rowOf(page, name, 'Active')
    .getByRole('button', { name: `Actions for ${name}` })
    .click();
  await page.getByRole('menuitem', { name: 'Rotate' }).click();
  await expectAccessible(page);
  await page.getByLabel('The old key stops').click();
  await page.getByRole('option', { name: 'After 1 hour' }).click();
  await page.getByRole('button', { name: 'Rotate key' }).click();
  const second = await takeSecret(page, 'API key rotated');
  await expect(rowOf(page, name, 'Being replaced')).toContainText(first.slice(-4));
  expect(await tryKey(request, first)).toBe(404);
  expect(await tryKey(request, second)).toBe(404);
});

test('refuses a key without a name or a scope at the field', async ({ page }) => {
  await page.goto('/developers/api-keys?new=1');
  const dialog = page.getByRole('dialog', { name: 'New API key' });
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await dialog.getByLabel('sessions:read').click();
  await dialog.getByLabel('sessions:write').click();
  await dialog.getByRole('button', { name: 'Create key' }).click();
  await expect(dialog.getByText('Enter a name.')).toBeVisible();
  await expect(dialog.getByText('Choose at least one scope.')).toBeVisible();
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toHaveAttribute('aria-invalid', 'true');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(page).toHaveURL('/developers/api-keys');
});

test('is accessible, and shows cards on a phone', async ({ page }) => {
  await createKey(page, 'On a phone');
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  const row = rowOf(page, 'On a phone', 'Active').first();
  const [name, actions] = await Promise.all([
    row.getByRole('cell', { name: 'On a phone', exact: true }).boundingBox(),
    row.getByRole('button').boundingBox(),
  ]);
  expect(name?.x).toBeLessThan(60);
  expect(actions?.x).toBeGreaterThan(300);
});
