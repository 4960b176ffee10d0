import { expect, type Page } from '@playwright/test';
import { getDemo } from './demo';

/** Signs the demo's owner in through the page, and waits until the console stands there. */
export async function signIn(page: Page, { email, password } = getDemo().console): Promise<void> {
  await page.goto('/sign-in');
  await fillSignIn(page, email, password);
  await expect(page.getByRole('navigation', { name: 'Rooms' })).toBeVisible();
}

/** Fills the sign-in form that is in sight and sends it. */
export async function fillSignIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}
