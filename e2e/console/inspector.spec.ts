import type { APIRequestContext, Page } from '@playwright/test';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { expectAccessible, expectNoSidewaysScroll } from '../support/accessibility';
import { getDemo } from '../support/demo';
import { signIn } from '../support/sign-in';
import { makeFlow, startFlow, type Talk } from '../support/talk';
import { expect, test } from '../support/test';

test.beforeEach(({ page }) => signIn(page));

const SECRET = 'very-secret-token';

/** Asks for a name, fetches a booking with a secret, branches on it, and hands over to a person. */
const makeDefinition = (baseUrl: string): FlowDefinitionInput => ({
  format: 1,
  start: 'ask',
  nodes: [
    {
      id: 'ask',
      kind: 'question',
      label: 'Who is there?',
      prompt: [{ type: 'text', text: 'What is your name?' }],
      answer: { type: 'text' },
      variable: 'name',
      exits: { next: 'look' },
    },
    {
      id: 'look',
      kind: 'http',
      label: 'Look the booking up',
      method: 'GET',
      url: `${baseUrl}/demo/bookings/CX12345?api_key=${SECRET}`,
      headers: { authorization: `Bearer ${SECRET}` },
      save: [{ variable: 'booking', value: 'response.body' }],
      exits: { success: 'late', failure: 'sorry' },
    },
    {
      id: 'late',
      kind: 'condition',
      label: 'Is it late?',
      branches: [
        { id: 'very', label: 'More than an hour', when: 'booking.delayMinutes > 60' },
        { id: 'bit', label: 'A bit', when: "booking.delayMinutes > 15 && name !== ''" },
      ],
      exits: { very: 'sorry', bit: 'hand', else: 'sorry' },
    },
    {
      id: 'hand',
      kind: 'transfer',
      label: 'Somebody helps',
      messages: [{ type: 'text', text: 'I get somebody, {{ name }}.' }],
      destination: 'desk',
      exits: { success: 'thanks', error: 'sorry' },
    },
    { id: 'thanks', kind: 'end', text: 'Glad that we could help, {{ name }}.' },
    { id: 'sorry', kind: 'end', text: 'Sorry.' },
  ],
});

async function begin(page: Page, request: APIRequestContext): Promise<Talk> {
  const talk = await startFlow(request, await makeFlow(request, makeDefinition(getDemo().baseUrl)));
  await page.goto(`/sessions/${talk.id}`);
  await expect(page.getByRole('status').filter({ hasText: 'Live' })).toBeVisible();
  return talk;
}

const card = (page: Page, id: string) => page.locator(`.react-flow__node[data-id="${id}"]`);
const transcript = (page: Page) => page.getByRole('list', { name: 'Transcript' });
const tab = (page: Page, name: string) => page.getByRole('tab', { name });
const variable = (page: Page, name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: new RegExp(`^${name}`) }) });

test('follows a conversation along its flow, and shows earlier turns', async ({ page, request }) => {
  const talk = await begin(page, request);
  await expect(page.getByTestId('stand')).toHaveText('Waiting for an answer at Who is there?');
  await expect(card(page, 'ask').locator('[data-current]')).toBeVisible();
  await expect(card(page, 'look').locator('[data-visited]')).toHaveCount(0);

  await talk.say('Ada');
  await expect(page.getByTestId('stand')).toHaveText(
    'Waiting for the outcome of the transfer to desk at Somebody helps',
  );
  await expect(card(page, 'hand').locator('[data-current]')).toBeVisible();
  for (const [id, order] of [
    ['ask', 1],
    ['look', 2],
    ['late', 3],
    ['hand', 4],
  ] as const)
    await expect(card(page, id)).toContainText(`Visit ${order}`);
  await expect(card(page, 'sorry').locator('[data-visited]')).toHaveCount(0);
  await expect(page.locator('.react-flow__edge.wire-taken')).toHaveCount(3);

  const condition = page.getByRole('article', { name: 'condition late' });
  const bit = condition.getByRole('listitem').filter({ hasText: 'A bit' });
  await expect(bit).toContainText('true, taken');
  await expect(condition.getByRole('definition')).toHaveText(['40', '"Ada"']);
  await expect(condition).toContainText('More than an hour false');

  await tab(page, 'Variables').click();
  await expect(variable(page, 'booking')).toContainText('changed');

  // At the first turn, transcript, canvas and variables show that turn.
  await page.getByRole('slider', { name: 'Turn' }).fill('1');
  await expect(page).toHaveURL(/turn=1/);
  await expect(transcript(page)).not.toContainText('I get somebody');
  await expect(page.getByText('later turns are not shown')).toBeVisible();
  await expect(card(page, 'ask').locator('[data-current]')).toBeVisible();
  await expect(card(page, 'hand').locator('[data-visited]')).toHaveCount(0);
  await expect(variable(page, 'name')).toHaveCount(0);

  // Steps forward with the keyboard, then returns to live.
  await page.locator('main').click({ position: { x: 5, y: 5 } });
  await page.keyboard.press('ArrowRight');
  await expect(page).toHaveURL(/turn=2/);
  await expect(variable(page, 'name')).toContainText('"Ada"');
  await expect(variable(page, 'booking')).toHaveCount(0);
  await page.getByRole('region', { name: 'Timeline' }).getByRole('button', { name: 'Live' }).click();
  await expect(page).not.toHaveURL(/turn=/);
  await expect(transcript(page)).toContainText('I get somebody, Ada.');
});

test('shows a call with its response, and without its credentials', async ({ page, request }) => {
  const talk = await begin(page, request);
  await talk.say('Ada');
  await expect(page.getByTestId('stand')).toContainText('Somebody helps');
  const call = page.getByRole('article', { name: 'http look' });
  await expect(call).toContainText('/demo/bookings/CX12345');
  await expect(call).toContainText('200');
  await expect(call).toContainText('1 attempt');
  await expect(call).toContainText('CX 812');
  await page.getByRole('button', { name: 'Requested in turn 2' }).click();
  await expect(page).toHaveURL(/turn=2/);
  await page.getByText('Request headers').click();
  await expect(page.getByRole('article', { name: 'http look' })).toContainText('authorization: ••••••');
  // The canvas shows the author's text; the trace shows the rendered text.
  await expect(page.getByRole('tabpanel', { name: 'Step' })).toContainText('api_key=••••••');
  await expect(page.getByRole('tabpanel', { name: 'Step' })).not.toContainText(SECRET);
});

test('links a node of the canvas to its step', async ({ page, request }) => {
  const talk = await begin(page, request);
  await talk.say('Ada');
  await expect(page.getByTestId('stand')).toContainText('Somebody helps');
  await page.getByRole('button', { name: 'Zoom to fit' }).click();
  await card(page, 'late').click();
  await expect(page).toHaveURL(/turn=3&step=2/);
  await expect(page.getByTestId('stand')).toHaveText('At Is it late?, step 2 of turn 3');
  await expect(page.getByRole('article', { name: 'condition late' })).toHaveAttribute('aria-current', 'true');
});

test('takes over, replies, and hands back with an outcome', async ({ page, request }) => {
  const talk = await begin(page, request);
  await talk.say('Ada');
  await expect(page.getByTestId('stand')).toContainText('Somebody helps');
  await page.getByRole('button', { name: 'Take over' }).click();
  await expect(page.getByText('You handle this conversation; the flow is paused.')).toBeVisible();
  await expect(page.getByTestId('stand')).toContainText('A person handles the conversation');
  await page.getByRole('textbox', { name: 'Reply as yourself' }).fill('Hello, I am looking into it.');
  await page.keyboard.press('Enter');
  await expect(transcript(page)).toContainText('Hello, I am looking into it.');
  await page.getByRole('button', { name: 'Hand back' }).click();
  const dialog = page.getByRole('dialog', { name: 'Hand back to the flow' });
  await dialog.getByRole('button', { name: 'Hand back' }).click();
  await expect(dialog).toBeHidden();
  await expect(transcript(page)).toContainText('Glad that we could help, Ada.');
  await expect(page.getByText('This session is over')).toBeVisible();
});

test('hands back with a failure and its reason, accessibly', async ({ page, request }) => {
  const talk = await begin(page, request);
  await talk.say('Ada');
  await expect(page.getByTestId('stand')).toContainText('Somebody helps');
  await page.getByRole('button', { name: 'Take over' }).click();
  await page.getByRole('button', { name: 'Hand back' }).click();
  const dialog = page.getByRole('dialog', { name: 'Hand back to the flow' });
  await dialog.getByRole('radio', { name: 'It failed' }).click();
  await dialog.getByLabel('Reason').fill('nobody knew');
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(transcript(page)).toContainText('The transfer failed: nobody knew');
});

test('copies a turn as the request that caused it', async ({ page, request, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const talk = await begin(page, request);
  await talk.say('Ada');
  await expect(page.getByTestId('stand')).toContainText('Somebody helps');
  await page.goto(`/sessions/${talk.id}?turn=2`);
  await page.getByRole('button', { name: 'Copy turn as curl' }).click();
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(copied).toContain(`/sessions/${talk.id}/messages`);
  expect(await copied()).toContain('{"text":"Ada"}');
});

test('is accessible at an earlier turn', async ({ page, request }) => {
  const talk = await begin(page, request);
  await talk.say('Ada');
  await page.goto(`/sessions/${talk.id}?turn=2`);
  await expect(page.getByTestId('stand')).toHaveText('Running at Look the booking up');
  await expectAccessible(page);
});

test('shows the path as an accessible tab on a phone', async ({ page, request }) => {
  const talk = await begin(page, request);
  await talk.say('Ada');
  await page.setViewportSize({ width: 390, height: 844 });
  await tab(page, 'Deliveries').click();
  await expect(page.getByText('sends no webhooks')).toBeVisible();
  await tab(page, 'Path').click();
  await expect(page.getByTestId('stand')).toContainText('Somebody helps');
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});
