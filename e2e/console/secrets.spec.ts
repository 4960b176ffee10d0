import { randomUUID } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from '../support/accessibility';
import { confirm } from '../support/confirm';
import { withEnvironment } from '../support/environment';
import { signIn } from '../support/sign-in';
import { expect, test } from '../support/test';

test.beforeEach(async ({ page }) => {
  await signIn(page);
  await page.goto('/settings/secrets');
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
});

const newName = () => `KEY_${randomUUID().slice(0, 8)}`;

const rowOf = (page: Page, name: string): Locator =>
  page.getByRole('table', { name: 'Secrets' }).getByRole('row').filter({ hasText: name });

async function addSecret(page: Page, name: string, value: string): Promise<void> {
  await page.getByRole('button', { name: 'Add secret' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Add secret' });
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('Value').fill(value);
  await dialog.getByRole('button', { name: 'Save secret' }).click();
}

async function choose(page: Page, name: string, action: string): Promise<void> {
  await rowOf(page, name)
    .getByRole('button', { name: `Actions for ${name}` })
    .click();
  await page.getByRole('menuitem', { name: action }).click();
}

test('adds a secret, never shows its value, replaces and removes it', async ({ page }) => {
  const name = newName();
  await addSecret(page, name, 'the first value');
  await expect(rowOf(page, name)).toContainText('No flow');
  await expectAccessible(page);
  await page.reload();
  await expect(rowOf(page, name)).toBeVisible();
  expect(await page.content()).not.toContain('the first value');

  await choose(page, name, 'Replace value');
  const dialog = page.getByRole('dialog', { name: 'Replace value' });
  await expect(dialog.getByLabel('Name')).not.toBeEditable();
  await expect(dialog.getByLabel('New value')).toHaveValue('');
  await expectAccessible(page);
  await dialog.getByLabel('New value').fill('the second value');
  await dialog.getByRole('button', { name: 'Save secret' }).click();
  await expect(dialog).toBeHidden();

  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
  await choose(page, name, 'Remove');
  await expect(page.getByText('No flow uses it.')).toBeVisible();
  await expectAccessible(page);
  await confirm(page, 'Remove secret');
  await expect(rowOf(page, name)).toHaveCount(0);
});

test('refuses a name and a value at their fields', async ({ page }) => {
  await addSecret(page, 'MY KEY', 'short');
  const dialog = page.getByRole('dialog', { name: 'Add secret' });
  await expect(dialog.getByText('Use up to 64 letters, digits and _')).toBeVisible();
  await expect(dialog.getByText('Enter at least 8 characters.')).toBeVisible();
  await expectAccessible(page);
});

test('gives an environment a secret of its own, and takes it back', async ({ page, request }) => {
  await withEnvironment(request, async (environment) => {
    const name = newName();
    await page.reload();
    await addSecret(page, name, 'of production');
    await expect(rowOf(page, name)).toBeVisible();
    await choose(page, name, 'Replace value');
    const dialog = page.getByRole('dialog', { name: 'Replace value' });
    await dialog.getByRole('combobox', { name: 'Environment' }).click();
    await page.getByRole('option', { name: environment }).click();
    await dialog.getByLabel('New value').fill('of staging');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Save secret' }).click();
    await expect(rowOf(page, name)).toContainText(`Its own value in ${environment}`);
    await choose(page, name, `Remove for ${environment}`);
    await expect(page.getByText('send the secret of the organization from now on.')).toBeVisible();
    await confirm(page, 'Remove secret');
    await expect(rowOf(page, name)).not.toContainText(environment);
    await choose(page, name, 'Remove');
    await confirm(page, 'Remove secret');
    await expect(rowOf(page, name)).toHaveCount(0);
  });
});
