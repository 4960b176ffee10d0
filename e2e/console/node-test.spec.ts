import type { Page } from '@playwright/test';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { expectAccessible, expectNoSidewaysScroll } from '../support/accessibility';
import { choose, inspectorOf } from '../support/draw';
import { manage } from '../support/manage';
import { signIn } from '../support/sign-in';
import { makeFlow } from '../support/talk';
import { expect, test } from '../support/test';

test.beforeEach(({ page }) => signIn(page));

const looking = (url: string): FlowDefinitionInput => ({
  format: 1,
  start: 'look',
  variables: [{ name: 'order', default: 'none' }],
  nodes: [
    {
      ...{ id: 'look', kind: 'http', method: 'GET', url },
      save: [{ variable: 'state', value: 'response.body.status' }],
      exits: { success: 'end', failure: 'end' },
    },
    { id: 'end', kind: 'end' },
  ],
});

async function openTest(page: Page, flowId: string) {
  await page.goto(`/flows/${flowId}`);
  await choose(page, 'look');
  await inspectorOf(page).getByRole('button', { name: 'Test this node' }).click();
  return page.getByRole('dialog', { name: 'Test “look”' });
}

test('a call is tested with sample values, and its answer is kept as a stand-in', async ({
  page,
  request,
  baseURL,
}) => {
  const url = `${baseURL ?? ''}/demo/orders/{{ order }}`;
  const flowId = await makeFlow(request, looking(url));
  const dialog = await openTest(page, flowId);
  await expect(dialog.getByText('/orders/none')).toBeVisible();
  const value = dialog.getByRole('textbox', { name: 'Value of order' });
  await value.fill('12345');
  await value.blur();
  await expect(dialog.getByText('/orders/12345')).toBeVisible();
  await dialog.getByRole('button', { name: 'Send' }).click();
  const answer = dialog.getByRole('region', { name: 'Answer' });
  await expect(answer.getByText('Status 200')).toBeVisible();
  await expect(answer.getByText('Goes on by the exit “success”.')).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await dialog.getByRole('button', { name: 'Keep as a stand-in' }).click();
  await expect(page.getByText('Kept. The test uses this answer in place of a call.')).toBeVisible();
  const { tests } = await manage<{ tests: object[] }>(request, `/flows/${flowId}/tests`);
  expect(tests).toMatchObject([
    { name: 'New test', answers: { look: [{ type: 'response', status: 200, body: expect.anything() }] } },
  ]);

  const again = await openTest(page, flowId);
  await expect(again.getByRole('textbox', { name: 'Value of order' })).toHaveValue('12345');
});

test('a failure is shown with its reason', async ({ page, request }) => {
  const flowId = await makeFlow(request, looking('http://10.0.0.1/{{ order }}'));
  const dialog = await openTest(page, flowId);
  await dialog.getByRole('button', { name: 'Send' }).click();
  const answer = dialog.getByRole('region', { name: 'Answer' });
  await expect(answer.getByText('No response')).toBeVisible();
  await expect(answer.getByText('Goes on by the exit “failure”.')).toBeVisible();
});
