import type { Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from '../support/accessibility';
import { confirm } from '../support/confirm';
import { getDemo } from '../support/demo';
import { signIn } from '../support/sign-in';
import { expect, test } from '../support/test';

test.beforeEach(({ page }) => signIn(page));

const rowsOf = (page: Page) => page.getByRole('table', { name: 'Requests' }).getByRole('row');

test('lists the requests of a key, and revokes it', async ({ page, request }) => {
  const { orgId, apiKey, flows } = getDemo();
  const name = `Shop ${crypto.randomUUID().slice(0, 8)}`;
  const made = await request.post(`/api/v1/orgs/${orgId}/api-keys`, {
    headers: { authorization: `Bearer ${apiKey}` },
    data: { name, scopes: ['sessions:read', 'sessions:write'] },
  });
  const { secret } = await made.json();
  const headers = { authorization: `Bearer ${secret}` };

  await page.goto('/developers/api-keys');
  await page.getByRole('link', { name }).click();
  await expect(page.getByRole('heading', { name })).toBeVisible();
  await expect(page.getByText('Not used yet')).toBeVisible();

  const base = `/cgw/process/v1/orgs/${orgId}`;
  const started = await request.post(`${base}/flows/${flows.echo ?? ''}/sessions`, { headers, data: {} });
  const { sessionId } = await started.json();
  await request.get(`/api/v1/orgs/${orgId}/flows`, { headers });
  const success = rowsOf(page).filter({ hasText: '/sessions' });
  // An id may contain these digits too, so the test reads the cell.
  const refused = rowsOf(page).filter({ has: page.getByRole('cell', { name: '403', exact: true }) });
  await expect(success).toContainText('201');
  await expect(refused).toContainText('/flows');
  await expect(success.getByRole('link')).toHaveText(sessionId.slice(-8));
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Outcome' }).click();
  await page.getByRole('radio', { name: 'Refused (4xx)' }).click();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/outcome=4/);
  await expect(success).toBeHidden();
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Revoke' }).click();
  await confirm(page, 'Revoke key');
  await expect(page.getByText('Revoked').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Revoke' })).toBeHidden();
});
