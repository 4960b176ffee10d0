import type { Page } from '@playwright/test';
import { getDemo } from '../support/demo';
import { signIn } from '../support/sign-in';
import { expect, test } from '../support/test';

test.beforeEach(({ page }) => signIn(page));

const START = '/developers/reference/headless/start-a-session';
const nav = (page: Page) => page.getByRole('navigation', { name: 'Operations' });
const answer = (page: Page) => page.getByRole('region', { name: 'Response', exact: true });
const secret = (page: Page) => page.getByLabel('Key', { exact: true });

test('describes every API, and finds operations by typing', async ({ page }) => {
  await page.goto('/developers/reference');
  const apis = page.getByRole('list', { name: 'APIs' }).getByRole('listitem');
  await expect(apis).toHaveCount(6);
  for (const api of await apis.all()) await expect(api).toContainText(/\d+ operations/);
  await page.keyboard.press('/');
  await page.keyboard.type('sessions start');
  await expect(page).toHaveURL(/search=sessions\+start/);
  await expect(nav(page).getByRole('link', { name: /Start a session/ })).toBeVisible();
  await expect(nav(page).getByRole('link', { name: /Register a channel/ })).toBeHidden();
  await page.getByRole('searchbox').blur();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/developers\/reference\/headless\/start-a-session\?search=/);
  await expect(page.getByRole('heading', { name: 'Start a session', level: 1 })).toBeVisible();
});

test('shows the parameters and responses of an operation', async ({ page }) => {
  await page.goto('/developers/reference/headless/send-a-message-or-a-transfer-result');
  await expect(page.getByRole('region', { name: 'In the path' })).toContainText('sessionId');
  const body = page.getByRole('region', { name: /^Body/ });
  await expect(body).toContainText('transferResult');
  await body.getByRole('tab', { name: 'Example' }).click();
  await expect(body.getByText(/"text":/)).toBeVisible();
  const responses = page.getByRole('region', { name: 'Responses' });
  const expired = responses
    .getByRole('listitem')
    .filter({ hasText: 'SESSION_EXPIRED: The session has expired.' });
  await expect(expired.getByText('requestId')).toBeHidden();
  await expired.getByText('SESSION_EXPIRED').click();
  await expect(expired.getByText('requestId')).toBeVisible();
});

test('tries an operation with one’s own key, which stays in the tab', async ({ page }) => {
  const { apiKey } = getDemo();
  await page.goto(`${START}?try=1`);
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByText('Enter flowId.')).toBeVisible();
  await secret(page).fill(apiKey);
  await page.getByLabel('flowId').click();
  await page.getByRole('option', { name: 'Echo' }).click();
  const asked = page.waitForRequest((request) => request.url().endsWith('/sessions'));
  await page.getByRole('button', { name: 'Send' }).click();
  const headers = await (await asked).allHeaders();
  expect(headers.authorization).toBe(`Bearer ${apiKey}`);
  expect(headers.cookie).toBeUndefined();
  await expect(answer(page).getByRole('status')).toContainText('201');
  await expect(answer(page)).toContainText('awaiting_input');
  const curl = page.getByText(/^curl -X POST/);
  await expect(curl).toContainText('"Authorization: Bearer $PARLEY_API_KEY"');
  await expect(curl).not.toContainText(apiKey);
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage }) + document.cookie);
  expect(kept).not.toContain(apiKey);
  await page.goto('/developers/reference/headless/get-a-session?try=1');
  await expect(secret(page)).toHaveValue(apiKey);
  await page.getByLabel('sessionId').fill('0190f3c2-0000-7000-8000-000000000001');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(answer(page).getByRole('status')).toContainText('404');
  await expect(answer(page)).toContainText('NOT_FOUND');
});

test('shows an error for an unknown address', async ({ page }) => {
  await page.goto('/developers/reference/headless/no-such-thing');
  await expect(page.getByText('There is no such operation')).toBeVisible();
  await page.getByRole('link', { name: 'All APIs' }).click();
  await expect(page).toHaveURL('/developers/reference');
});
