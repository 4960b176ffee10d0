import type { APIRequestContext, Page } from '@playwright/test';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { expectAccessible, expectNoSidewaysScroll } from '../support/accessibility';
import { getDemo } from '../support/demo';
import { manage } from '../support/manage';
import { signIn } from '../support/sign-in';
import { makeFlow, startFlow } from '../support/talk';
import { expect, test } from '../support/test';

test.beforeEach(({ page }) => signIn(page));

/** Asks what somebody wants, and ends at the desk for a refund, else at the shop. */
const desk = (shop: string): FlowDefinitionInput => ({
  format: 1,
  start: 'ask',
  nodes: [
    {
      ...{ id: 'ask', kind: 'question', answer: { type: 'text' }, variable: 'want' },
      ...{ prompt: [{ type: 'text', text: 'How can we help?' }], exits: { next: 'which' } },
    },
    {
      id: 'which',
      kind: 'condition',
      branches: [{ id: 'refund', when: 'want.includes("refund")' }],
      exits: { refund: 'desk', else: 'shop' },
    },
    { id: 'desk', kind: 'end', text: 'The desk will call you.' },
    { id: 'shop', kind: 'end', text: shop },
  ],
});
const SHOP = 'Have a look at our shop.';
type Named = { name: string };

async function change(request: APIRequestContext, method: 'patch' | 'put', path: string, data: object) {
  const { orgId, apiKey } = getDemo();
  const headers = { authorization: `Bearer ${apiKey}` };
  const answer = await request[method](`/api/v1/orgs/${orgId}/flows/${path}`, { headers, data });
  expect(answer.ok(), await answer.text()).toBe(true);
}
const saveDraft = (request: APIRequestContext, flowId: string, definition: FlowDefinitionInput) =>
  change(request, 'patch', flowId, { definition });
const saveTests = (request: APIRequestContext, flowId: string, tests: object[]) =>
  change(request, 'put', `${flowId}/tests`, { tests });
const listNames = async (request: APIRequestContext, flowId: string) =>
  (await manage<{ tests: Named[] }>(request, `/flows/${flowId}/tests`)).tests.map(({ name }) => name);

const openTests = async (page: Page, flowId: string) => {
  await page.goto(`/flows/${flowId}?view=tests`);
  return page.getByRole('region', { name: 'Tests', exact: true });
};

test('a test is written by hand, and fails while the draft is changed', async ({ page, request }) => {
  const flowId = await makeFlow(request, desk(SHOP));
  const panel = await openTests(page, flowId);
  await panel.getByRole('button', { name: 'New test' }).first().click();
  await panel.getByLabel('Name of the test').fill('Somebody wants a lamp');
  await panel.getByRole('button', { name: 'Add step' }).click();
  const step = panel.getByRole('region', { name: 'Step 1' });
  await step.getByLabel('Text', { exact: true }).fill('a lamp');
  await expect(step.getByText(SHOP)).toBeVisible();
  await step.getByRole('button', { name: 'Expect what came' }).click();
  await expect(panel.getByText('The test passes')).toBeVisible();
  await expect(panel.getByText('Saved', { exact: true })).toBeVisible();
  expect(await listNames(request, flowId)).toEqual(['Somebody wants a lamp']);

  await step.getByLabel('Expected message 1').fill('Goodbye.');
  await expect(step.getByText(/expected the message "Goodbye\."/)).toBeVisible();
  await expect(step.getByText('Came: Have a look at our shop.')).toBeVisible();
  await expect(panel.getByText('The test fails')).toBeVisible();
  const card = page.locator('.react-flow__node', { hasText: 'shop' });
  await expect(card.getByText(/expected the message/)).toBeVisible();
  await expectAccessible(page);
  await panel.getByRole('button', { name: 'Undo the change of the tests' }).click();
  await expect(panel.getByText('The test passes')).toBeVisible();

  await panel.getByRole('button', { name: 'Duplicate test' }).click();
  await expect(panel.getByText('All 2 tests pass')).toBeVisible();
  await panel.getByRole('button', { name: 'Delete test' }).click();
  await expect(panel.getByText('The test passes')).toBeVisible();
  await expect(panel.getByText('Saved', { exact: true })).toBeVisible();
  expect(await listNames(request, flowId)).toEqual(['Somebody wants a lamp']);
  await expectNoSidewaysScroll(page);
});

test('a session that is kept as a test stops a change, until a reason is given', async ({
  page,
  request,
}) => {
  const flowId = await makeFlow(request, desk(SHOP));
  const talk = await startFlow(request, flowId);
  await talk.say('a lamp');
  await page.goto(`/sessions/${talk.id}`);
  await page.getByRole('button', { name: 'Keep as a test' }).click();
  await expect(page.getByText('Kept as the test “a lamp → shop”.')).toBeVisible();
  await saveDraft(request, flowId, desk('The shop is closed.'));

  await page.goto(`/flows/${flowId}`);
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: /^Publish / });
  const failing = dialog.getByRole('region', { name: 'Tests that fail' });
  await expect(failing.getByText('a lamp → shop')).toBeVisible();
  const publish = dialog.getByRole('button', { name: 'Publish', exact: true });
  await expect(publish).toBeDisabled();
  await expectAccessible(page);
  await failing.getByLabel('Reason to publish all the same').fill('The shop is being rebuilt.');
  await publish.click();
  await expect(page.getByText('v2 is live.')).toBeVisible();
});

test('people who edit the tests at once do not overwrite each other', async ({ page, request }) => {
  const flowId = await makeFlow(request, desk(SHOP));
  await saveTests(request, flowId, [{ name: 'first' }]);
  const panel = await openTests(page, flowId);
  await panel.getByRole('button', { name: /first/ }).click();
  await saveTests(request, flowId, [{ name: 'theirs' }]);
  await panel.getByLabel('Name of the test').fill('mine');
  const conflict = panel.getByRole('alert');
  await expect(conflict.getByText(/Someone else saved the tests/)).toBeVisible();
  expect(await listNames(request, flowId)).toEqual(['theirs']);
  await conflict.getByRole('button', { name: 'Load theirs' }).click();
  await expect(panel.getByLabel('Name of the test')).toHaveValue('theirs');
  await expect(conflict).toBeHidden();
});

test('the sessions of last week become the fewest tests', async ({ page, request }) => {
  const flowId = await makeFlow(request, desk(SHOP));
  for (const words of ['a lamp', 'a refund', 'a chair', 'my refund']) {
    const talk = await startFlow(request, flowId);
    await talk.say(words);
  }
  const panel = await openTests(page, flowId);
  await panel.getByRole('button', { name: 'Make tests of last week' }).click();
  const dialog = page.getByRole('dialog', { name: 'Make tests of last week' });
  await dialog.getByRole('button', { name: 'Make tests' }).click();
  await expect(dialog.getByText('4 sessions were read. 2 tests were added.')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(panel.getByText('All 2 tests pass')).toBeVisible();
  await expect(panel.getByText(/exits are tested/)).toBeVisible();
});

test('a version shows its certificate', async ({ page, request }) => {
  const flowId = await makeFlow(request, desk('Order {{ order }} is gone.'));
  await page.goto(`/flows/${flowId}?tab=versions`);
  await page.getByRole('link', { name: 'v1' }).click();
  const dialog = page.getByRole('dialog', { name: /, version 1$/ });
  await dialog.getByRole('tab', { name: 'Certificate' }).click();
  const promises = dialog.getByRole('list', { name: 'Promises' });
  await expect(promises.getByRole('listitem')).toHaveCount(4);
  await expect(promises.getByText('Every node leads to an end or a person')).toBeVisible();
  await expect(promises.getByLabel('Does not hold')).toHaveCount(1);
  await expectAccessible(page);
});
