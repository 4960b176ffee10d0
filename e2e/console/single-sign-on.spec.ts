import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessibility';
import { type Issuer, startFakeIssuer } from '../support/fake-issuer';
import { fetchSignedIn, fillSignIn } from '../support/sign-in';
import { type RunningApp, startApp } from '../support/start-app';
import { expect, test } from '../support/test';

// Starting another app takes time.
test.describe.configure({ mode: 'serial', timeout: 90_000 });

test.describe('a server with an identity provider', () => {
  let issuer: Issuer;
  let app: RunningApp;
  test.beforeAll(async () => {
    issuer = await startFakeIssuer();
    app = await startApp({
      env: {
        PARLEY_OIDC_ISSUER: issuer.url,
        PARLEY_OIDC_CLIENT_ID: 'parley-test',
        PARLEY_OIDC_CLIENT_SECRET: 'secret',
        PARLEY_OIDC_NAME: 'Harbor ID',
      },
    });
  });
  test.afterAll(async () => {
    await app.remove();
    await issuer.close();
  });

  test('signs a member in, and continues to the requested page', async ({ page }) => {
    issuer.become({ email: app.readDemo().console.email.toUpperCase(), verified: true });
    await page.goto(`${app.baseUrl}/settings/account`);
    await page.getByRole('button', { name: 'Continue with Harbor ID' }).click();
    await expect(page).toHaveURL(`${app.baseUrl}/settings/account`);
    await expect(page.getByRole('heading', { name: 'Account', level: 1 })).toBeVisible();
  });

  const ofOwner = (claims: object) => ({ email: app.readDemo().console.email, ...claims });
  for (const [who, claim, sentence] of [
    [
      'a stranger',
      () => ({ sub: 's', email: 'stranger@example.test', email_verified: true }),
      'This account does not belong to an organization on this server.',
    ],
    [
      'an address that nobody verified',
      () => ofOwner({ sub: 'x', email_verified: false }),
      'Your identity provider has not confirmed your email address.',
    ],
    [
      'an address that it says nothing of',
      () => ofOwner({ sub: 'x' }),
      'Your identity provider has not confirmed your email address.',
    ],
    [
      'another account there with the address of a member',
      () => ofOwner({ sub: 'somebody else', email_verified: true }),
      'Your account here is linked to another account at your identity provider.',
    ],
    [
      'an account whose details cannot be kept',
      () => ofOwner({ sub: 'a\u0000b', email_verified: true }),
      'Your identity provider sent account details that cannot be used.',
    ],
  ] as const)
    test(`refuses ${who}`, async ({ page }) => {
      issuer.claim(claim());
      await page.goto(`${app.baseUrl}/sign-in`);
      await page.getByRole('button', { name: 'Continue with Harbor ID' }).click();
      await expect(page.getByText(sentence)).toBeVisible();
      await page.goto(app.baseUrl);
      await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    });

  test('ends credentials that somebody else prepared in a person’s name, and notifies them', async ({
    page,
    browser,
  }) => {
    const email = 'stranger@harbor.example';
    const password = 'violet tram, four kites';
    const admin = await browser.newContext({ baseURL: app.baseUrl });
    await admin.addCookies(await fetchSignedIn(app.baseUrl, app.readDemo().console));
    const owner = await admin.newPage();
    await owner.goto('/settings/members');
    const link = await inviteByLink(owner, email);
    await admin.close();
    const prepared = await (await browser.newContext()).newPage();
    await prepared.goto(link);
    await prepared.getByLabel('Your name').fill('Prepared');
    await prepared.getByLabel('Password', { exact: true }).fill(password);
    await prepared.getByRole('button', { name: /^Join/ }).click();
    await expect(prepared.getByRole('navigation', { name: 'Console' })).toBeVisible();
    await prepared.goto('about:blank');

    issuer.claim({ sub: 'the stranger', email, email_verified: true });
    await page.goto(`${app.baseUrl}/sign-in`);
    await page.getByRole('button', { name: 'Continue with Harbor ID' }).click();
    const notice = page.getByRole('region', { name: 'About your account' });
    await expect(notice).toContainText('The earlier password of this account no longer works.');
    await expectAccessible(page);
    await notice.getByRole('button', { name: 'Dismiss' }).click();
    await expect(notice).toHaveCount(0);
    await page.reload();
    await expect(page.getByRole('navigation', { name: 'Console' })).toBeVisible();
    await expect(notice).toHaveCount(0);

    await prepared.goto(`${app.baseUrl}/settings/account`);
    await fillSignIn(prepared, email, password);
    await expect(prepared.getByRole('alert').filter({ hasText: 'incorrect' })).toBeVisible();
    await prepared.context().close();
  });
});

async function inviteByLink(page: Page, email: string): Promise<string> {
  await page.getByRole('button', { name: 'Invite' }).click();
  const dialog = page.getByRole('dialog', { name: 'Invite a member' });
  await dialog.getByLabel('Email').fill(email);
  await dialog.getByRole('button', { name: 'Make the link' }).click();
  return (await page.getByTestId('secret').textContent()) ?? '';
}
