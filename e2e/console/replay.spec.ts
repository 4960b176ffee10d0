import type { FlowDefinitionInput } from '@/server/engine/definition';
import { expectAccessible, expectNoSidewaysScroll } from '../support/accessibility';
import { manage } from '../support/manage';
import { signIn } from '../support/sign-in';
import { changeDraft, makeFlow, startFlow } from '../support/talk';
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
  await changeDraft(request, flowId, desk('shop'));

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
  await ends.getByRole('button', { name: 'Session 1, turn 2' }).click();
  const both = page.getByRole('dialog', { name: /^Session .* on this draft/ });
  await expect(
    both.getByText('Another end: they say something else after turn 2 of the session.'),
  ).toBeVisible();
  const recorded = both.getByRole('region', { name: 'Recorded', exact: true });
  await expect(recorded.locator('[aria-current]')).toContainText('The desk will call you.');
  await expect(recorded.locator('[data-parting]')).toContainText('desk');
  const now = both.getByRole('region', { name: 'On the draft', exact: true });
  await expect(now.locator('[aria-current]')).toContainText('Have a look at our shop.');
  await expect(now.locator('[data-parting]')).toContainText('shop');
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  const { items } = await manage<{ items: { status: string }[] }>(request, `/flows/${flowId}/replays`);
  expect(items.map(({ status }) => status)).toEqual(['completed']);
});

/** The flow with a call before the question is answered. */
function withCall(flow: FlowDefinitionInput): FlowDefinitionInput {
  const [ask, ...others] = flow.nodes;
  if (ask?.kind !== 'question') throw new Error('The flow begins with no question.');
  const call: FlowDefinitionInput['nodes'][number] = {
    ...{ id: 'look', kind: 'http', method: 'GET', url: 'https://crm.example.test/people' },
    exits: { success: 'which', failure: 'desk' },
  };
  return { ...flow, nodes: [{ ...ask, exits: { next: 'look' } }, call, ...others] };
}

test('sessions of one state are replayed, with an answer that the author gives for a call', async ({
  page,
  request,
}) => {
  const flowId = await makeFlow(request, desk('desk'));
  for (const text of ['a lamp', 'a chair']) await (await startFlow(request, flowId)).say(text);
  await startFlow(request, flowId);
  await changeDraft(request, flowId, withCall(desk('desk')));

  await page.goto(`/flows/${flowId}`);
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: /^Publish / });
  const section = dialog.getByRole('region', { name: 'What would this have said?' });
  await section.getByRole('button', { name: 'State' }).click();
  await page.getByRole('checkbox', { name: 'Completed' }).check();
  await page.keyboard.press('Escape');
  await section.getByRole('button', { name: 'Period' }).click();
  await page.getByRole('radio', { name: 'Last 7 days' }).check();
  await page.keyboard.press('Escape');
  await section.getByRole('button', { name: 'Replay' }).click();
  const missing = section.getByRole('region', { name: 'Calls without an answer' });
  await expect(missing.getByText('look: GET https://crm.example.test/people')).toBeVisible();
  await expect(missing.getByText('2 sessions')).toBeVisible();
  await missing.getByRole('button', { name: 'Give an answer' }).click();
  const answer = missing.getByRole('form', { name: 'Answer of look' });
  await answer.getByLabel('Body').fill('{"name": "Ada"}');
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await answer.getByRole('button', { name: 'Use this answer' }).click();
  await section.getByRole('button', { name: 'Replay' }).click();
  await expect(missing).toBeHidden();
  await expect(
    section.getByText(/of 2 sessions would go another way|2 sessions would go the same way/),
  ).toBeVisible();
  const { items } = await manage<{ items: object[] }>(request, `/flows/${flowId}/replays`);
  expect(items[0]).toMatchObject({
    search: { limit: 1_000, status: ['completed'], since: expect.any(String) },
    standIns: { look: [{ status: 200, body: { name: 'Ada' } }] },
  });
});
