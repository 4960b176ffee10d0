import type { Page, Route } from '@playwright/test';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { FAILING } from '../api/support/flows';
import { expectAccessible, expectNoSidewaysScroll } from '../support/accessibility';
import { confirm } from '../support/confirm';
import { signIn } from '../support/sign-in';
import { makeFlow, startFlow, startTalk } from '../support/talk';
import { expect, test } from '../support/test';

test.beforeEach(({ page }) => signIn(page));

const AWAITS_EVENT: FlowDefinitionInput = {
  format: 1,
  start: 'paid',
  nodes: [
    { id: 'paid', kind: 'await-event', event: 'order.paid', variable: 'payment', exits: { next: 'thanks' } },
    { id: 'thanks', kind: 'end', text: 'Thank you for {{ payment.amount }}.' },
  ],
};

const turn = (page: Page, no: number) =>
  page
    .getByRole('list', { name: 'Transcript' })
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: new RegExp(`^Turn ${no}\\b`) }) });
const tab = (page: Page, name: string) => page.getByRole('tab', { name });

test('follows a conversation while it runs, and explains the taken branch', async ({ page, request }) => {
  const talk = await startTalk(request, 'airline');
  await page.goto(`/sessions/${talk.id}`);
  await expect(turn(page, 1)).toContainText('How can I help you today?');
  await expect(page.getByRole('status').filter({ hasText: 'Live' })).toBeVisible();
  await talk.say('I have a question about baggage');
  await expect(turn(page, 2)).toContainText('I have a question about baggage');
  await expect(turn(page, 2)).toContainText('Every ticket includes');
  const condition = page.getByRole('article', { name: 'condition route_request' });
  const branches = condition.getByRole('list', { name: 'Branches' }).getByRole('listitem');
  await expect(branches).toHaveText([
    /Wants a person false.*It would be true if request contained “agent”, “person”, “human” or “someone”\./,
    /About a flight false/,
    /About baggage true, taken.*Decided by “bag”, number 1 of 2\..*It would be false if request did not contain “bag”\./,
    /else not evaluated/,
  ]);
  const values = condition.getByLabel('Values');
  await expect(values.getByRole('term')).toHaveText(['request']);
  await expect(values.getByRole('definition')).toHaveText(['"I have a question about baggage"']);
  await expect(condition).toContainText(/exit\s*baggage\s*to\s*baggage_rules/);
});

test('loads the messages of a connection loss afterwards', async ({ page, context, request }) => {
  const talk = await startTalk(request, 'echo');
  await page.goto(`/sessions/${talk.id}`);
  await expect(page.getByRole('status').filter({ hasText: 'Live' })).toBeVisible();
  await context.setOffline(true);
  for (const text of ['one', 'two', 'three']) await talk.say(text);
  await context.setOffline(false);
  await talk.say('four');
  for (const [index, text] of ['one', 'two', 'three', 'four'].entries())
    await expect(turn(page, index + 2)).toContainText(text, { timeout: 30_000 });
});

test('reopens a stream that a proxy refused', async ({ page, request }) => {
  const talk = await startTalk(request, 'echo');
  const mark = page.getByRole('status');
  const refuse = (route: Route) => route.fulfill({ status: 503, body: 'Busy' });
  await page.route('**/api/trpc/session.events*', refuse);
  await page.goto(`/sessions/${talk.id}`);
  await expect(mark.filter({ hasText: 'Updating every 5 s' })).toBeVisible();
  await talk.say('one');
  await expect(turn(page, 2)).toContainText('one');
  await page.unroute('**/api/trpc/session.events*', refuse);
  await expect(mark.filter({ hasText: 'Live' })).toBeVisible();
});

test('shows the operands of a condition with their values', async ({ page, request }) => {
  const talk = await startTalk(request, 'airline');
  await talk.say('What is the status of my flight');
  await talk.say('CX12345');
  await page.goto(`/sessions/${talk.id}`);
  const condition = page.getByRole('article', { name: 'condition flight_state' });
  const delayed = condition.getByRole('listitem').filter({ hasText: 'Delayed by 15 minutes or more' });
  await expect(delayed).toContainText('true, taken');
  await expect(delayed).toContainText('booking.delayMinutes');
  const values = condition.getByLabel('Values');
  await expect(values.getByRole('term')).toHaveText(['booking.status', 'booking.delayMinutes']);
  await expect(values.getByRole('definition')).toHaveText([/"delayed"/, /^\d+$/]);
  const call = page.getByRole('article', { name: 'http look_up' });
  await expect(call).toContainText('/bookings/CX12345');
  await expect(call).toContainText('200');
});

test('says which rule a refused answer breaks', async ({ page, request }) => {
  const talk = await startTalk(request, 'airline');
  await talk.say('What is the status of my flight');
  await talk.say('12345');
  await page.goto(`/sessions/${talk.id}`);
  const question = page.getByRole('article', { name: 'question ask_booking' });
  await expect(question).toContainText('It breaks this rule');
  await expect(question.getByLabel('Values').getByRole('definition').first()).toHaveText('"12345"');
  await expect(question).toContainText('It would be accepted if answer started with “CX”');
});

test('shortens a long value of a condition, and shows all of it by keyboard', async ({ page, request }) => {
  const text = `cancel ${'because my plans have changed '.repeat(12)}`.trim();
  const talk = await startTalk(request, 'airline');
  await talk.say(text);
  await page.goto(`/sessions/${talk.id}`);
  const values = page.getByRole('article', { name: 'condition route_request' }).getByLabel('Values');
  await expect(values.getByText('Show all')).toBeVisible();
  await expect(values.getByText(text)).toBeHidden();
  await values.locator('summary').focus();
  await page.keyboard.press('Enter');
  await expect(values.getByText(text)).toBeVisible();
});

test('shows an older turn with its variables, and returns to live', async ({ page, request }) => {
  const talk = await startTalk(request, 'airline');
  await talk.say('agent');
  await page.goto(`/sessions/${talk.id}`);
  await expect(turn(page, 2)).toBeVisible();
  await page.keyboard.press('ArrowUp');
  await expect(page).toHaveURL(/turn=1/);
  await expect(turn(page, 1)).toHaveAttribute('aria-current', 'true');
  await expect(page.getByRole('heading', { name: 'Turn 1 of 2' })).toBeVisible();
  await tab(page, 'Variables').click();
  await expect(page.getByRole('heading', { name: 'After turn 1 of 2' })).toBeVisible();
  await expect(page.getByRole('rowheader', { name: /^request/ })).toHaveCount(0);
  await page.getByRole('button', { name: 'Back to live' }).click();
  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: /^request/ }) });
  await expect(row).toContainText('changed');
  await expect(row).toContainText('not set');
  await expect(row).toContainText('"agent"');
  await tab(page, 'Events').click();
  const events = page.getByRole('list', { name: 'Events' }).getByRole('listitem');
  await expect(events.first()).toContainText('1-0');
  await expect(events.first()).toContainText('session.started');
});

test('sends messages and choices as the person, reports a transfer, and sets a variable', async ({
  page,
  request,
}) => {
  const talk = await startTalk(request, 'airline');
  await page.goto(`/sessions/${talk.id}`);
  await page.getByLabel('Message as the person').fill('good morning');
  await page.keyboard.press('Enter');
  await expect(turn(page, 2)).toContainText('good morning');
  await tab(page, 'Variables').click();
  await page.getByRole('button', { name: 'Set a variable' }).click();
  const form = page.getByRole('form', { name: 'Set a variable' });
  await form.getByLabel('Name').fill('vip');
  await expect(form.getByRole('alert')).toHaveCount(0);
  await form.getByRole('button', { name: 'Set variable' }).click();
  await expect(form.getByRole('alert')).toContainText('This is not JSON');
  await form.getByLabel('Value').fill('{ "since": 2019');
  await expect(form.getByRole('alert')).toContainText('This is not JSON');
  await form.getByLabel('Value').fill('{ "since": 2019 }');
  await form.getByRole('button', { name: 'Set variable' }).click();
  await expect(form).toBeHidden();
  await expect(variable(page, 'vip')).toContainText('2019');
  await expect(variable(page, 'vip')).toBeInViewport();
  await turn(page, 2).getByRole('button', { name: 'Talk to a person' }).click();
  await page.getByLabel('Why it failed').fill('nobody there');
  await page.getByRole('button', { name: 'Failed', exact: true }).click();
  await expect(page.getByText('The transfer failed: nobody there')).toBeVisible();
});

const variable = (page: Page, name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: new RegExp(`^${name}`) }) });

test('does not overwrite a variable that changed meanwhile', async ({ page, request }) => {
  const talk = await startTalk(request, 'echo');
  await talk.say('good morning');
  await page.goto(`/sessions/${talk.id}`);
  await tab(page, 'Variables').click();
  await page.getByRole('button', { name: 'Edit said' }).click();
  const form = page.getByRole('form', { name: 'Edit said' });
  await form.getByLabel('Value').fill('"mine"');
  await talk.say('hello there');
  await form.getByRole('button', { name: 'Set variable' }).click();
  await expect(form.getByRole('alert')).toContainText('nothing was set. After turn 3 it is');
  await expect(form.getByRole('alert')).toContainText('"hello there"');
  await expectAccessible(page);
  await form.getByRole('button', { name: 'Overwrite it' }).click();
  await expect(form).toBeHidden();
  await expect(variable(page, 'said')).toContainText('"mine"');
});

test('sets a variable that turns did not change meanwhile', async ({ page, request }) => {
  const talk = await startTalk(request, 'airline', { variables: { customerName: 'Ada' } });
  await page.goto(`/sessions/${talk.id}`);
  await tab(page, 'Variables').click();
  await page.getByRole('button', { name: 'Edit customerName' }).click();
  const form = page.getByRole('form', { name: 'Edit customerName' });
  await form.getByLabel('Value').fill('"Grace"');
  await talk.say('hello there');
  await form.getByRole('button', { name: 'Set variable' }).click();
  await expect(form).toBeHidden();
  await expect(variable(page, 'customerName')).toContainText('"Grace"');
});

test('loads the turns around any turn of a long session', async ({ page, request }) => {
  const talk = await startTalk(request, 'echo');
  for (let no = 2; no <= 420; no += 1) await talk.say(`line ${String(no)}`);
  await page.goto(`/sessions/${talk.id}?turn=10`);
  await expect(turn(page, 10)).toContainText('line 10');
  await expect(page.getByText('410 later turns are not shown.')).toBeVisible();
  await expect(page.getByTestId('stand')).toContainText('Waiting for an answer');
  await expect(page.getByRole('heading', { name: 'Turn 10 of 420' })).toBeVisible();
  await tab(page, 'Variables').click();
  await expect(variable(page, 'said')).toContainText('"line 9"');
  await expect(variable(page, 'said')).toContainText('"line 10"');
  await expect(variable(page, 'said')).toContainText('"line 420"');
  await page.getByLabel('Turn', { exact: true }).fill('205');
  await expect(turn(page, 205)).toContainText('line 205');
  await expect(variable(page, 'said')).toContainText('"line 204"');
  await page.getByRole('button', { name: 'Back to live' }).click();
  await expect(turn(page, 420)).toContainText('line 420');
});

test('ends a session after a confirmation', async ({ page, request }) => {
  const talk = await startTalk(request, 'echo');
  await page.goto(`/sessions/${talk.id}`);
  await page.getByRole('button', { name: 'End session' }).click();
  await confirm(page, 'End session');
  await expect(page.getByText('This session is over')).toBeVisible();
  await expect(page.getByRole('button', { name: 'End session' })).toHaveCount(0);
  await expect(turn(page, 2)).toContainText('The session was ended');
});

test('shows place, reason and advice for a failed session', async ({ page, request }) => {
  const talk = await startFlow(request, await makeFlow(request, FAILING));
  await page.goto(`/sessions/${talk.id}`);
  const failure = page.getByRole('region', { name: 'Failure' });
  await expect(failure).toContainText('At the node count');
  await expect(failure).toContainText('work on a smaller list, and publish again');
  await expect(turn(page, 1)).toContainText('So far so good.');
  await expect(page.getByText('Failed at count:', { exact: true })).toBeVisible();
  await expectAccessible(page);
});

test('sends the event that a flow waits for', async ({ page, request }) => {
  const talk = await startFlow(request, await makeFlow(request, AWAITS_EVENT));
  await page.goto(`/sessions/${talk.id}`);
  const form = page.getByRole('form', { name: 'Send the event' });
  await expect(form).toContainText('order.paid');
  await expect(page.getByRole('status').filter({ hasText: 'Live' })).toBeVisible();
  await form.getByLabel('Payload of the event').fill('{ "amount": 12 }');
  await form.getByRole('button', { name: 'Send event' }).click();
  await expect(turn(page, 2)).toContainText('Thank you for 12.');
  await expect(turn(page, 2)).toContainText('The event order.paid arrived');
});

test('exports a transcript as text', async ({ page, request }) => {
  const talk = await startTalk(request, 'echo');
  await talk.say('keep this');
  await page.goto(`/sessions/${talk.id}`);
  await expect(turn(page, 2)).toContainText('keep this');
  await page.getByRole('button', { name: 'Export' }).click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Transcript as text' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe(`session-${talk.id}.txt`);
});

test('shows an error for an unknown session', async ({ page }) => {
  await page.goto(`/sessions/${crypto.randomUUID()}`);
  await expect(page.getByRole('alert').filter({ hasText: 'This session does not exist.' })).toBeVisible();
});

for (const name of ['Step', 'Variables', 'Events'])
  test(`shows ${name} as an accessible tab on a phone`, async ({ page, request }) => {
    const talk = await startTalk(request, 'airline');
    await talk.say('baggage');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`/sessions/${talk.id}`);
    await tab(page, name).click();
    await expect(page.getByRole('tabpanel', { name })).toBeVisible();
    await expect(page.getByRole('list', { name: 'Transcript' })).toHaveCount(0);
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  });
