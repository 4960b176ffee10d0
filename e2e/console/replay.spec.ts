import type { FlowDefinitionInput } from '@/server/engine/definition';
import { expectAccessible, expectNoSidewaysScroll } from '../support/accessibility';
import { getDemo } from '../support/demo';
import { manage } from '../support/manage';
import { signIn } from '../support/sign-in';
import { makeFlow, startFlow } from '../support/talk';
import { expect, test } from '../support/test';

test.beforeEach(({ page }) => signIn(page));

/** Asks what somebody wants, and ends at the desk for a refund, else at the shop. */
const desk = (refundLeadsTo: 'desk' | 'shop'): FlowDefinitionInput => ({
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
      exits: { refund: refundLeadsTo, else: 'shop' },
    },
    { id: 'desk', kind: 'end', text: 'The desk will call you.' },
    { id: 'shop', kind: 'end', text: 'Have a look at our shop.' },
  ],
});

test('a change that moves one conversation of ten is seen before it is published', async ({
  page,
  request,
}) => {
  const flowId = await makeFlow(request, desk('desk'));
  for (let count = 0; count < 10; count += 1) {
    const talk = await startFlow(request, flowId);
    await talk.say(count === 3 ? 'a refund, please' : 'a lamp');
  }
  const { orgId, apiKey } = getDemo();
  const changed = await request.patch(`/api/v1/orgs/${orgId}/flows/${flowId}`, {
    headers: { authorization: `Bearer ${apiKey}` },
    data: { draft: desk('shop') },
  });
  expect(changed.ok(), await changed.text()).toBe(true);

  await page.goto(`/flows/${flowId}`);
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: /^Publish / });
  const section = dialog.getByRole('region', { name: 'What would this have said?' });
  await section.getByRole('button', { name: 'Replay' }).click();
  await expect(section.getByText('1 of 10 sessions would go another way.')).toBeVisible();
  const ends = section.getByRole('region', { name: 'Other ends' });
  await expect(ends.getByRole('row', { name: /desk shop 1/ })).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  const [session] = await Promise.all([
    page.waitForEvent('popup'),
    ends.getByRole('link', { name: 'Session 1, turn 2' }).click(),
  ]);
  await expect(session.getByText('a refund, please').first()).toBeVisible();
  const { items } = await manage<{ items: { status: string }[] }>(request, `/flows/${flowId}/replays`);
  expect(items.map(({ status }) => status)).toEqual(['completed']);
});
