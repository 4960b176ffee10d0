import { randomUUID } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from '../support/accessibility';
import { confirm } from '../support/confirm';
import { getDemo } from '../support/demo';
import { signIn } from '../support/sign-in';
import { expect, test } from '../support/test';

test.beforeEach(async ({ page }) => {
  await signIn(page);
  await page.goto('/settings/models');
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
});

const newModel = () => `maker/model-${randomUUID().slice(0, 8)}`;

const rowOf = (page: Page, model: string): Locator =>
  page.getByRole('table', { name: 'Model prices' }).getByRole('row').filter({ hasText: model });

async function addPrice(page: Page, model: string, prompt: string, completion: string): Promise<void> {
  await page.getByRole('button', { name: 'Add price' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Add price' });
  await expect(dialog.getByLabel('Model')).toBeFocused();
  await dialog.getByLabel('Model').fill(model);
  await dialog.getByLabel('Prompt price').fill(prompt);
  await dialog.getByLabel('Completion price').fill(completion);
  await dialog.getByRole('button', { name: 'Save price' }).click();
}

async function choose(page: Page, model: string, action: 'Edit' | 'Remove'): Promise<void> {
  await rowOf(page, model)
    .getByRole('button', { name: `Actions for ${model}` })
    .click();
  await page.getByRole('menuitem', { name: action }).click();
}

test('adds a price in dollars, stores it in micros, and changes it', async ({ page, request }) => {
  const model = newModel();
  await addPrice(page, model, '0.15', '$0.6');
  const row = rowOf(page, model);
  await expect(row).toContainText('$0.15');
  await expect(row).toContainText('$0.60');
  const { orgId, apiKey } = getDemo();
  const stored = async () => {
    const headers = { authorization: `Bearer ${apiKey}` };
    const answer = await request.get(`/api/v1/orgs/${orgId}/model-prices?limit=100`, { headers });
    const { items }: { items: { model: string; promptMicros: number }[] } = await answer.json();
    return items.find((price) => price.model === model) ?? null;
  };
  expect(await stored()).toMatchObject({ promptMicros: 150_000, completionMicros: 600_000 });

  await choose(page, model, 'Edit');
  const dialog = page.getByRole('dialog', { name: 'Edit price' });
  await expect(dialog.getByLabel('Model')).not.toBeEditable();
  await expect(dialog.getByLabel('Prompt price')).toHaveValue('0.15');
  await dialog.getByLabel('Prompt price').fill('1.005');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Save price' }).click();
  await expect(row).toContainText('$1.005');
  await expect(dialog).toBeHidden();
});

test('deletes a price after a confirmation', async ({ page }) => {
  const model = newModel();
  await addPrice(page, model, '1', '2');
  const row = rowOf(page, model);
  await choose(page, model, 'Remove');
  const question = page.getByRole('alertdialog', { name: `Remove the price of ${model}?` });
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(row).toBeVisible();
  await choose(page, model, 'Remove');
  await expectAccessible(page);
  await confirm(page, 'Remove price');
  await expect(row).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('table', { name: 'Model prices' })).toBeVisible();
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
  await expect(row).toHaveCount(0);
});

test('refuses an invalid price at the field', async ({ page }) => {
  const model = newModel();
  await addPrice(page, model, '2', '0');
  await expect(rowOf(page, model)).toContainText('$2.00');
  await addPrice(page, ' ', 'much', '');
  const dialog = page.getByRole('dialog', { name: 'Add price' });
  await expect(dialog.getByText('Enter the name of the model.')).toBeVisible();
  await expect(dialog.getByText('Enter dollars, such as 0.15, with at most 6 decimals.')).toHaveCount(2);
  await expect(dialog.getByLabel('Prompt price')).toHaveAttribute('aria-invalid', 'true');
  await expectAccessible(page);
  await dialog.getByLabel('Model').fill(model);
  await expect(dialog.getByText('This model already has a price. Edit it in the list.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('shows an error for a list that cannot be read, and retries', async ({ page }) => {
  const calls = '**/api/trpc/*modelPrice.list*';
  await page.route(calls, (route) => route.abort('internetdisconnected'));
  await page.getByLabel('Search models').fill('small');
  await expect(page.getByText('The server could not be reached.')).toBeVisible();
  await expectAccessible(page);
  await page.unroute(calls);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('The server could not be reached.')).toBeHidden();
});

test('is accessible, and shows cards on a phone', async ({ page }) => {
  const model = newModel();
  await addPrice(page, model, '15', '75');
  await expect(rowOf(page, model)).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  const [name, actions] = await Promise.all([
    rowOf(page, model).getByRole('cell', { name: model, exact: true }).boundingBox(),
    rowOf(page, model).getByRole('button').boundingBox(),
  ]);
  expect(name?.x).toBeLessThan(60);
  expect(actions?.x).toBeGreaterThan(300);
});
