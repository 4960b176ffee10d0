import { expectAccessible, expectNoSidewaysScroll } from '../support/accessibility';
import { getDemo } from '../support/demo';
import { fillSignIn, signIn, signInByForm } from '../support/sign-in';
import { startApp } from '../support/start-app';
import { expect, test } from '../support/test';

const WRONG = 'The email or password is incorrect.';
const LIST_KEYS = '/api/trpc/apiKey.list?input=%7B%7D';

test('asks for a sign-in, and continues to the requested page', async ({ page }) => {
  const { email, password } = getDemo().console;
  const answer = await page.goto('/sessions?status=failed');
  expect(answer?.url()).toContain('/sign-in?callback=');
  await fillSignIn(page, email, password);
  await expect(page).toHaveURL('/sessions?status=failed');
  await expect(page.getByRole('heading', { name: 'Sessions', level: 1 })).toBeVisible();
});

test('ignores a callback to another site', async ({ page }) => {
  const { email, password } = getDemo().console;
  await page.goto('/sign-in?callback=%2F%5Cevil.test');
  await fillSignIn(page, email, password);
  await expect(page).toHaveURL('/');
});

test('answers alike for a wrong password and an unknown email', async ({ page }) => {
  await page.goto('/sign-in');
  for (const email of [getDemo().console.email, 'nobody@example.test']) {
    await fillSignIn(page, email, 'not the password');
    await expect(page.getByRole('alert').filter({ hasText: WRONG })).toBeVisible();
    await page.reload();
  }
});

test('does not call a password wrong that could not be checked', async ({ page, baseURL }) => {
  const { email, password } = getDemo().console;
  const url = `${baseURL}/api/auth/error?error=failed`;
  await page.route('**/callback/credentials*', (route) => route.fulfill({ status: 401, json: { url } }));
  await page.goto('/sign-in');
  await fillSignIn(page, email, password);
  const alert = page.getByRole('alert').filter({ hasText: 'password' });
  await expect(alert).toHaveText('The server could not check the password.Try again in a moment.');
});

test('throttles guessing', async ({ page }) => {
  await page.goto('/sign-in');
  const alert = page.getByRole('alert').filter({ hasText: /incorrect|Too many/ });
  for (let tries = 0; tries < 5; tries++) {
    const answered = page.waitForResponse((response) => response.url().includes('/callback/credentials'));
    await fillSignIn(page, 'guessed@example.test', `guess ${tries}`);
    await answered;
    await expect(alert).toContainText(WRONG);
  }
  await fillSignIn(page, 'guessed@example.test', 'one more');
  await expect(alert).toContainText('Too many attempts.');
  // The window starts with the first attempt.
  await expect(alert).toContainText(/Try again in 1[45] min\./);
});

test('keeps text typed before hydration, and sends it afterwards (early/held)', async ({ page }) => {
  const { email, password } = getDemo().console;
  let letCome = () => {};
  const held = new Promise<void>((resolve) => (letCome = resolve));
  await page.route('**/*.js', (route) => held.then(() => route.continue()));
  await page.goto('/sign-in', { waitUntil: 'commit' });
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByLabel('Password', { exact: true }).press('Enter');
  await expect(page.getByRole('button', { name: 'Sign in' })).toHaveAttribute('data-held', '');
  expect(new URL(page.url()).search).toBe('');
  letCome();
  await expect(page.getByRole('navigation', { name: 'Console' })).toBeVisible();
});

test('limits a sign-in to twelve hours by default', async ({ page }) => {
  const before = Math.floor(Date.now() / 1000);
  await signInByForm(page);
  const after = Math.ceil(Date.now() / 1000);
  const [cookie] = (await page.context().cookies()).filter(({ name }) => name.includes('session-token'));
  const lifetime = 12 * 3600;
  expect(cookie?.expires).toBeGreaterThanOrEqual(before + lifetime);
  expect(cookie?.expires).toBeLessThanOrEqual(after + lifetime);
});

test('ends the sign-in by signing out, also for calls', async ({ page }) => {
  await signInByForm(page);
  const [cookie] = (await page.context().cookies()).filter(({ name }) => name.includes('session-token'));
  expect(cookie).toMatchObject({
    httpOnly: true,
    sameSite: 'Lax',
    secure: false,
    name: 'next-auth.session-token',
  });
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await page.goto('/developers/api-keys');
  await expect(page).toHaveURL(/\/sign-in\?callback=%2Fdevelopers%2Fapi-keys$/);
  const answer = await page.request.get(LIST_KEYS);
  expect(answer.status()).toBe(401);
});

test('refuses a copied cookie once its sign-in has ended (sign-in/looked-up)', async ({
  page,
  playwright,
  baseURL,
}) => {
  await signInByForm(page);
  const copied = {
    cookie: (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; '),
  };
  const thief = await playwright.request.newContext({
    ...(baseURL && { baseURL }),
    extraHTTPHeaders: copied,
  });
  const ask = async () => (await thief.get(LIST_KEYS)).status();
  expect(await ask()).toBe(200);
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  expect(await ask()).toBe(401);
  // Requesting the session rewrites the cookie but does not make it valid again.
  await thief.get('/api/auth/session');
  expect(await ask()).toBe(401);
  await thief.dispose();
});

test('refuses requests that another site could send', async ({ page, baseURL }) => {
  await signInByForm(page);
  const input = { data: { name: 'Forged' } };
  const send = (headers: Record<string, string>) =>
    page.request.post('/api/trpc/flow.create', { headers, ...input });
  expect((await send({ origin: 'https://evil.test', 'sec-fetch-site': 'cross-site' })).status()).toBe(403);
  expect((await send({})).status()).toBe(403);
  const form = await page.request.post('/api/trpc/flow.create', {
    headers: { origin: baseURL ?? '' },
    multipart: { name: 'Forged' },
  });
  expect(form.status()).toBe(415);
  const flows = await page.request.get('/api/trpc/flow.list?input=%7B%22search%22%3A%22Forged%22%7D');
  expect((await flows.json()).result.data.items).toEqual([]);
});

test('refuses a malformed address', async ({ page }) => {
  for (const path of ['/%ff', '/sessions/%ff', '/api/trpc/%ff'])
    expect((await page.request.get(path)).status(), path).toBe(400);
});

test('is accessible and fits a phone', async ({ page }) => {
  await page.goto('/sign-in');
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
});

test('sets secure, host-bound and script-proof cookies over https', async ({ request }) => {
  const app = await startApp({ env: { PARLEY_PUBLIC_URL: 'https://parley.example' } });
  const host = 'parley.example';
  try {
    const first = await request.get(`${app.baseUrl}/api/auth/csrf`, { headers: { host } });
    const { csrfToken } = await first.json();
    const cookie = first
      .headersArray()
      .filter(({ name }) => name.toLowerCase() === 'set-cookie')
      .map(({ value }) => value.split(';')[0])
      .join('; ');
    const entered = await request.post(`${app.baseUrl}/api/auth/callback/credentials`, {
      headers: { cookie, host },
      form: { ...app.readDemo().console, csrfToken, json: 'true' },
      maxRedirects: 0,
    });
    const set = entered.headersArray().filter(({ name }) => name.toLowerCase() === 'set-cookie');
    expect(set.map(({ value }) => value.split('=')[0])).toContain('__Host-parley.session-token');
    for (const { value } of [
      ...set,
      ...first.headersArray().filter(({ name }) => /^set-cookie$/i.test(name)),
    ]) {
      expect(value).toMatch(/^__Host-/);
      for (const part of ['Secure', 'HttpOnly', 'SameSite=Lax', 'Path=/']) expect(value).toContain(part);
      expect(value).not.toContain('Domain=');
    }
  } finally {
    await app.remove();
  }
});

test('navigates once to the sign-in page when a sign-in ends, however slow that is', async ({ page }) => {
  await signIn(page);
  await page.goto('/sessions');
  await expect(page.getByRole('table', { name: 'Sessions' })).toBeVisible();
  let asked = 0;
  await page.route('**/sign-in?**', async (route) => {
    asked += 1;
    // The list keeps polling meanwhile and is refused again.
    await page.waitForResponse((response) => response.status() === 401);
    await route.continue();
  });
  await page.context().clearCookies();
  await expect(page).toHaveURL('/sign-in?callback=%2Fsessions');
  expect(asked).toBe(1);
});

test('lists a person’s sign-ins, and ends another one', async ({ page, browser, baseURL }) => {
  const origin = baseURL ?? '';
  const other = await browser.newContext({
    baseURL: origin,
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:139.0) Gecko/20100101 Firefox/139.0',
  });
  const elsewhere = await other.newPage();
  await elsewhere.goto('/sign-in');
  await fillSignIn(elsewhere, getDemo().console.email, getDemo().console.password);
  await expect(elsewhere.getByRole('navigation', { name: 'Console' })).toBeVisible();
  await elsewhere.goto('about:blank');
  await signInByForm(page);
  await page.goto('/settings/account');
  const table = page.getByRole('table', { name: 'Sign-ins' });
  const here = table.getByRole('row').filter({ hasText: 'This device' });
  await expect(here).toContainText('Chrome on Linux');
  const firefox = table.getByRole('row').filter({ hasText: 'Firefox on Linux' });
  await expect(firefox).toContainText('127.0.0.1');
  await expectAccessible(page);
  await firefox.getByRole('button', { name: 'Sign out of Firefox on Linux' }).click();
  await expect(firefox).toHaveCount(0);
  expect((await other.request.get(LIST_KEYS)).status()).toBe(401);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
  await other.close();
});
