import type { Page } from '@playwright/test';
import { FAILING } from '../api/support/flows';
import { expectAccessible } from '../support/accessibility';
import { getDemo } from '../support/demo';
import { signIn } from '../support/sign-in';
import { makeFlow, startFlow, startTalk } from '../support/talk';
import { expect, test } from '../support/test';

test.beforeEach(async ({ page }) => {
  await signIn(page);
  await page.goto('/');
});

const numbers = (page: Page) => page.getByRole('list', { name: 'Current numbers' }).getByRole('link');
const readLive = async (page: Page) =>
  Number(/[\d,]+/.exec((await numbers(page).first().textContent()) ?? '')?.[0].replaceAll(',', ''));

test('shows four current numbers that link to their lists', async ({ page, request }) => {
  await startTalk(request, 'echo');
  await page.reload();
  await expect(numbers(page)).toHaveText([/Live sessions/, /Turns a minute/, /p95/, /Failing deliveries/]);
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
  const before = await readLive(page);
  // Sessions of other tests end meanwhile, so one session may not change the rate.
  const readAfterAnother = async () => {
    await startTalk(request, 'echo');
    return readLive(page);
  };
  await expect.poll(readAfterAnother, { timeout: 20_000, intervals: [3_000] }).toBeGreaterThan(before);
  await page
    .getByRole('list', { name: 'Live sessions by state' })
    .getByRole('link', { name: 'Awaiting input' })
    .click();
  await expect(page).toHaveURL(/\/sessions\?status=awaiting_input/);
  await page.goBack();
  await numbers(page).last().click();
  await expect(page).toHaveURL(/\/deliveries\?status=dead/);
});

test('shows a request that starts a session, and lists that session', async ({ page, request }) => {
  const { apiKey } = getDemo();
  const code = await page.getByText(/^curl -s -X POST/).textContent();
  const url = /'(http[^']+)'/.exec(code ?? '')?.[1] ?? '';
  const started = await request.post(url, { headers: { authorization: `Bearer ${apiKey}` }, data: {} });
  expect(started.status()).toBe(201);
  const { sessionId } = await started.json();
  // Only the newest few are listed and other tests start some, so the test reads at once.
  await page.reload();
  const row = page.getByRole('table', { name: 'Recent sessions' }).getByRole('row');
  await row
    .filter({ hasText: sessionId.slice(-8) })
    .getByRole('link')
    .click();
  await expect(page).toHaveURL(`/sessions/${sessionId}`);
});

test('shows the charts of the range, by keyboard and as a table', async ({ page, request }) => {
  await startTalk(request, 'echo');
  await page.goto('/');
  await page.getByRole('radio', { name: 'Day' }).focus();
  await page.keyboard.press('ArrowLeft');
  await expect(page).toHaveURL('/?range=hour');
  const turns = page.getByRole('slider', { name: 'Turns' });
  await expect(turns).toHaveAttribute('aria-valuemax', '59');
  await page.reload();
  await expect(page.getByRole('radio', { name: 'Hour' })).toBeChecked();
  await turns.focus();
  const now = await turns.getAttribute('aria-valuetext');
  await page.keyboard.press('Home');
  await expect(turns).toHaveAttribute('aria-valuenow', '0');
  await expect(turns).not.toHaveAttribute('aria-valuetext', now ?? '');
  await page.getByRole('button', { name: 'Show as a table' }).click();
  const table = page.getByRole('table', { name: 'Counts for the last hour' });
  await expect(table.getByRole('columnheader')).toHaveCount(8);
});

test('is accessible: the table of counts', async ({ page, request }) => {
  await startTalk(request, 'echo');
  await page.goto('/?range=hour');
  await page.getByRole('button', { name: 'Show as a table' }).click();
  await expect(page.getByRole('table', { name: 'Counts for the last hour' })).toBeVisible();
  await expectAccessible(page);
});

test('lists a failed session among the needs', async ({ page, request }) => {
  const flowId = await makeFlow(request, FAILING);
  const { id } = await startFlow(request, flowId);
  await page.goto('/');
  const failed = page.getByRole('region', { name: /^Failed sessions/ });
  await failed.getByRole('link', { name: new RegExp(id.slice(-8)) }).click({ timeout: 20_000 });
  await expect(page).toHaveURL(`/sessions/${id}`);
});
