import { randomUUID } from 'node:crypto';
import { inspectorOf, node, saved } from '../support/draw';
import { manage } from '../support/manage';
import { signIn } from '../support/sign-in';
import { makeFlow } from '../support/talk';
import { expect, test } from '../support/test';

test('the inputs that a called flow declares are added by one press each', async ({ page, request }) => {
  const called = `order-${randomUUID().slice(0, 8)}`;
  await manage(request, '/flows', {
    name: 'Order',
    slug: called,
    definition: {
      format: 1,
      start: 'end',
      inputs: {
        type: 'object',
        properties: {
          order: { type: 'string', description: 'The number of the order' },
          count: { type: 'integer' },
        },
        required: ['order'],
      },
      nodes: [{ id: 'end', kind: 'end' }],
    },
  });
  await manage(request, `/flows/${called}/publish`, {});
  const flowId = await makeFlow(request, {
    format: 1,
    start: 'ship',
    nodes: [
      {
        ...{ id: 'ship', kind: 'subflow', flow: called, inputs: [{ variable: 'order', value: '"A1"' }] },
        exits: { next: 'end' },
      },
      { id: 'end', kind: 'end' },
    ],
  });
  await signIn(page);
  await page.goto(`/flows/${flowId}`);
  await node(page, /ship/).click();
  const declared = inspectorOf(page).getByRole('list', { name: 'Inputs that the flow declares' });
  await expect(declared.getByRole('listitem')).toHaveText(['countinteger']);
  await inspectorOf(page).getByRole('button', { name: 'Remove variable 1' }).first().click();
  await expect(declared.getByRole('listitem')).toHaveText([
    'orderstring, required: The number of the order',
    'countinteger',
  ]);
  await declared.getByRole('button', { name: 'order' }).click();
  await declared.getByRole('button', { name: 'count' }).click();
  await expect(declared).toBeHidden();
  await expect(inspectorOf(page).getByLabel('Variable', { exact: true }).first()).toHaveValue('order');
  await saved(page);
});
