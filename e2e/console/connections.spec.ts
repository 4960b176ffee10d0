import { randomUUID } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from '../support/accessibility';
import { confirm } from '../support/confirm';
import { signIn } from '../support/sign-in';
import { expect, test } from '../support/test';

test.beforeEach(async ({ page }) => {
  await signIn(page);
  await page.goto('/settings/connections');
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
});

const newName = () => `crm-${randomUUID().slice(0, 8)}`;

const rowOf = (page: Page, name: string): Locator =>
  page.getByRole('table', { name: 'Connections' }).getByRole('row').filter({ hasText: name });

async function openNew(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'New connection' }).first().click();
  return page.getByRole('dialog', { name: 'New connection' });
}

async function choose(page: Page, name: string, action: string): Promise<void> {
  await rowOf(page, name)
    .getByRole('button', { name: `Actions for ${name}` })
    .click();
  await page.getByRole('menuitem', { name: action }).click();
}

async function select(page: Page, dialog: Locator, field: string, option: string): Promise<void> {
  await dialog.getByRole('combobox', { name: field }).click();
  await page.getByRole('option', { name: option }).click();
}

test('adds a connection, tests and edits it without its credential, and removes it', async ({ page }) => {
  const name = newName();
  const dialog = await openNew(page);
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('Address').fill('http://127.0.0.1:9/v1/');
  await dialog.getByLabel('Token', { exact: true }).fill('a token of the tests');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Save connection' }).click();
  await expect(rowOf(page, name)).toContainText('http://127.0.0.1:9/v1');
  await expect(rowOf(page, name)).toContainText('No flow');
  await expectAccessible(page);

  await choose(page, name, 'Test');
  const tested = page.getByRole('dialog', { name: `Test ${name}` });
  await tested.getByRole('button', { name: 'Test connection' }).click();
  await expect(tested.getByText('127.0.0.1:9 could not be called')).toBeVisible();
  await expectAccessible(page);
  await tested.getByRole('button', { name: 'Close', exact: true }).last().click();

  await choose(page, name, 'Edit');
  const edited = page.getByRole('dialog', { name: 'Edit connection' });
  await expect(edited.getByLabel('Name')).not.toBeEditable();
  await expect(edited.getByLabel('Token', { exact: true })).toHaveValue('');
  await edited.getByRole('button', { name: 'Add header' }).click();
  await edited.getByLabel('Header', { exact: true }).fill('X-Tenant');
  await edited.getByLabel('Value', { exact: true }).fill('acme');
  await expectAccessible(page);
  await edited.getByRole('button', { name: 'Save connection' }).click();
  await expect(edited).toBeHidden();
  expect(await page.content()).not.toContain('a token of the tests');

  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
  await choose(page, name, 'Remove');
  await expect(page.getByText('No flow uses it.')).toBeVisible();
  await confirm(page, 'Remove connection');
  await expect(rowOf(page, name)).toHaveCount(0);
});

test('fills in the address of a provider, and refuses fields in their places', async ({ page }) => {
  const dialog = await openNew(page);
  await select(page, dialog, 'Connect to', 'Mistral');
  await expect(dialog.getByLabel('Address')).toHaveValue('https://api.mistral.ai/v1');
  await expect(dialog.getByLabel('Default model')).toBeVisible();
  await select(page, dialog, 'Sign-in', 'OAuth 2 client credentials');
  await dialog.getByLabel('Name').fill('My CRM');
  await dialog.getByRole('button', { name: 'Save connection' }).click();
  await expect(dialog.getByText('Use up to 64 lower-case letters')).toBeVisible();
  await expect(dialog.getByLabel('Token URL')).toHaveAttribute('aria-invalid', 'true');
  await expectAccessible(page);
});
