import type { Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from '../support/accessibility';
import { confirm } from '../support/confirm';
import { openVisitor } from '../support/inbox';
import { signIn } from '../support/sign-in';
import { expect, test } from '../support/test';

test.beforeEach(({ page }) => signIn(page));

const rowOf = (page: Page, name: string) =>
  page.getByRole('list', { name: 'Conversations' }).getByRole('link').filter({ hasText: name });
const queueOf = (page: Page, label: string) =>
  page.getByRole('group', { name: 'Queue' }).getByRole('button', { name: new RegExp(`^${label}`) });
const transcript = (page: Page) => page.getByRole('region', { name: 'Transcript of the conversation' });
const composer = (page: Page) => page.getByRole('textbox', { name: 'Your reply' });

test('finds a waiting person, takes over and answers, all live', async ({ page, request }) => {
  await page.goto('/inbox');
  const jane = await openVisitor(request, 'people');
  await jane.say('Where is my parcel?');
  const row = rowOf(page, jane.name);
  await expect(row).toContainText('Where is my parcel?');
  await expect(row).toContainText('1 unread');
  await row.click();
  await expect(page).toHaveURL(/open=/);
  await expect(page.getByRole('heading', { name: jane.name })).toBeVisible();
  await expect(page.getByRole('complementary', { name: 'The person' })).toContainText('4711');

  await page.getByRole('button', { name: 'Take', exact: true }).click();
  await expect(page.getByText('Assigned to you').first()).toBeVisible();
  await expect(row).toBeHidden();
  await queueOf(page, 'Mine').click();
  await expect(row).toContainText('Assigned to you');

  await composer(page).fill('I am looking.');
  await composer(page).press('Shift+Enter');
  await composer(page).pressSequentially('One moment.');
  await composer(page).press('Enter');
  await expect(composer(page)).toHaveValue('');
  await expect(transcript(page)).toContainText('I am looking.\nOne moment.');
  await jane.say('Thank you');
  await expect(transcript(page)).toContainText('Thank you');
  await expectAccessible(page);
});

test('continues a flow by the outcome, which the next conversation shows', async ({ page, request }) => {
  const jane = await openVisitor(request, 'flow');
  await jane.say('I want my money back');
  await page.goto(`/inbox?search=${encodeURIComponent(jane.name)}`);
  await rowOf(page, jane.name).click();
  await composer(page).fill('I am sorry, that cannot be.');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(transcript(page)).toContainText('I am sorry, that cannot be.');
  await page.getByRole('button', { name: 'Hand back' }).click();
  const dialog = page.getByRole('dialog', { name: 'Hand back' });
  await dialog.getByRole('radio', { name: /^Failed/ }).check();
  await dialog.getByLabel('Reason').fill('too late');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Hand back' }).click();
  await expect(transcript(page)).toContainText('Sorry: too late');
  await expect(page.getByText('No more messages can be sent')).toBeVisible();

  await jane.say('And now?');
  await page.goto(`/inbox?queue=open&search=${encodeURIComponent(jane.name)}`);
  await rowOf(page, jane.name).click();
  const earlier = page
    .getByRole('complementary', { name: 'The person' })
    .getByRole('button', { name: /money back/ });
  await earlier.click();
  await expect(transcript(page)).toContainText('Sorry: too late');
});

test('shows the last messages although the end is known earlier', async ({ page, request }) => {
  const jane = await openVisitor(request, 'flow');
  await jane.say('I want my money back');
  await page.route('**/api/trpc/session.events*', (route) => route.abort());
  await page.goto(`/inbox?search=${encodeURIComponent(jane.name)}`);
  await rowOf(page, jane.name).click();
  await expect(transcript(page)).toContainText('I want my money back');
  await page.getByRole('button', { name: 'Take', exact: true }).click();
  await page.getByRole('button', { name: 'Hand back' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Hand back' }).click();
  await expect(page.getByText('No more messages can be sent')).toBeVisible();
  await expect(transcript(page)).toContainText('Glad that we could help.');
});

test('edits a suggestion and sends it with a reference to it', async ({ page, request }) => {
  const jane = await openVisitor(request, 'suggestions');
  await jane.say('Where is my order?');
  await page.goto(`/inbox?search=${encodeURIComponent(jane.name)}`);
  await rowOf(page, jane.name).click();
  const suggested = page.getByRole('region', { name: 'Suggested replies' });
  const first = suggested.getByRole('listitem').filter({ hasText: 'on its way' });
  await expect(first).toContainText('92% confidence');
  await first.getByRole('button', { name: 'Edit' }).click();
  await expect(composer(page)).toBeFocused();
  await expect(composer(page)).toHaveValue('Your order is on its way.');
  await expect(page.getByText('Based on a suggestion')).toBeVisible();
  await expectAccessible(page);
  await composer(page).pressSequentially(' It comes today.');
  const [sent] = await Promise.all([
    page.waitForRequest((asked) => asked.url().includes('inbox.reply')),
    composer(page).press('Enter'),
  ]);
  expect(sent.postData()).toMatch(/suggestionId":"[0-9a-f-]{36}/);
  await expect(transcript(page)).toContainText('on its way. It comes today.');
  await expect(page.getByText('Based on a suggestion')).toBeHidden();
});

test('notes, labels, snoozes and assigns a conversation', async ({ page, request }) => {
  const jane = await openVisitor(request, 'people');
  await jane.say('Where is my parcel?');
  await page.goto(`/inbox?search=${encodeURIComponent(jane.name)}`);
  await rowOf(page, jane.name).click();
  const pane = page.getByRole('complementary', { name: 'The person' });
  await pane.getByRole('textbox', { name: 'Note' }).fill('Called the carrier.');
  await pane.getByRole('button', { name: 'Add note' }).click();
  await expect(pane.getByRole('list', { name: 'Notes' })).toContainText('Called the carrier.');
  await pane.getByLabel('Label', { exact: true }).fill('Carrier');
  await page.keyboard.press('Enter');
  await expect(pane.getByRole('list', { name: 'Labels' })).toContainText('Carrier');
  await expect(rowOf(page, jane.name)).toContainText('Carrier');
  await expect(transcript(page)).not.toContainText('carrier');
  await expectAccessible(page);

  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Snooze' }).click();
  const snooze = page.getByRole('dialog', { name: 'Snooze' });
  await snooze.getByRole('button', { name: 'Tomorrow at 9' }).click();
  await expectAccessible(page);
  await snooze.getByRole('button', { name: 'Snooze', exact: true }).click();
  await expect(rowOf(page, jane.name)).toBeHidden();
  await queueOf(page, 'Snoozed').click();
  await expect(rowOf(page, jane.name)).toBeVisible();
  await jane.say('Hello?');
  await expect(rowOf(page, jane.name)).toBeHidden();
  await queueOf(page, 'Waiting').click();
  await expect(rowOf(page, jane.name)).toContainText('Hello?');

  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Assign to a colleague' }).click();
  const assign = page.getByRole('dialog', { name: 'Assign to a colleague' });
  await assign.getByLabel('Colleague').click();
  await page.getByRole('option', { name: /you/ }).click();
  await assign.getByRole('button', { name: 'Assign' }).click();
  await expect(page.getByText('Assigned to you').first()).toBeVisible();
});

test('works with the keyboard alone', async ({ page, request }) => {
  const jane = await openVisitor(request, 'people');
  await jane.say('Hello?');
  await page.goto(`/inbox?search=${encodeURIComponent(jane.name)}`);
  const row = rowOf(page, jane.name);
  await expect(row).toBeVisible();
  await page.keyboard.press('j');
  await expect(row).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: jane.name })).toBeVisible();
  await page.keyboard.press('t');
  await expect(page.getByText('Assigned to you').first()).toBeVisible();
  await page.keyboard.press('r');
  await expect(composer(page)).toBeFocused();
  await page.keyboard.type('Yes?');
  await page.keyboard.press('Enter');
  await expect(transcript(page)).toContainText('Yes?');
  await page.keyboard.press('Escape');
  await expect(transcript(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page).not.toHaveURL(/open=/);
});

test('keeps a failed reply while another conversation is open', async ({ page, request }) => {
  const jane = await openVisitor(request, 'people');
  await jane.say('Hello?');
  await jane.say('Is somebody there?');
  await page.goto(`/inbox?search=${encodeURIComponent(jane.name)}`);
  await rowOf(page, jane.name).click();
  await expect(transcript(page)).toContainText('Is somebody there?');
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/inbox\.reply/, async (route) => {
    await released;
    await route.abort();
  });
  await composer(page).fill('I am.');
  const asked = page.waitForRequest(/inbox\.reply/);
  await composer(page).press('Enter');
  await asked;
  await page.keyboard.press('Escape');
  await expect(transcript(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByText('Choose a conversation')).toBeVisible();
  const failed = page.waitForEvent('requestfailed', (lost) => lost.url().includes('inbox.reply'));
  release();
  await failed;
  await rowOf(page, jane.name).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Not sent' })).toBeVisible();
  await page.unroute(/inbox\.reply/);
  await page.getByRole('button', { name: 'Send again' }).click();
  await expect(page.getByText('Sending')).toBeHidden();
  await expect(transcript(page)).toContainText('I am.');
  await expect(page.getByRole('list', { name: 'Replies being sent' })).toBeHidden();
});

test('creates canned replies, finds them by a slash, and deletes them', async ({ page, request }) => {
  const jane = await openVisitor(request, 'people');
  await jane.say('When are you open?');
  await page.goto(`/inbox?search=${encodeURIComponent(jane.name)}`);
  await rowOf(page, jane.name).click();
  const title = `Hours ${crypto.randomUUID().slice(0, 8)}`;
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Canned replies' }).click();
  await page.getByRole('button', { name: 'New canned reply' }).click();
  const form = page.getByRole('form', { name: 'New canned reply' });
  await form.getByRole('button', { name: 'Save reply' }).click();
  await expect(form.getByText('Enter a title.')).toBeVisible();
  await form.getByLabel('Title').fill(title);
  await form.getByLabel('Text').fill('We are open from 9 to 17.');
  await form.getByRole('button', { name: 'Save reply' }).click();
  const list = page.getByRole('dialog', { name: 'Canned replies' });
  await expect(list.getByText(title)).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');

  await composer(page).fill(`/${title}`);
  await expect(page.getByRole('option', { name: new RegExp(title) })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await expectAccessible(page);
  await composer(page).press('Enter');
  await expect(composer(page)).toHaveValue('We are open from 9 to 17.');
  await composer(page).press('Enter');
  await expect(transcript(page)).toContainText('We are open from 9 to 17.');

  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Canned replies' }).click();
  await list.getByRole('button', { name: `Remove ${title}` }).click();
  await confirm(page, 'Remove reply');
  await expect(list.getByText(title)).toBeHidden();
});

test('closes a conversation after a confirmation', async ({ page, request }) => {
  const jane = await openVisitor(request, 'people');
  await jane.say('Never mind');
  await page.goto(`/inbox?search=${encodeURIComponent(jane.name)}`);
  await rowOf(page, jane.name).click();
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Close the conversation' }).click();
  await confirm(page, 'Close conversation');
  await expect(page.getByText('No more messages can be sent')).toBeVisible();
  await queueOf(page, 'Closed').click();
  await expect(rowOf(page, jane.name)).toContainText('Closed');
});

test('shows one pane at a time on a phone', async ({ page, request }) => {
  const jane = await openVisitor(request, 'people');
  await jane.say('Hello from my phone');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/inbox?search=${encodeURIComponent(jane.name)}`);
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  const row = rowOf(page, jane.name);
  await row.click();
  await expect(row).toBeHidden();
  await expect(transcript(page)).toContainText('Hello from my phone');
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Back to the list' }).click();
  await expect(row).toBeVisible();
  await page.goto('/inbox?search=nobody-is-called-this');
  await expect(page.getByText('No matching conversations')).toBeVisible();
  await page.getByRole('button', { name: 'Clear the filters' }).click();
  await expect(page).toHaveURL('/inbox');
});
