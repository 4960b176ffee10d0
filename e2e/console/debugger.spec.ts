import type { FlowDefinitionInput } from '@/server/engine/definition';
import { expectAccessible, expectNoSidewaysScroll } from '../support/accessibility';
import { signIn } from '../support/sign-in';
import { makeFlow, startFlow } from '../support/talk';
import { expect, test } from '../support/test';

test.beforeEach(({ page }) => signIn(page));

const FLOW: FlowDefinitionInput = {
  format: 1,
  start: 'ask',
  nodes: [
    {
      ...{ id: 'ask', kind: 'question', answer: { type: 'text' }, variable: 'name' },
      ...{ prompt: [{ type: 'text', text: 'Who are you?' }], exits: { next: 'hello' } },
    },
    {
      ...{ id: 'hello', kind: 'message', messages: [{ type: 'text', text: 'Hello, {{ name }}.' }] },
      exits: { next: 'ask' },
    },
  ],
};

test('holds a session at a breakpoint, changes a variable, steps and lets it go', async ({
  page,
  request,
}) => {
  const flowId = await makeFlow(request, FLOW);
  await page.goto(`/flows/${flowId}`);
  await page.getByRole('group', { name: /^Message hello/ }).click();
  await page.getByRole('button', { name: 'Hold sessions here' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Only where').fill("name == 'Ada'");
  await dialog.getByRole('button', { name: 'Set breakpoint' }).click();
  await expect(dialog).toBeHidden();
  const talk = await startFlow(request, flowId);
  // Its caller waits as during a call.
  const saying = talk.say('Ada');
  await page.goto(`/sessions/${talk.id}`);
  const banner = page.getByRole('region', { name: 'Held by a breakpoint' });
  await expect(banner).toContainText('say “Hello, Ada.”');
  await expect(banner).toContainText('Otherwise let go in');
  await expectAccessible(page);
  await banner.getByRole('button', { name: 'Change a variable' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('name');
  await page.getByRole('dialog').getByLabel('Value').fill('"Grace"');
  await page.getByRole('dialog').getByRole('button', { name: 'Set variable' }).click();
  await expect(banner).toContainText('say “Hello, Grace.”');
  await page.goto('/');
  await expect(page.getByRole('region', { name: /is held|are held/ })).toContainText('hello');
  await page.goto(`/sessions/${talk.id}`);
  await banner.getByRole('button', { name: 'Step' }).click();
  await expect(banner).toContainText('say “Who are you?”');
  await expectNoSidewaysScroll(page);
  await banner.getByRole('button', { name: 'Let go' }).click();
  await expect(banner).toBeHidden();
  await saying;
});
