import { randomUUID } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from '../support/accessibility';
import { confirm } from '../support/confirm';
import { withEnvironment } from '../support/environment';
import { signIn } from '../support/sign-in';
import { expect, test } from '../support/test';

test.beforeEach(async ({ page }) => {
  await signIn(page);
  await page.goto('/settings/configuration');
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
});

const rowOf = (page: Page, name: string): Locator =>
  page.getByRole('table', { name: 'Configuration values' }).getByRole('row').filter({ hasText: name });

async function addValue(page: Page, name: string, value: string): Promise<void> {
  await page.getByRole('button', { name: 'Add value' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Add configuration value' });
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('Value', { exact: true }).fill(value);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Save value' }).click();
}

async function choose(page: Page, name: string, action: string): Promise<void> {
  await rowOf(page, name)
    .getByRole('button', { name: `Actions for ${name}` })
    .click();
  await page.getByRole('menuitem', { name: action }).click();
}

test('adds a configuration value, changes and removes it', async ({ page }) => {
  const name = `LIMIT_${randomUUID().slice(0, 8)}`;
  await addValue(page, name, '25');
  await expect(rowOf(page, name)).toContainText('25');
  await expect(rowOf(page, name)).toContainText('No flow');
  await expectAccessible(page);

  await choose(page, name, 'Change');
  const dialog = page.getByRole('dialog', { name: 'Change configuration value' });
  await expect(dialog.getByLabel('Name')).not.toBeEditable();
  await expect(dialog.getByLabel('Value', { exact: true })).toHaveValue('25');
  await dialog.getByLabel('Value', { exact: true }).fill('"25"');
  await dialog.getByRole('button', { name: 'Save value' }).click();
  await expect(dialog).toBeHidden();
  await expect(rowOf(page, name)).toContainText('"25"');

  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
  await choose(page, name, 'Remove');
  await expect(page.getByText('No flow uses it.')).toBeVisible();
  await expectAccessible(page);
  await confirm(page, 'Remove value');
  await expect(rowOf(page, name)).toHaveCount(0);
});

test('refuses a name at its field', async ({ page }) => {
  await addValue(page, 'MY LIMIT', '1');
  const dialog = page.getByRole('dialog', { name: 'Add configuration value' });
  await expect(dialog.getByText('Use up to 64 letters, digits and _')).toBeVisible();
});

test('gives an environment a value of its own, and takes it back', async ({ page, request }) => {
  await withEnvironment(request, async (environment) => {
    const name = `LIMIT_${randomUUID().slice(0, 8)}`;
    await page.reload();
    await addValue(page, name, '25');
    await expect(rowOf(page, name)).toContainText('25');

    await choose(page, name, 'Change');
    const dialog = page.getByRole('dialog', { name: 'Change configuration value' });
    await dialog.getByRole('combobox', { name: 'Environment' }).click();
    await page.getByRole('option', { name: environment }).click();
    await expect(dialog.getByLabel('Value', { exact: true })).toHaveValue('25');
    await dialog.getByLabel('Value', { exact: true }).fill('250');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Save value' }).click();
    await expect(dialog).toBeHidden();
    await expect(rowOf(page, name)).toContainText(`${environment}250`);

    await page.setViewportSize({ width: 390, height: 844 });
    await expectNoSidewaysScroll(page);
    await choose(page, name, `Remove for ${environment}`);
    await expect(page.getByText('have the value of the organization: 25.')).toBeVisible();
    await confirm(page, 'Remove value');
    await expect(rowOf(page, name)).not.toContainText(environment);
  });
});
