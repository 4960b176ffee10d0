import { type Issuer, startFakeIssuer } from '../support/fake-issuer';
import { type RunningApp, startApp } from '../support/start-app';
import { expect, test } from '../support/test';

// An app of its own has to start first.
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

  test('lets a member in, and to where they wanted to go', async ({ page }) => {
    issuer.become({ email: app.readDemo().console.email.toUpperCase(), verified: true });
    await page.goto(`${app.baseUrl}/settings/account`);
    await page.getByRole('button', { name: 'Continue with Harbor ID' }).click();
    await expect(page).toHaveURL(`${app.baseUrl}/settings/account`);
    await expect(page.getByRole('heading', { name: 'Account', level: 1 })).toBeVisible();
  });

  for (const [who, verified, own] of [
    ['a stranger', true, false],
    ['an address that nobody verified', false, true],
  ] as const)
    test(`keeps ${who} out`, async ({ page }) => {
      issuer.become({ email: own ? app.readDemo().console.email : 'stranger@example.test', verified });
      await page.goto(`${app.baseUrl}/sign-in`);
      await page.getByRole('button', { name: 'Continue with Harbor ID' }).click();
      await expect(page.getByText('That account has no place here.')).toBeVisible();
      await page.goto(app.baseUrl);
      await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    });
});
