import type { APIRequestContext } from '@playwright/test';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { expectAccessible, expectNoSidewaysScroll } from '../support/accessibility';
import { getDemo } from '../support/demo';
import { manage } from '../support/manage';
import { signIn } from '../support/sign-in';
import { makeFlow, startFlow } from '../support/talk';
import { expect, test } from '../support/test';

test.beforeEach(({ page }) => signIn(page));

/** Asks for a name, then for a date in these words. */
const booking = (when: string): FlowDefinitionInput => ({
  format: 1,
  start: 'name',
  nodes: [
    {
      ...{ id: 'name', kind: 'question', answer: { type: 'text' }, variable: 'name' },
      ...{ prompt: [{ type: 'text', text: 'What is your name?' }], exits: { next: 'when' } },
    },
    {
      ...{ id: 'when', kind: 'question', answer: { type: 'text' }, variable: 'when' },
      ...{ prompt: [{ type: 'text', text: when }], exits: {} },
    },
  ],
});

/** Publishes the next version of a flow. */
async function publishNext(request: APIRequestContext, flowId: string, definition: FlowDefinitionInput) {
  const { orgId, apiKey } = getDemo();
  const saved = await request.patch(`/api/v1/orgs/${orgId}/flows/${flowId}`, {
    headers: { authorization: `Bearer ${apiKey}` },
    data: { definition },
  });
  expect(saved.ok(), await saved.text()).toBe(true);
  await manage(request, `/flows/${flowId}/publish`, {});
}

test('running sessions move to a new version, and the others say why they stay', async ({
  page,
  request,
}) => {
  const flowId = await makeFlow(request, booking('Which day?'));
  const talks = [];
  for (let count = 0; count < 3; count += 1) talks.push(await startFlow(request, flowId));
  const [first, alone, last] = talks;
  await last?.say('Ada');
  await page.goto(`/flows/${flowId}?tab=versions`);
  const section = page.getByRole('region', { name: 'Running sessions', exact: true });
  await expect(section.getByText('v1, live 3')).toBeVisible();
  await expect(section.getByRole('button')).toHaveCount(0);

  await publishNext(request, flowId, booking('On which day?'));
  const move = async (sessionId = '') => {
    await page.goto(`/sessions/${sessionId}`);
    await page.getByRole('button', { name: 'Move to v2' }).click();
    await page.getByRole('button', { name: 'Move session' }).click();
  };
  await move(alone?.id);
  await expect(page.getByText('The session runs v2 now.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Move to v2' })).toHaveCount(0);
  await move(last?.id);
  await expect(page.getByText('The new version would have said something else.')).toBeVisible();
  await page.goto(`/flows/${flowId}?tab=versions`);
  await section.getByRole('button', { name: 'Move those that can to v2' }).click();
  await expect(section.getByText('1 session was moved to v2; 1 stays on its version.')).toBeVisible();
  const row = section.getByRole('row', { name: /The new version would have said something else. 1/ });
  await expect(row.getByRole('link', { name: 'Session 1, turn 2' })).toHaveAttribute(
    'href',
    `/sessions/${last?.id ?? ''}`,
  );
  await expect(section.getByText('v2, live 2')).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);

  await first?.say('Grace');
  await page.goto(`/sessions/${first?.id ?? ''}`);
  await expect(page.getByText('On which day?').first()).toBeVisible();
  const slider = page.getByRole('slider', { name: 'Turn' });
  await slider.press('ArrowLeft');
  await expect(slider).toHaveAttribute(
    'aria-valuetext',
    'Turn 2 of 3: The session moved from v1 to v2: 1 turn replayed, no word differs',
  );
  await expectAccessible(page);
});
