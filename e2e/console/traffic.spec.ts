import type { FlowDefinitionInput } from '@/server/engine/definition';
import { expectAccessible, expectNoSidewaysScroll } from '../support/accessibility';
import { getDemo } from '../support/demo';
import { signIn } from '../support/sign-in';
import { makeFlow, startFlow } from '../support/talk';
import { expect, test } from '../support/test';

test.beforeEach(({ page }) => signIn(page));

const SHOP: FlowDefinitionInput = {
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
      exits: { refund: 'order', else: 'shop' },
    },
    {
      ...{ id: 'order', kind: 'question', answer: { type: 'text' }, variable: 'order' },
      ...{ prompt: [{ type: 'text', text: 'Which order?' }], exits: { next: 'desk' } },
    },
    { id: 'desk', kind: 'end', text: 'The desk will call you.' },
    { id: 'shop', kind: 'end', text: 'Have a look at our shop.' },
  ],
};

test('an author sees where people leave, how many get from one place to another, and what they said', async ({
  page,
  request,
}) => {
  const flowId = await makeFlow(request, SHOP);
  const { orgId, apiKey } = getDemo();
  for (let count = 0; count < 6; count += 1) {
    const talk = await startFlow(request, flowId);
    await talk.say(count < 4 ? 'a refund, please' : 'a lamp');
    if (count === 0) await talk.say('number 7');
  }
  const headers = { authorization: `Bearer ${apiKey}` };
  const readOrders = async () => {
    const reply = await request.get(`/api/v1/orgs/${orgId}/flows/${flowId}/coverage?silentMinutes=1`, {
      headers,
    });
    const { nodes } = (await reply.json()) as { nodes: { node: string; sessions: number }[] };
    return nodes.map(({ node, sessions }) => `${node} ${String(sessions)}`);
  };
  await expect
    .poll(readOrders, { timeout: 30_000 })
    .toEqual(['ask 6', 'which 6', 'order 4', 'desk 1', 'shop 2']);

  await page.goto(`/flows/${flowId}`);
  await page.getByRole('tab', { name: 'Traffic' }).click();
  const traffic = page.getByRole('region', { name: 'Traffic' });
  await expect(traffic.getByText('6 sessions began in this period')).toBeVisible();
  const order = traffic.getByRole('group', { name: /^Question order/ });
  await expect(order.getByText('4 passed')).toBeVisible();
  await order.click();
  const panel = traffic.getByRole('complementary', { name: 'Picked place' });
  await expect(panel.getByText('4 sessions passed here.')).toBeVisible();
  await expect(panel.getByText('number 7')).toBeVisible();
  await expect(panel.getByRole('link', { name: 'Open session' })).toHaveCount(4);
  await expectAccessible(page);

  const canvas = traffic.getByRole('application').or(traffic.locator('.react-flow')).first();
  await canvas.press('Escape');
  await expect(panel.getByText('Pick a node or a wire')).toBeVisible();

  await traffic.getByText('All figures as a table').click();
  const table = traffic.getByRole('table', { name: 'Traffic by node and exit' });
  await expect(table.getByRole('row', { name: /refund.* 4 67 %/ })).toBeVisible();
  await table.getByRole('button', { name: 'Question ask', exact: true }).click();
  await panel.getByRole('button', { name: 'How many get from here to …' }).click();
  await table.getByRole('button', { name: 'End desk', exact: true }).click();
  await expect(panel.getByText('of 6 sessions, 1 got there afterwards (17 %).')).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
});

test('a flow without a published version, and a version without sessions, say so', async ({
  page,
  request,
}) => {
  const { orgId, apiKey } = getDemo();
  const made = await request.post(`/api/v1/orgs/${orgId}/flows`, {
    headers: { authorization: `Bearer ${apiKey}` },
    data: { name: 'Unpublished', definition: SHOP },
  });
  const { id } = (await made.json()) as { id: string };
  await page.goto(`/flows/${id}?tab=traffic`);
  await expect(page.getByText('No traffic yet')).toBeVisible();
  await page.goto(`/flows/${await makeFlow(request, SHOP)}?tab=traffic`);
  await expect(page.getByText('No session of this version began in this period.')).toBeVisible();
});
