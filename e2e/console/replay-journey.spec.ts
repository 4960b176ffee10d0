import type { APIRequestContext, Page } from '@playwright/test';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { signIn } from '../support/sign-in';
import { changeDraft, makeFlow, startFlow, type Talk } from '../support/talk';
import { expect, test } from '../support/test';

/*
 * Real conversations and a change: one of a hundred breaks and is caught before publishing, becomes a test, and the change is fixed
 * and published. Then three running sessions move to the new version, one stays with its reason, and a fork continues it.
 */

type Words = { refundLeadsTo: 'desk' | 'shop'; phone: string };

/** Asks what somebody wants: a refund, a call, or anything else, which the shop has. */
const desk = ({ refundLeadsTo, phone }: Words): FlowDefinitionInput => ({
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
      branches: [
        { id: 'refund', when: 'want.includes("refund")' },
        { id: 'call', when: 'want.includes("call")' },
      ],
      exits: { refund: refundLeadsTo, call: 'phone', else: 'shop' },
    },
    { id: 'desk', kind: 'end', text: 'The desk will write to you.' },
    {
      id: 'shop',
      kind: 'message',
      messages: [{ type: 'text', text: 'Our shop has it.' }],
      exits: { next: 'more' },
    },
    {
      ...{ id: 'more', kind: 'question', answer: { type: 'text' }, variable: 'more' },
      ...{ prompt: [{ type: 'text', text: 'Anything else?' }], exits: { next: 'bye' } },
    },
    {
      ...{ id: 'phone', kind: 'question', answer: { type: 'text' }, variable: 'phone' },
      ...{ prompt: [{ type: 'text', text: phone }], exits: { next: 'bye' } },
    },
    { id: 'bye', kind: 'end', text: 'Goodbye.' },
  ],
});
const FIRST: Words = { refundLeadsTo: 'desk', phone: 'Which number?' };

test.beforeEach(({ page }) => signIn(page));

test('a change that breaks one conversation of a hundred is caught, tested, fixed and rolled out', async ({
  page,
  request,
}) => {
  test.slow();
  const flowId = await makeFlow(request, desk(FIRST));
  const waiting = await test.step('a hundred conversations', () => converse(request, flowId));

  await test.step('the change is caught before it is published, and kept as a test', async () => {
    await changeDraft(request, flowId, desk({ ...FIRST, refundLeadsTo: 'shop' }));
    const dialog = await openPublish(page, flowId);
    const section = dialog.getByRole('region', { name: 'What would this have said?' });
    await section.getByRole('button', { name: 'Replay' }).click();
    await expect(section.getByText('1 of 100 sessions would go another way.')).toBeVisible();
    await section
      .getByRole('button', { name: /as a test/ })
      .first()
      .click();
    await expect(page.getByText(/Kept as the test/)).toBeVisible();
  });

  await test.step('the test refuses the change', async () => {
    const dialog = await openPublish(page, flowId);
    await expect(dialog.getByRole('region', { name: 'Tests that fail' })).toBeVisible();
    await expect(dialog.getByRole('button', { name: 'Publish', exact: true })).toBeDisabled();
  });

  await test.step('the fixed change is published', async () => {
    await changeDraft(request, flowId, desk({ ...FIRST, phone: 'Which number, please?' }));
    const dialog = await openPublish(page, flowId);
    await dialog.getByRole('button', { name: 'Publish', exact: true }).click();
    await expect(page.getByText('v2 is live.')).toBeVisible();
  });

  await test.step('three running sessions move, and one says why it stays', async () => {
    await page.goto(`/flows/${flowId}?tab=versions`);
    const running = page.getByRole('region', { name: 'Running sessions', exact: true });
    await running.getByRole('button', { name: 'Move those that can to v2' }).click();
    await expect(running.getByText('3 sessions were moved to v2; 1 stays on its version.')).toBeVisible();
    const row = running.getByRole('row', { name: /The new version would have said something else. 1/ });
    await expect(row.getByRole('link')).toHaveAttribute('href', `/sessions/${waiting.caller.id}`);
    await waiting.shopper.say('no');
  });

  await test.step('a fork continues the one that stays, on the new version', async () => {
    await page.goto(`/sessions/${waiting.caller.id}`);
    await page.getByRole('button', { name: 'Continue from here' }).click();
    const dialog = page.getByRole('dialog', { name: 'Continue from turn 2' });
    await dialog.getByRole('combobox', { name: 'Continue on' }).click();
    await page.getByRole('option', { name: /^Version 2/ }).click();
    await dialog.getByRole('button', { name: 'Start a test session' }).click();
    await expect(page.getByRole('region', { name: 'Continues' })).toContainText('at phone.');
    const transcript = page.getByRole('list', { name: 'Transcript' });
    await expect(transcript).toContainText('Which number, please?');
    await page.getByRole('textbox', { name: 'Message as the person' }).fill('030 1234');
    await page.keyboard.press('Enter');
    await expect(transcript).toContainText('Goodbye.');
  });
});

/** Holds 100 conversations, of which four wait: three in the shop, and one for a telephone number. */
async function converse(
  request: APIRequestContext,
  flowId: string,
): Promise<{ caller: Talk; shopper: Talk }> {
  const talk = async (...words: string[]) => {
    const begun = await startFlow(request, flowId);
    for (const text of words) await begun.say(text);
    return begun;
  };
  for (let count = 0; count < 95; count += 5)
    await Promise.all(Array.from({ length: 5 }, () => talk('a lamp', 'no')));
  await talk('a refund, please');
  const [shopper] = await Promise.all([talk('a lamp'), talk('a chair'), talk('a table')]);
  return { caller: await talk('please call me'), shopper };
}

async function openPublish(page: Page, flowId: string) {
  await page.goto(`/flows/${flowId}`);
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  return page.getByRole('dialog', { name: /^Publish / });
}
