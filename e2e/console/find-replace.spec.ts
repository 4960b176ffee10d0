import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessibility';
import { editorOf, saved } from '../support/draw';
import { signIn } from '../support/sign-in';
import { expect, test } from '../support/test';

test.beforeEach(({ page }) => signIn(page));

/** Creates a flow from the example Greeting. */
async function createFlow(page: Page): Promise<void> {
  const name = `Words ${randomUUID().slice(0, 8)}`;
  await page.goto('/flows');
  await page.getByRole('button', { name: 'New flow' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'New flow' });
  await dialog.getByRole('radio', { name: /^Greeting/ }).check();
  await dialog.getByLabel('Name', { exact: true }).fill(name);
  await dialog.getByRole('button', { name: 'Create flow' }).click();
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
  await expect(saved(page)).toBeVisible();
}

test('finds words in a flow, leads to their field, and replaces them as one step', async ({ page }) => {
  await createFlow(page);
  const field = page.getByRole('searchbox', { name: 'Find in the flow' });
  await page.locator('.react-flow').first().focus();
  await page.keyboard.press('ControlOrMeta+f');
  await expect(field).toBeFocused();
  await page.keyboard.type('nice to');
  const panel = page.getByRole('tabpanel', { name: 'Find' });
  await expect(panel.getByRole('status')).toHaveText('1 match in 1 node');
  await expectAccessible(page);
  await panel.getByRole('button', { name: /Nice to meet you/ }).click();
  await expect(page.locator('aside [data-path] .cm-content:focus')).toContainText('Nice to meet you');
  await panel.getByRole('button', { name: 'Match case' }).click();
  await expect(panel.getByRole('status')).toHaveText('No matches');
  await field.fill('Nice');
  await panel.getByRole('textbox', { name: 'Replace with' }).fill('Good');
  await panel.getByRole('button', { name: 'Replace all' }).click();
  await expect(panel.getByRole('status')).toHaveText('No matches');
  await page.getByRole('tab', { name: 'JSON' }).click();
  await expect(editorOf(page)).toContainText('Good to meet you');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(editorOf(page)).toContainText('Nice to meet you');
});
