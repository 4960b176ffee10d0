import { type Browser, expect, type Page } from '@playwright/test';

export const newEmail = () => `person-${crypto.randomUUID().slice(0, 8)}@example.test`;

/** Invites somebody in the signed-in page and returns the invitation link; its dialog stays open. */
export async function invite(page: Page, email: string, role: string): Promise<string> {
  await page.goto('/settings/members');
  await page.getByRole('button', { name: 'Invite' }).click();
  const dialog = page.getByRole('dialog', { name: 'Invite a member' });
  await dialog.getByLabel('Email').fill(email);
  await dialog.getByRole('radio', { name: new RegExp(`^${role}`) }).check();
  await dialog.getByRole('button', { name: 'Make the link' }).click();
  const link = (await page.getByTestId('secret').textContent()) ?? '';
  await expect(page.getByText('Nothing was mailed')).toBeVisible();
  return link;
}

/** Opens the link in a browser without a sign-in. */
export async function openLink(browser: Browser, link: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(link);
  return page;
}
