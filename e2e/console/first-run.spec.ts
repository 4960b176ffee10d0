import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expectAccessible } from '../support/accessibility';
import { fillSignIn } from '../support/sign-in';
import { type RunningApp, startApp } from '../support/start-app';
import { expect, test } from '../support/test';

const EMAIL = 'grace@example.test';
const PASSWORD = 'nanoseconds of wire';
const NEXT = 'a bug in the relay';

// Starting another app takes time.
test.describe.configure({ mode: 'serial', timeout: 90_000 });

test.describe('a server without demo data', () => {
  let app: RunningApp;
  test.beforeAll(async () => {
    app = await startApp({ env: { PARLEY_DEMO: '0' } });
  });
  test.afterAll(() => app.remove());

  test('lets its first visitor become the owner, and nobody afterwards', async ({ page }) => {
    await page.goto(`${app.baseUrl}/flows`);
    await expect(page.getByRole('heading', { name: 'Set up this server' })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Create organization' }).click();
    await expect(page.getByText("Enter the organization's name.")).toBeVisible();
    const token = readFileSync(path.join(app.dataDir, 'setup-token'), 'utf8').trim();
    expect(statSync(path.join(app.dataDir, 'setup-token')).mode & 0o777).toBe(0o600);
    expect(app.output()).toContain(`/sign-up?token=${token}`);
    await page.getByLabel('Organization').fill('Harbor Freight Desk');
    await page.getByLabel('Your name').fill('Grace Hopper');
    await page.getByLabel('Email').fill('grace');
    await page.getByLabel('Password', { exact: true }).fill('short');
    await page.getByRole('button', { name: 'Create organization' }).click();
    await expect(page.getByText('This is not an email address.')).toBeVisible();
    await expect(page.getByText('Use at least 12 characters.')).toBeVisible();
    await page.getByLabel('Set-up token').fill('a guess');
    await page.getByLabel('Email').fill(EMAIL);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Create organization' }).click();
    await expect(page.getByText('This is not the set-up token.')).toBeVisible();
    await page.getByLabel('Set-up token').fill(token);
    await page.getByRole('button', { name: 'Create organization' }).click();
    await expect(page.getByRole('heading', { name: 'Harbor Freight Desk', level: 1 })).toBeVisible();
    expect(existsSync(path.join(app.dataDir, 'setup-token'))).toBe(false);
    await expect(page.getByRole('list', { name: 'First steps' }).getByRole('listitem')).toHaveCount(4);
    await expect(page.getByLabel('Done')).toHaveCount(0);
    await expect(page.getByText('No flow yet')).toBeVisible();
    await expect(page.getByText('No session yet')).toBeVisible();
    await expectAccessible(page);
    await page.goto(`${app.baseUrl}/developers/api-keys`);
    await expect(page.getByText('No API key yet')).toBeVisible();
    await page.goto(`${app.baseUrl}/settings/models`);
    await expect(page.getByText('No model has a price yet')).toBeVisible();
    await expectAccessible(page);
    // An open console page whose cookies are gone navigates to the sign-in page and interrupts other navigation.
    await page.goto('about:blank');
    await page.context().clearCookies();
    await page.goto(`${app.baseUrl}/sign-up`);
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  });

  test('ends every other sign-in when the password changes', async ({ page, browser }) => {
    const elsewhere = await (await browser.newContext({ baseURL: app.baseUrl })).newPage();
    for (const one of [page, elsewhere]) {
      await one.goto(`${app.baseUrl}/sign-in?callback=/settings/account`);
      await fillSignIn(one, EMAIL, PASSWORD);
      await expect(one.getByRole('heading', { name: 'Account', level: 1 })).toBeVisible();
    }
    const change = async (current: string, next: string) => {
      await page.getByLabel('Current password').fill(current);
      await page.getByLabel('New password').fill(next);
      await page.getByRole('button', { name: 'Change password' }).click();
    };
    await change('not this one', NEXT);
    await expect(page.getByText('This is not your current password.')).toBeVisible();
    // An open page would navigate by itself during the steps below.
    await elsewhere.goto('about:blank');
    await change(PASSWORD, NEXT);
    await expect(page.getByText('Password changed')).toBeVisible();
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Account', level: 1 })).toBeVisible();
    await elsewhere.goto(`${app.baseUrl}/settings/account`);
    await expect(elsewhere.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await fillSignIn(elsewhere, EMAIL, PASSWORD);
    await expect(elsewhere.getByRole('alert').filter({ hasText: 'incorrect' })).toBeVisible();
    await fillSignIn(elsewhere, EMAIL, NEXT);
    await expect(elsewhere.getByRole('heading', { name: 'Account', level: 1 })).toBeVisible();
    await elsewhere.context().close();
  });
});
