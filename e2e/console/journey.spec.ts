import type { APIRequestContext, Page } from '@playwright/test';
import { confirm } from '../support/confirm';
import { getDemo } from '../support/demo';
import {
  boxOf,
  canvasOf,
  choose,
  createBlank,
  inspectorOf,
  node,
  publishable,
  saved,
  tryItOf,
  wire,
  write,
  writeCode,
} from '../support/draw';
import { endpointAt } from '../support/manage';
import { signInByForm } from '../support/sign-in';
import { expect, test } from '../support/test';

/*
 * One flow from start to end through the interface alone: drawn, tested, published, called by other software,
 * watched, taken over, handed back, its webhooks delivered, and its key revoked.
 */

test('takes one flow from sign-in to a revoked key', async ({ page, request, baseURL }) => {
  test.slow();
  const mark = crypto.randomUUID().slice(0, 8);
  await signInByForm(page);
  const name = await test.step('draw six nodes', () => drawSixNodes(page));
  await test.step('try it', () => tryIt(page));
  await test.step('publish it', () => publish(page, name));
  const room = await test.step('give it a room', () => makeRoom(page, `Room ${mark}`, name));
  const channelId = await test.step('give it a channel', () =>
    makeChannel(page, { name: `Mail ${mark}`, room, webhook: endpointAt(baseURL, 'there') }));
  const secret = await test.step('make a key', () => makeKey(page, `Shop ${mark}`));
  const send = (body: string) => sendMessage(request, { channelId, secret, mark, body });

  await test.step('run it from other software and watch it live', async () => {
    expect(await send('Hello there')).toBe(201);
    await page.goto('/sessions');
    await page.getByRole('row').filter({ hasText: name }).getByRole('link').first().click();
    await expect(page.getByTestId('stand')).toContainText('Waiting for an answer at');
    expect(await send('Alexandra')).toBe(201);
    await expect(page.getByTestId('stand')).toContainText('Waiting for the outcome of the transfer');
    await expect(transcript(page)).toContainText('Alexandra');
  });

  await test.step('take over, reply, and hand back', async () => {
    await page.getByRole('button', { name: 'Take over' }).click();
    await expect(page.getByText('You handle this conversation; the flow is paused.')).toBeVisible();
    await page.getByRole('textbox', { name: 'Reply as yourself' }).fill('I am with you now.');
    await page.keyboard.press('Enter');
    await expect(transcript(page)).toContainText('I am with you now.');
    await page.getByRole('button', { name: 'Hand back' }).click();
    const dialog = page.getByRole('dialog', { name: 'Hand back to the flow' });
    await dialog.getByRole('button', { name: 'Hand back' }).click();
    await expect(dialog).toBeHidden();
    await expect(transcript(page)).toContainText('Goodbye, Alexandra.');
    await expect(page.getByText('This session is over')).toBeVisible();
  });

  await test.step('see the webhooks delivered', async () => {
    await page.getByRole('tab', { name: 'Deliveries' }).click();
    await page.getByRole('tabpanel', { name: 'Deliveries' }).getByRole('link').first().click();
    await expect(page.getByRole('list', { name: 'Attempts' })).toContainText('200');
    await expect(page.getByText('Delivered', { exact: true })).toBeVisible();
    await page.goto(`/deliveries?channel=${channelId}`);
    const rows = page.getByRole('table', { name: 'Deliveries' }).getByRole('row');
    await expect(rows.filter({ hasText: 'Delivered' })).not.toHaveCount(0);
    await expect(rows.filter({ hasText: /Pending|Dead/ })).toHaveCount(0);
  });

  await test.step('revoke the key, and the next call fails', async () => {
    await page.goto('/developers/api-keys');
    await page.getByRole('button', { name: `Actions for Shop ${mark}` }).click();
    await page.getByRole('menuitem', { name: 'Revoke' }).click();
    await confirm(page, 'Revoke key');
    expect(await send('Is anybody there?')).toBe(401);
  });
});

const transcript = (page: Page) => page.getByRole('list', { name: 'Transcript' });

/** A greeting, a question, a condition, a transfer to a person, a goodbye and an end. */
async function drawSixNodes(page: Page): Promise<string> {
  const name = await createBlank(page);
  const canvas = await boxOf(canvasOf(page));
  await page
    .getByRole('navigation', { name: 'Nodes to add' })
    .getByRole('button', { name: 'Question' })
    .dragTo(canvasOf(page), { targetPosition: { x: canvas.width - 130, y: canvas.height - 260 } });
  await wire(page, node(page, /^Message hello/), 'Next', node(page, /^Question question/));
  await choose(page, 'question');
  await write(page, 'Text', 'What is your name?');
  await write(page, 'Save to', 'name');
  await addBehind(page, 'c');
  await writeCode(page, 'When', 'name.length > 3');
  await addBehind(page, 't');
  await leadTo(page, 'Error', 'done');
  await addBehind(page, 'm');
  await write(page, 'Text', 'Goodbye, {{ name }}.');
  await leadTo(page, 'Next', 'done');
  await choose(page, 'condition');
  await leadTo(page, 'Else', 'done');
  await expect(canvasOf(page).getByRole('group')).toHaveCount(6);
  await expect(publishable(page)).toBeVisible();
  await expect(saved(page)).toBeVisible();
  return name;
}

async function addBehind(page: Page, key: string): Promise<void> {
  await canvasOf(page).focus();
  await page.keyboard.press(key);
}

async function leadTo(page: Page, exit: string, target: string): Promise<void> {
  await inspectorOf(page).getByLabel(exit, { exact: true }).selectOption({ label: target });
}

async function tryIt(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Try it' }).click();
  const panel = tryItOf(page);
  await panel.getByRole('button', { name: 'Start a test session' }).click();
  await expect(panel.getByRole('log')).toContainText('What is your name?');
  await panel.getByLabel('Message').fill('Al');
  await page.keyboard.press('Enter');
  await expect(panel.getByText('Completed')).toBeVisible();
  await expect(node(page, /^End done/).locator('[data-visited]')).toBeVisible();
}

async function publish(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: `Publish ${name}` });
  await dialog.getByRole('button', { name: 'Publish' }).click();
  await expect(page.getByText('v1 live', { exact: true })).toBeVisible();
}

async function makeRoom(page: Page, room: string, flow: string): Promise<string> {
  await page.goto('/channels/rooms?new=1');
  const dialog = page.getByRole('dialog', { name: 'New room' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill(room);
  await dialog.getByRole('combobox', { name: 'Flow' }).click();
  await page.getByRole('option', { name: flow }).click();
  await dialog.getByRole('button', { name: 'Create room' }).click();
  await expect(page.getByRole('row').filter({ hasText: room })).toContainText(flow);
  return room;
}

type NewChannel = { name: string; room: string; webhook: string };

async function makeChannel(page: Page, { name, room, webhook }: NewChannel): Promise<string> {
  await page.goto('/channels?new=umi');
  const dialog = page.getByRole('dialog', { name: 'New channel' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByRole('textbox', { name: 'Messaging channel' }).fill('email');
  await dialog.getByRole('combobox', { name: 'Room' }).click();
  await page.getByRole('option', { name: room }).click();
  await dialog.getByRole('textbox', { name: 'Webhook' }).fill(webhook);
  await dialog.getByRole('button', { name: 'Create channel' }).click();
  await page.getByRole('button', { name: 'I have copied it' }).click();
  await expect(page.getByRole('heading', { name: new RegExp(name) })).toBeVisible();
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

async function makeKey(page: Page, name: string): Promise<string> {
  await page.goto('/developers/api-keys?new=1');
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('button', { name: 'Create key' }).click();
  const secret = (await page.getByTestId('secret').textContent()) ?? '';
  await page.getByRole('button', { name: 'I have copied it' }).click();
  return secret;
}

type WebhookProof = { channelId: string; secret: string; mark: string; body: string };

/** Sends a visitor's message as the channel's software does; returns the status. */
async function sendMessage(
  request: APIRequestContext,
  { channelId, secret, mark, body }: WebhookProof,
): Promise<number> {
  const url = `/api/v5/orgs/${getDemo().orgId}/unified_messaging/${channelId}/messages`;
  const message = {
    body,
    thread_id: `thread-${mark}`,
    sender_id: 'ada@example.test',
    message_id: crypto.randomUUID(),
  };
  const headers = { authorization: `Bearer ${secret}` };
  return (await request.post(url, { headers, data: { messages: [message] } })).status();
}
