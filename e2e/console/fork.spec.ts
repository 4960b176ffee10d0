import type { APIRequestContext, Page } from '@playwright/test';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { expectAccessible, expectNoSidewaysScroll } from '../support/accessibility';
import { getDemo } from '../support/demo';
import { signIn } from '../support/sign-in';
import { changeDraft, makeFlow, startFlow, type Talk } from '../support/talk';
import { expect, test } from '../support/test';

test.beforeEach(({ page }) => signIn(page));

/** Asks for a name, greets, and looks a booking up as often as somebody writes. */
const desk = (greeting: string): FlowDefinitionInput => ({
  format: 1,
  start: 'ask',
  nodes: [
    {
      ...{ id: 'ask', kind: 'question', answer: { type: 'text' }, variable: 'name' },
      ...{ prompt: [{ type: 'text', text: 'What is your name?' }], exits: { next: 'greet' } },
    },
    {
      id: 'greet',
      kind: 'message',
      messages: [{ type: 'text', text: `${greeting}, {{ name }}.` }],
      exits: { next: 'which' },
    },
    {
      ...{ id: 'which', kind: 'question', answer: { type: 'text' }, variable: 'booking' },
      ...{ prompt: [{ type: 'text', text: 'Which booking?' }], exits: { next: 'look' } },
    },
    {
      ...{ id: 'look', kind: 'http', method: 'GET', url: `${getDemo().baseUrl}/demo/bookings/CX12345` },
      save: [{ variable: 'minutes', value: 'response.body.delayMinutes' }],
      exits: { success: 'tell', failure: 'sorry' },
    },
    {
      id: 'tell',
      kind: 'message',
      messages: [{ type: 'text', text: 'It is {{ minutes }} minutes late.' }],
      exits: { next: 'which' },
    },
    { id: 'sorry', kind: 'end', text: 'Sorry.' },
  ],
});

async function begin(page: Page, request: APIRequestContext): Promise<Talk & { flowId: string }> {
  const flowId = await makeFlow(request, desk('Hello'));
  const talk = await startFlow(request, flowId);
  await talk.say('Ada');
  await talk.say('CX12345');
  await page.goto(`/sessions/${talk.id}?turn=2`);
  await expect(page.getByRole('slider', { name: 'Turn' })).toHaveValue('2');
  return { ...talk, flowId };
}

const transcript = (page: Page) => page.getByRole('list', { name: 'Transcript' });

async function continueHere(page: Page, version: RegExp): Promise<void> {
  const before = page.url();
  await page.getByRole('button', { name: 'Continue from here' }).click();
  const dialog = page.getByRole('dialog', { name: 'Continue from turn 2' });
  await dialog.getByRole('combobox', { name: 'Continue on' }).click();
  await page.getByRole('option', { name: version }).click();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Start a test session' }).click();
  await expect(page).not.toHaveURL(before);
  await expect(page.getByRole('region', { name: 'Continues' })).toBeVisible();
}

async function say(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Message as the person' }).fill(text);
  await page.keyboard.press('Enter');
}

test('continues a session at a turn as it ran; its calls get the recorded answers, then those typed in', async ({
  page,
  request,
}) => {
  await begin(page, request);
  await continueHere(page, /^Version 1, as it ran/);
  await expect(page.getByText('Test session', { exact: true })).toBeVisible();
  await expect(transcript(page)).toContainText('Hello, Ada.');
  await expect(transcript(page)).not.toContainText('minutes late');
  await say(page, 'my booking');
  await expect(transcript(page)).toContainText(/It is \d+ minutes late\./);
  await say(page, 'another one');
  const prompt = page.getByRole('region', { name: 'Call without an answer' });
  await expect(prompt).toContainText('/demo/bookings/CX12345');
  await expectAccessible(page);
  await prompt.getByRole('textbox', { name: 'Body' }).fill('{"delayMinutes": 777}');
  await prompt.getByRole('button', { name: 'Use this answer' }).click();
  await expect(transcript(page)).toContainText('It is 777 minutes late.');
  await say(page, 'and really');
  await prompt.getByRole('checkbox', { name: 'Do not ask again' }).check();
  await prompt.getByRole('button', { name: 'Make the call' }).click();
  await expect(transcript(page).getByText(/minutes late/)).toHaveCount(3);
  await say(page, 'and again');
  await expect(transcript(page).getByText(/minutes late/)).toHaveCount(4);
});

test('continues on the draft beside the session, and marks where both part', async ({ page, request }) => {
  const { id, flowId } = await begin(page, request);
  await changeDraft(request, flowId, desk('Good day'));
  await page.setViewportSize({ width: 1800, height: 900 });
  await continueHere(page, /^The draft/);
  await expect(page.getByRole('region', { name: 'Continues' })).toContainText(
    'on the draft. It says something else in turn 2, at greet.',
  );
  await expect(transcript(page)).toContainText('Good day, Ada.');
  for (const name of ['Path', 'Path before']) {
    const path = page.getByRole('region', { name, exact: true });
    await expect(path.locator('[data-parting]')).toContainText('greet');
  }
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('tab', { name: 'Path before' }).click();
  await expect(page.locator('[data-parting]')).toContainText('Parts here');
  await expectNoSidewaysScroll(page);
  await page.getByRole('link', { name: /^session .*turn 2$/ }).click();
  await expect(page).toHaveURL(`/sessions/${id}?turn=2`);
});

test('asks for the answer of a call that the draft makes on the way', async ({ page, request }) => {
  const { flowId } = await begin(page, request);
  const flow = desk('Hello');
  const call: FlowDefinitionInput['nodes'][number] = {
    ...{ id: 'new', kind: 'http', method: 'GET', url: 'https://crm.example.test/people' },
    save: [{ variable: 'name', value: 'response.body.name' }],
    exits: { success: 'greet', failure: 'sorry' },
  };
  const nodes = flow.nodes.map((node) => (node.id === 'ask' ? { ...node, exits: { next: 'new' } } : node));
  await changeDraft(request, flowId, { ...flow, nodes: [...nodes, call] });
  await page.getByRole('button', { name: 'Continue from here' }).click();
  const dialog = page.getByRole('dialog', { name: 'Continue from turn 2' });
  await dialog.getByRole('button', { name: 'Start a test session' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Nobody recorded an answer for a call of new.');
  await expectAccessible(page);
  await dialog.getByRole('textbox', { name: 'Body' }).fill('{"name": "Grace"}');
  await dialog.getByRole('button', { name: 'Continue with this answer' }).click();
  await expect(transcript(page)).toContainText('Hello, Grace.');
});

test('says that a conversation is over at its last turn', async ({ page, request }) => {
  const flowId = await makeFlow(request, {
    format: 1,
    start: 'bye',
    nodes: [{ id: 'bye', kind: 'end', text: 'Goodbye.' }],
  });
  const talk = await startFlow(request, flowId);
  await page.goto(`/sessions/${talk.id}`);
  await page.getByRole('button', { name: 'Continue from here' }).click();
  const dialog = page.getByRole('dialog', { name: 'Continue from turn 1' });
  await dialog.getByRole('button', { name: 'Start a test session' }).click();
  await expect(dialog.getByRole('alert')).toContainText('The conversation is over after turn 1.');
});
