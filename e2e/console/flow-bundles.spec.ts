import { randomUUID } from 'node:crypto';
import { expectAccessible } from '../support/accessibility';
import { getDemo } from '../support/demo';
import { signIn } from '../support/sign-in';
import { expect, test } from '../support/test';

test.beforeEach(({ page }) => signIn(page));

test('exports a flow with the flows that it calls, and imports the bundle', async ({ page, request }) => {
  const called = `called-${randomUUID().slice(0, 8)}`;
  const end = { id: 'e', kind: 'end' };
  const calls = { id: 'c', kind: 'subflow', flow: called, exits: { next: 'e' } };
  const { orgId, apiKey } = getDemo();
  const headers = { authorization: `Bearer ${apiKey}` };
  const put = async (slug: string, data: object) => {
    const saved = await request.put(`/api/v1/orgs/${orgId}/flows/${slug}`, { headers, data });
    return saved.json();
  };
  await put(called, { name: `Called ${called}`, definition: { format: 1, start: 'e', nodes: [end] } });
  const definition = { format: 1, start: 'c', nodes: [calls, end] };
  const { id, slug } = await put(`calls-${called}`, { name: `Calls ${called}`, definition });
  await page.goto(`/flows/${id}`);
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Export with called flows' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe(`${slug}.bundle.json`);
  await put(called, { definition: { format: 1, start: 'nowhere', nodes: [end] } });

  await page.goto('/flows?new=import');
  const dialog = page.getByRole('dialog', { name: 'Import flows' });
  await dialog.getByLabel('File').setInputFiles(await download.path());
  const flows = dialog.getByRole('region', { name: 'Flows of the bundle' });
  await expect(flows.getByRole('listitem').filter({ hasText: `Calls ${called}` })).toContainText('Unchanged');
  await expect(flows.getByRole('listitem').filter({ hasText: `Called ${called}` })).toContainText(
    'Draft is replaced',
  );
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Import flows' }).click();
  await expect(page.getByText('Flows: 0 created, 1 updated, 1 unchanged.')).toBeVisible();
  await expect(dialog).toBeHidden();

  await page.goto('/flows?new=import');
  const broken = { slug: 'broken', name: 'Broken', definition: { ...definition, start: 'nowhere' } };
  const buffer = Buffer.from(JSON.stringify({ format: 'parley.bundle', flows: [broken] }));
  const file = { name: 'broken.bundle.json', mimeType: 'application/json', buffer };
  await dialog.getByLabel('File').setInputFiles(file);
  const problems = dialog.getByRole('region', { name: 'Problems of the bundle' });
  await expect(problems.getByText('Fix these errors first')).toBeVisible();
  await expect(problems.getByRole('listitem').first()).toContainText('broken');
  await dialog.getByRole('button', { name: 'Import flows' }).click();
  await expect(dialog.getByRole('alert')).toContainText(/This bundle has .*problem/);
});
