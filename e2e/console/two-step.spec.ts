import type { Browser, Page } from '@playwright/test';
import { TOTP } from 'otpauth';
import { Client } from 'pg';
import { findEmbeddedUrl } from '@/server/db/embedded/embedded';
import { expectAccessible } from '../support/accessibility';
import { fillSignIn, signInByForm } from '../support/sign-in';
import { type RunningApp, startApp } from '../support/start-app';
import { expect, test } from '../support/test';

/*
 * Two-step sign-in and fresh sign-ins, on a separate server, because the organization comes to require two-step
 * sign-in. Waits of minutes are replaced by database writes: sign-ins are made old, and used time steps are reset.
 */

const PASSWORD = 'correct horse battery';
let app: RunningApp;
let db: Client;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  app = await startApp();
  db = new Client((await findEmbeddedUrl(`${app.dataDir}/postgres`)) ?? undefined);
  await db.connect();
});
test.afterAll(async () => {
  await db.end();
  await app.remove();
});

const ageSignIns = () => db.query(`UPDATE sign_ins SET authenticated_at = now() - interval '20 minutes'`);
const toCode = async (secret: string) => {
  await db.query('UPDATE factors SET last_step = 0');
  return new TOTP({ secret }).generate();
};

async function openPage(browser: Browser, path = '/sign-in'): Promise<Page> {
  const context = await browser.newContext({ baseURL: app.baseUrl });
  const page = await context.newPage();
  await page.goto(path);
  return page;
}

async function openOwner(browser: Browser): Promise<Page> {
  const page = await openPage(browser);
  await signInByForm(page, app.readDemo().console);
  return page;
}

async function enroll(page: Page): Promise<{ secret: string; codes: string[] }> {
  const secret = ((await page.getByTestId('factor-secret').textContent()) ?? '').replaceAll(' ', '');
  await page.getByLabel('Code', { exact: true }).fill('000000');
  await page.getByRole('button', { name: 'Turn on' }).click();
  await expect(page.getByText('This code is not valid.')).toBeVisible();
  await page.getByLabel('Code', { exact: true }).fill(await toCode(secret));
  await page.getByRole('button', { name: 'Turn on' }).click();
  const list = page.getByRole('list', { name: 'Recovery codes' });
  await expect(list.getByRole('listitem')).toHaveCount(10);
  const codes = await list.getByRole('listitem').allTextContents();
  await page.getByRole('button', { name: 'I have saved them' }).click();
  return { secret, codes };
}

test('signs in with a code and with a recovery code after the set-up', async ({ browser }) => {
  const owner = await openOwner(browser);
  await owner.goto('/settings/members');
  await owner.getByRole('button', { name: 'Invite' }).click();
  await owner.getByRole('dialog').getByLabel('Email').fill('ada@example.test');
  await owner.getByRole('button', { name: 'Make the link' }).click();
  const page = await openPage(browser, (await owner.getByTestId('secret').textContent()) ?? '');
  await page.getByLabel('Your name').fill('Ada');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: /^Join/ }).click();
  await expect(page.getByRole('navigation', { name: 'Console' })).toBeVisible();

  await page.goto('/settings/account');
  await page.getByRole('button', { name: 'Set up' }).click();
  await expect(page.getByRole('img', { name: 'QR code for the authenticator app' })).toBeVisible();
  await expectAccessible(page);
  const { secret, codes } = await enroll(page);
  await expect(page.getByText('10 recovery codes are left.')).toBeVisible();

  const again = await openPage(browser);
  await fillSignIn(again, 'ada@example.test', 'not the password');
  await expect(again.getByText('The email or password is incorrect.')).toBeVisible();
  await fillSignIn(again, 'ada@example.test', PASSWORD);
  await expect(again.getByRole('heading', { name: 'Enter your code' })).toBeVisible();
  await expectAccessible(again);
  await again.getByLabel('Code', { exact: true }).fill('123456');
  await again.getByRole('button', { name: 'Sign in' }).click();
  await expect(again.getByText('This code is not valid.')).toBeVisible();
  await again.getByLabel('Code', { exact: true }).fill(await toCode(secret));
  await again.getByRole('button', { name: 'Sign in' }).click();
  await expect(again.getByRole('navigation', { name: 'Console' })).toBeVisible();

  const byRecovery = await openPage(browser);
  await fillSignIn(byRecovery, 'ada@example.test', PASSWORD);
  await byRecovery.getByLabel('Code', { exact: true }).fill(codes[0]?.toLowerCase() ?? '');
  await byRecovery.getByRole('button', { name: 'Sign in' }).click();
  await expect(byRecovery.getByRole('navigation', { name: 'Console' })).toBeVisible();
  await byRecovery.goto('/settings/account');
  await expect(byRecovery.getByText('9 recovery codes are left.')).toBeVisible();

  await ageSignIns();
  await byRecovery.getByRole('button', { name: 'Turn off' }).click();
  const turnOff = byRecovery.getByRole('dialog', { name: 'Turn off two-step sign-in?' });
  await turnOff.getByLabel('Code', { exact: true }).fill(codes[1] ?? '');
  await turnOff.getByRole('button', { name: 'Turn off' }).click();
  const confirm = byRecovery.getByRole('dialog', { name: 'Confirm your identity' });
  await confirm.getByLabel('Your password').fill(PASSWORD);
  await confirm.getByLabel('Code', { exact: true }).fill(codes[2] ?? '');
  await confirm.getByRole('button', { name: 'Confirm' }).click();
  await expect(
    byRecovery.getByText('Protects your account when someone learns your password.'),
  ).toBeVisible();
});

test('asks for a fresh sign-in before a sensitive action, and continues it', async ({ browser }) => {
  const page = await openOwner(browser);
  await page.goto('/developers/api-keys?new=1');
  await ageSignIns();
  const make = page.getByRole('dialog', { name: 'New API key' });
  await make.getByRole('textbox', { name: 'Name' }).fill('Made late');
  await make.getByRole('button', { name: 'Create key' }).click();
  const confirm = page.getByRole('dialog', { name: 'Confirm your identity' });
  await expect(confirm).toBeVisible();
  await expectAccessible(page);
  await confirm.getByLabel('Your password').fill('not the password');
  await confirm.getByRole('button', { name: 'Confirm' }).click();
  await expect(confirm.getByText('This is not your password.')).toBeVisible();
  await confirm.getByLabel('Your password').fill(app.readDemo().console.password);
  await confirm.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByTestId('secret')).toBeVisible();
});

test('refuses an action that is not confirmed, and says why', async ({ browser }) => {
  const page = await openOwner(browser);
  await page.goto('/settings/general');
  await ageSignIns();
  await page.getByLabel('Organization', { exact: true }).fill('Renamed');
  await page.getByRole('button', { name: 'Save name' }).click();
  await page
    .getByRole('dialog', { name: 'Confirm your identity' })
    .getByRole('button', { name: 'Cancel' })
    .click();
  await expect(page.getByText('Confirm your identity.')).toBeVisible();
});

test('resets a password by a handed-over link without mail', async ({ browser }) => {
  const owner = await openOwner(browser);
  await owner.goto('/settings/members');
  await owner.getByRole('button', { name: 'Actions for Ada' }).click();
  await owner.getByRole('menuitem', { name: 'Reset password' }).click();
  await owner.getByRole('button', { name: 'Create a reset link' }).click();
  const link = (await owner.getByTestId('secret').textContent()) ?? '';
  await expectAccessible(owner);
  const page = await openPage(browser, '/forgot-password');
  await expect(page.getByText('This server does not send mail.')).toBeVisible();
  await page.goto(link);
  await page.getByLabel('New password', { exact: true }).fill(`${PASSWORD} 2`);
  await page.getByRole('button', { name: 'Save the password' }).click();
  await expect(page.getByRole('heading', { name: 'Your password is saved' })).toBeVisible();
});

test('makes members set it up first in an organization that requires it', async ({ browser }) => {
  const owner = await openOwner(browser);
  await owner.goto('/settings/general');
  await owner.getByRole('switch', { name: 'Require it of all members' }).click();
  await expect(owner.getByRole('heading', { name: 'Set up two-step sign-in' })).toBeVisible();
  const refused = await owner.request.get('/api/trpc/session.list?input=%7B%7D', {
    headers: { 'sec-fetch-site': 'same-origin' },
  });
  expect(refused.status()).toBe(403);
  await expectAccessible(owner);
  await owner.getByRole('button', { name: 'Set up' }).click();
  const { secret } = await enroll(owner);
  await expect(owner).toHaveURL(/\/settings\/general/);
  await expect(owner.getByRole('switch', { name: 'Require it of all members' })).toBeChecked();
  expect(await toCode(secret)).toMatch(/^\d{6}$/);
});
