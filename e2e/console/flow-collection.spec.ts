import { randomUUID } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from '../support/accessibility';
import { signIn } from '../support/sign-in';
import { expect, test } from '../support/test';

test.beforeEach(({ page }) => signIn(page));

const rowOf = (page: Page, name: string): Locator =>
  page.getByRole('table', { name: 'Flows' }).getByRole('row').filter({ hasText: name });

/** Creates a blank flow and returns to the list. */
async function createFlow(page: Page, name: string): Promise<void> {
  await page.goto('/flows');
  await page.getByRole('button', { name: 'New flow' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'New flow' });
  await dialog.getByLabel('Name', { exact: true }).fill(name);
  await dialog.getByRole('button', { name: 'Create flow' }).click();
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
  await page.goto('/flows');
}

async function choose(page: Page, name: string, action: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${name}`, exact: true }).click();
  await page.getByRole('menuitem', { name: action }).click();
}

async function filter(page: Page, by: string, value: string): Promise<void> {
  await page.getByRole('button', { name: by, exact: true }).click();
  await page.getByRole('radio', { name: value }).click();
  await page.keyboard.press('Escape');
}

test('archives a flow, and restores it under another slug', async ({ page }) => {
  const name = `Retired ${randomUUID().slice(0, 8)}`;
  const slug = name.toLowerCase().replace(' ', '-');
  await createFlow(page, name);
  await choose(page, name, 'Archive');
  const confirm = page.getByRole('alertdialog', { name: `Archive ${name}?` });
  await confirm.getByRole('textbox').fill(slug);
  await confirm.getByRole('button', { name: 'Archive flow' }).click();
  await expect(confirm).toBeHidden();
  await expect(rowOf(page, name)).toHaveCount(0);
  await createFlow(page, name);
  await filter(page, 'State', 'Archived');
  await expect(page).toHaveURL(/archived=1/);
  await expect(rowOf(page, name)).toContainText(slug);
  await expectAccessible(page);
  await choose(page, name, 'Restore');
  const dialog = page.getByRole('dialog', { name: `Restore ${name}` });
  await dialog.getByRole('button', { name: 'Restore flow' }).click();
  await expect(dialog.getByText('Another flow has this slug.')).toBeVisible();
  await dialog.getByLabel('Slug').fill(`${slug}-old`);
  await dialog.getByRole('button', { name: 'Restore flow' }).click();
  await expect(dialog).toBeHidden();
  await expect(rowOf(page, name)).toHaveCount(0);
  await page.goto('/flows');
  await expect(rowOf(page, `${slug}-old`)).toBeVisible();
});

test('tags flows, filters by a tag, and duplicates a flow with its tags', async ({ page }) => {
  const word = randomUUID().slice(0, 8);
  const [name, other] = [`Tagged ${word}`, `Other ${word}`];
  await createFlow(page, other);
  await createFlow(page, name);
  await choose(page, name, 'Tags');
  const dialog = page.getByRole('dialog', { name: `Tags of ${name}` });
  for (const tag of [`Bill ${word}`, 'Über uns']) {
    await dialog.getByLabel('Tag', { exact: true }).fill(tag);
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('list', { name: 'Tags' })).toContainText(tag);
  }
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(rowOf(page, name)).toContainText('Über uns');
  await filter(page, 'Tag', `Bill ${word}`);
  await expect(rowOf(page, name)).toBeVisible();
  await expect(rowOf(page, other)).toHaveCount(0);
  await expectNoSidewaysScroll(page);
  await choose(page, name, 'Duplicate');
  await page
    .getByRole('dialog', { name: `Duplicate ${name}` })
    .getByRole('button', { name: 'Duplicate' })
    .click();
  await expect(page.getByRole('heading', { name: `Copy of ${name}`, level: 1 })).toBeVisible();
  await page.goto(`/flows?tag=${encodeURIComponent(`bill ${word}`)}`);
  await expect(rowOf(page, `Copy of ${name}`)).toBeVisible();
});
