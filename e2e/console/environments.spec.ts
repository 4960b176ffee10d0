import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { expectAccessible, expectNoSidewaysScroll } from '../support/accessibility';
import { confirm } from '../support/confirm';
import { manage } from '../support/manage';
import { signIn } from '../support/sign-in';
import { changeDraft, makeFlow } from '../support/talk';
import { expect, test } from '../support/test';

test.beforeEach(({ page }) => signIn(page));

const FLOW: FlowDefinitionInput = { format: 1, start: 'e', nodes: [{ id: 'e', kind: 'end' }] };

async function choose(page: Page, name: string, action: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: action }).click();
}

test('gives an environment versions of a flow, compares it, rolls it back and removes it', async ({
  page,
  request,
}) => {
  const name = `staging-${randomUUID().slice(0, 8)}`;
  const flowId = await makeFlow(request, FLOW);
  await page.goto('/settings/environments');
  await page.getByRole('button', { name: 'Add environment' }).click();
  const adding = page.getByRole('dialog', { name: 'Add environment' });
  await adding.getByLabel('Name').fill('Staging');
  await adding.getByRole('button', { name: 'Create environment' }).click();
  await expect(adding.getByText('Use up to 32 lower-case letters')).toBeVisible();
  await adding.getByLabel('Name').fill(name);
  await expectAccessible(page);
  await adding.getByRole('button', { name: 'Create environment' }).click();
  await expect(page.getByRole('table', { name: 'Environments' })).toContainText(name);

  await page.goto(`/flows/${flowId}?tab=versions`);
  const card = page.getByRole('region', { name: 'Environments' });
  const row = card.getByRole('listitem').filter({ hasText: name });
  await expect(row).toContainText('v1');
  await changeDraft(request, flowId, { ...FLOW, start: 'f', nodes: [{ id: 'f', kind: 'end' }] });
  await manage(request, `/flows/${flowId}/publish`, { environment: null });
  await page.reload();
  await expect(card.getByRole('listitem').filter({ hasText: 'production' })).toContainText('v1');
  await row.getByRole('button', { name: `Promote a version to ${name}` }).click();
  const promoting = page.getByRole('dialog', { name: `Promote to ${name}` });
  await expect(promoting.getByLabel('Version 1')).toHaveValue('2');
  await promoting.getByRole('button', { name: 'Add a version' }).click();
  await promoting.getByLabel('Weight of v2').fill('3');
  await expect(promoting.getByText('Sessions: v2 75 %, v1 25 %')).toBeVisible();
  await expectAccessible(page);
  await promoting.getByRole('button', { name: 'Promote' }).click();
  await expect(promoting).toBeHidden();
  await expect(row).toContainText('v2 75 %, v1 25 %');
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
  await page.setViewportSize({ width: 1280, height: 800 });

  await page.goto('/settings/environments');
  await choose(page, name, 'Compare with production');
  const compared = page.getByRole('dialog', { name: `${name} and production` });
  await expect(compared.getByRole('row').filter({ hasText: 'v2 75 %, v1 25 %' })).toContainText('v1');
  await expectAccessible(page);
  await page.goto(`/flows/${flowId}?tab=versions`);
  await row.getByRole('button', { name: `Roll ${name} back to v1` }).click();
  await expect(row).toContainText('Roll back to v2 75 %, v1 25 %');

  await page.goto('/settings/environments');
  await choose(page, name, 'Remove');
  await confirm(page, 'Remove environment');
  await expect(page.getByRole('table', { name: 'Environments' })).not.toContainText(name);
});
