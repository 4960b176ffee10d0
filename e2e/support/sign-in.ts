import { type BrowserContext, expect, type Page, request } from '@playwright/test';
import { getDemo } from './demo';

type Cookies = Parameters<BrowserContext['addCookies']>[0];
type Credentials = { email: string; password: string };

/** Signs in over HTTP and returns the cookies. */
export async function fetchSignedIn(baseURL: string, credentials: Credentials): Promise<Cookies> {
  const client = await request.newContext({ baseURL });
  const { csrfToken } = await (await client.get('/api/auth/csrf')).json();
  await client.post('/api/auth/callback/credentials', { form: { ...credentials, csrfToken, json: 'true' } });
  const { cookies } = await client.storageState();
  await client.dispose();
  if (!cookies.some(({ name }) => name.includes('session-token')))
    throw new Error('The sign-in was refused.');
  return cookies;
}

// Below the 15 minutes of a fresh sign-in, with time for a test to run.
const FRESH_MS = 8 * 60_000;
let kept: { cookies: Cookies; at: number } | null = null;

/** Signs the page in as the demo owner with cookies shared by all tests for some minutes; opens no page. */
export async function signIn(page: Page): Promise<void> {
  const now = Date.now();
  if (!kept || now - kept.at > FRESH_MS) {
    const { E2E_BASE_URL = '', E2E_SIGNED_IN = '[]', E2E_SIGNED_IN_AT } = process.env;
    const isFresh = now - Number(E2E_SIGNED_IN_AT ?? 0) <= FRESH_MS;
    const cookies = isFresh
      ? (JSON.parse(E2E_SIGNED_IN) as Cookies)
      : await fetchSignedIn(E2E_BASE_URL, getDemo().console);
    kept = { cookies, at: isFresh ? Number(E2E_SIGNED_IN_AT) : now };
  }
  await page.context().addCookies(kept.cookies);
}

/** Signs the demo owner in through the form, and waits until the console is hydrated. */
export async function signInByForm(page: Page, { email, password } = getDemo().console): Promise<void> {
  await page.goto('/sign-in');
  await fillSignIn(page, email, password);
  await expect(page.getByRole('navigation', { name: 'Console' })).toBeVisible();
  await page.waitForLoadState();
}

/** Fills and submits the sign-in form. */
export async function fillSignIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}
