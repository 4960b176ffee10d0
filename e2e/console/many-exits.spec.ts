import type { FlowDefinitionInput } from '@/server/engine/definition';
import { expectAccessible } from '../support/accessibility';
import { node } from '../support/draw';
import { signIn } from '../support/sign-in';
import { makeFlow } from '../support/talk';
import { expect, test } from '../support/test';

const choices = Array.from({ length: 50 }, (_, no) => ({
  value: `v${String(no)}`,
  label: `Choice ${String(no)}`,
}));

const asking: FlowDefinitionInput = {
  format: 1,
  start: 'ask',
  nodes: [
    {
      ...{ id: 'ask', kind: 'question', prompt: [{ type: 'text', text: 'Which one?' }] },
      ...{ answer: { type: 'choice', choices }, variable: 'one', position: { x: 0, y: 0 } },
      exits: { next: 'end', 'choice:v49': 'last' },
    },
    { id: 'end', kind: 'end', position: { x: 320, y: 0 } },
    { id: 'last', kind: 'end', position: { x: 0, y: 460 } },
  ],
};

test('a card with fifty choices is expanded and collapsed', async ({ page, request }) => {
  await signIn(page);
  await page.goto(`/flows/${await makeFlow(request, asking)}`);
  const card = node(page, /^Question ask/);
  await expect(card.getByRole('listitem')).toHaveCount(12);
  const wire = page.locator('[aria-label="ask, choice:v49, goes to last"] .react-flow__edge-path');
  // The zoom of the canvas leaves fractions of pixels.
  const course = async () =>
    (await wire.getAttribute('d'))?.replace(/[\d.]+/g, (part) => String(Math.round(Number(part))));
  const collapsed = await course();
  await card.getByRole('button', { name: /^\d+ more exits$/ }).click();
  await expect(card.getByText('Choice 49')).toBeVisible();
  await expect.poll(course).not.toBe(collapsed);
  await expectAccessible(page);
  await card.getByRole('button', { name: 'Show fewer exits' }).click();
  await expect(card.getByRole('listitem')).toHaveCount(12);
  await expect.poll(course).toBe(collapsed);
});
