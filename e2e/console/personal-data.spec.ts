import type { FlowDefinitionInput } from '@/server/engine/definition';
import { expectAccessible } from '../support/accessibility';
import { inspectorOf, node, saved } from '../support/draw';
import { signIn } from '../support/sign-in';
import { makeFlow } from '../support/talk';
import { expect, test } from '../support/test';

/** Asks for an e-mail address, gives it to a CRM, and sends it to a model. */
const LEAD: FlowDefinitionInput = {
  format: 1,
  start: 'ask',
  nodes: [
    {
      ...{ id: 'ask', kind: 'question', answer: { type: 'email' }, variable: 'email' },
      ...{ prompt: [{ type: 'text', text: 'Your e-mail address?' }], exits: { next: 'crm' } },
    },
    {
      ...{ id: 'crm', kind: 'http', method: 'POST', url: 'https://crm.example.test/leads' },
      ...{ body: { type: 'json', value: { to: '{{ email }}' } }, exits: { success: 'sum', failure: 'end' } },
    },
    {
      ...{ id: 'sum', kind: 'ai', url: 'https://models.example.test/v1', model: 'm', variable: 'greeting' },
      ...{ prompt: 'Greet {{ email }}', exits: { next: 'end', error: 'end' } },
    },
    { id: 'end', kind: 'end' },
  ],
};

test('an answer is tagged as personal, its places are listed, and the organization keeps it from models', async ({
  page,
  request,
}) => {
  await signIn(page);
  const flowId = await makeFlow(request, LEAD);
  await page.goto(`/flows/${flowId}`);
  const places = page.getByRole('region', { name: 'Personal data' });
  const panel = inspectorOf(page);
  await node(page, /^Question ask/).click();
  await panel.getByRole('switch', { name: 'Personal data' }).click();
  await saved(page);
  await page.goto(`/flows/${flowId}`);
  await expect(places.getByRole('listitem')).toHaveText(['sumemail', 'crmemail']);
  await expectAccessible(page);
  await places.getByRole('button', { name: 'sum email' }).click();
  await expect(panel.getByLabel('Prompt', { exact: true })).toBeFocused();

  await page.goto('/settings/general');
  const refusal = page.getByRole('switch', {
    name: 'Refuse to publish flows that send personal data to a model',
  });
  await refusal.click();
  await expect(refusal).toBeChecked();
  try {
    await page.goto(`/flows/${flowId}`);
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: /^Publish / });
    await expect(dialog.getByText('Personal data (email) is sent to a model here.')).toBeVisible();
    await expect(dialog.getByRole('button', { name: /^Publish/ })).toBeDisabled();
  } finally {
    await page.goto('/settings/general');
    await refusal.click();
    await expect(refusal).not.toBeChecked();
  }
});
