import type { FlowDefinitionInput } from '@/server/engine/definition';
import { expectAccessible, expectNoSidewaysScroll } from '../support/accessibility';
import { node } from '../support/draw';
import { manage } from '../support/manage';
import { signIn } from '../support/sign-in';
import { makeFlow } from '../support/talk';
import { expect, test } from '../support/test';

test.beforeEach(({ page }) => signIn(page));

/** Ends in silence after an empty answer. */
const silent: FlowDefinitionInput = {
  format: 1,
  start: 'name',
  nodes: [
    {
      ...{ id: 'name', kind: 'question', answer: { type: 'text' }, variable: 'name', retries: { max: 0 } },
      ...{ prompt: [{ type: 'text', text: 'What is your name?' }], exits: { next: 'bye', invalid: 'stop' } },
    },
    { id: 'bye', kind: 'end', text: 'Goodbye, {{ name }}.' },
    { id: 'stop', kind: 'end', label: 'No name' },
  ],
};

test('strange people find a conversation that ends in silence, which is shown and kept as a test', async ({
  page,
  request,
}) => {
  const flowId = await makeFlow(request, silent);
  await page.goto(`/flows/${flowId}`);
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Try 5,000 strange people' }).click();
  const dialog = page.getByRole('dialog', { name: 'Try 5,000 strange people' });
  await dialog.getByRole('button', { name: 'Start' }).click();
  await expect(
    dialog.getByText('5,000 people tried the draft and found 1 thing. They took 2 of 2 exits.'),
  ).toBeVisible({ timeout: 60_000 });
  const finding = dialog.getByRole('listitem').filter({ hasText: 'ends at "No name" and says nothing' });
  await finding.getByText('Conversation', { exact: true }).click();
  await expect(finding.getByText('(an empty message)')).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);

  await finding.getByRole('button', { name: 'Keep as a test' }).click();
  await expect(finding.getByRole('button', { name: 'Kept as a test' })).toBeDisabled();
  const { tests } = await manage<{ tests: unknown[] }>(request, `/flows/${flowId}/tests`);
  expect(tests).toMatchObject([{ steps: [{ type: 'say', text: '', expect: { messages: ['**', '*'] } }] }]);

  await finding.getByRole('button', { name: 'Show on the canvas' }).click();
  await expect(dialog).toBeHidden();
  await expect(node(page, /No name/)).toBeInViewport();
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Try 5,000 strange people' }).click();
  await expect(finding).toBeVisible();
});
