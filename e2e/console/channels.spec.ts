import { randomUUID } from 'node:crypto';
import type { APIRequestContext, Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from '../support/accessibility';
import { confirm } from '../support/confirm';
import { getDemo } from '../support/demo';
import { endpointAt, manage } from '../support/manage';
import { signIn } from '../support/sign-in';
import { expect, test } from '../support/test';

test.beforeEach(({ page }) => signIn(page));

type Made = { channel: { id: string } };

const named = (what: string) => `${what} ${randomUUID().slice(0, 8)}`;

async function makeChannel(request: APIRequestContext, fields: object): Promise<string> {
  const { channel } = await manage<Made>(request, '/channels', {
    kind: 'chat',
    name: named('Made'),
    ...fields,
  });
  return channel.id;
}

async function openChannel(page: Page, channelId: string, tab = 'settings'): Promise<void> {
  await page.goto(`/channels/${channelId}?tab=${tab}`);
  await expect(page.getByRole('tab', { selected: true }).first()).toBeVisible();
}

async function takeSecret(page: Page, title: string): Promise<string> {
  const dialog = page.getByRole('dialog', { name: title });
  const secret = (await dialog.getByTestId('secret').textContent()) ?? '';
  expect(secret).toMatch(/^whsec_/);
  await dialog.getByRole('button', { name: 'I have copied it' }).click();
  await expect(page.getByText(secret)).toHaveCount(0);
  return secret;
}

test('creates a Unified Messaging channel, tests its webhook, and shows the result', async ({
  page,
  baseURL,
}) => {
  const name = named('Mail');
  await page.goto('/channels');
  await page.getByRole('button', { name: 'New channel' }).click();
  const dialog = page.getByRole('dialog', { name: 'New channel' });
  await dialog.getByRole('radio', { name: /Unified messaging/ }).check();
  await dialog.getByRole('button', { name: 'Create channel' }).click();
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toHaveAttribute('aria-invalid', 'true');
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByRole('button', { name: 'Create channel' }).click();
  await expect(dialog.getByRole('combobox', { name: 'Room' })).toHaveAttribute('aria-invalid', 'true');
  await expectAccessible(page);
  await dialog.getByRole('textbox', { name: 'Messaging channel' }).fill('email');
  await dialog.getByRole('combobox', { name: 'Room' }).click();
  await page.getByRole('option', { name: /Demo room/ }).click();
  await dialog.getByRole('textbox', { name: 'Webhook' }).fill(endpointAt(baseURL, 'there'));
  await dialog.getByRole('button', { name: 'Create channel' }).click();
  await takeSecret(page, 'Channel created');
  await expect(page.getByRole('heading', { name: new RegExp(name) })).toBeVisible();

  await page.getByRole('tab', { name: 'Webhook' }).click();
  await page.getByRole('button', { name: 'Send test' }).click();
  await expect(page.getByRole('list', { name: 'Attempts' })).toContainText('200');
  await expect(page.getByText('Delivered', { exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('tab', { name: 'Deliveries' }).click();
  await expect(page.getByRole('table', { name: 'Latest deliveries' })).toContainText('test');
});

test('explains that headless sessions need no channel', async ({ page }) => {
  await page.goto('/channels?new=headless');
  const dialog = page.getByRole('dialog', { name: 'New channel' });
  await expect(dialog.getByText('It needs no channel.')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('link', { name: 'Create an API key' }).click();
  await expect(page.getByRole('dialog', { name: 'New API key' })).toBeVisible();
});

test('changes what pages may do, and shows errors at the field', async ({ page, request }) => {
  const channelId = await makeChannel(request, {});
  await openChannel(page, channelId);
  const pages = page.getByRole('form', { name: 'Pages' });
  await pages.getByLabel('Allowed origins').fill('https://shop.example\nshop');
  await pages.getByRole('button', { name: 'Save' }).click();
  await expect(pages.getByText(/^Allowed origins, entry 2 must be like/)).toBeVisible();
  await pages.getByLabel('Allowed origins').fill('https://shop.example');
  await pages.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Origins saved')).toBeVisible();

  const intents = page.getByRole('form', { name: 'Intents' });
  await intents.getByRole('radio', { name: /Only these/ }).check();
  await intents.getByRole('checkbox').first().check();
  await intents.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Intents saved')).toBeVisible();

  const questions = page.getByRole('form', { name: 'Quick questions' });
  await questions.getByRole('button', { name: 'Add question' }).click();
  await questions.getByLabel('Question', { exact: true }).fill('Where is my order?');
  await questions.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Quick questions saved')).toBeVisible();
  await expectAccessible(page);

  type Settings = {
    settings: { allowedOrigins: string[]; allowedIntents: string[]; quickQuestions: object[] };
  };
  const { settings } = await manage<Settings>(request, `/channels/${channelId}`);
  expect(settings.allowedOrigins).toEqual(['https://shop.example']);
  expect(settings.allowedIntents).toHaveLength(1);
  expect(settings.quickQuestions).toMatchObject([{ question: 'Where is my order?', intentName: null }]);
});

test('rotates the publishable key after a confirmation', async ({ page, request }) => {
  await openChannel(page, await makeChannel(request, {}));
  const key = page.getByText(/^pk_live_/);
  const before = (await key.textContent()) ?? '';
  await page.getByRole('button', { name: 'Rotate' }).click();
  await confirm(page, 'Rotate key');
  await expect(key).not.toHaveText(before);
});

test('edits business hours and segments', async ({ page, request }) => {
  const flowId = Object.values(getDemo().flows)[0];
  const channelId = await makeChannel(request, { kind: 'flowrest', flowId });
  await openChannel(page, channelId);
  const hours = page.getByRole('form', { name: 'Business hours' });
  await hours.getByRole('button', { name: 'Add schedule' }).click();
  await hours.getByLabel('Label').fill('Support');
  await hours.getByLabel('Time zone').fill('Europe/Berlin');
  await hours.getByRole('checkbox', { name: 'Saturday' }).check();
  await hours.getByLabel('Saturday, to').fill('12:30');
  await hours.getByRole('checkbox', { name: 'Monday' }).uncheck();
  await hours.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Business hours saved')).toBeVisible();

  const segments = page.getByRole('form', { name: 'Segments' });
  await segments.getByRole('button', { name: 'Add segment' }).click();
  await segments.getByLabel('Title').fill('Gold');
  await segments.getByRole('button', { name: 'Save' }).click();
  await expect(segments.getByRole('alert').first()).toHaveText('Id must not be empty.');
  await segments.getByLabel('Id', { exact: true }).fill('gold');
  await segments.getByLabel('Profile field').fill('level');
  await segments.getByLabel('Value').fill('gold');
  await segments.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Segments saved')).toBeVisible();
  await expectAccessible(page);

  type Settings = { settings: { businessHours: { weekdays: object[] }[]; segments: object[] } };
  const { settings } = await manage<Settings>(request, `/channels/${channelId}`);
  expect(settings.businessHours[0]?.weekdays).toHaveLength(5);
  expect(settings.businessHours[0]?.weekdays.at(-1)).toEqual({
    weekday: 'Saturday',
    content: [{ from: '9:00', to: '12:30' }],
  });
  expect(settings.segments).toMatchObject([{ id: 'gold', conditions: [{ field: 'level', value: 'gold' }] }]);
});

test('creates a secret with the first webhook, and rotates it with an overlap', async ({
  page,
  request,
  baseURL,
}) => {
  const channelId = await makeChannel(request, {});
  await openChannel(page, channelId, 'webhook');
  const endpoint = page.getByRole('form', { name: 'Endpoint' });
  await endpoint.getByLabel('Webhook URL').fill('ftp://nowhere');
  await endpoint.getByRole('button', { name: 'Save' }).click();
  await expect(endpoint.getByLabel('Webhook URL')).toHaveAttribute('aria-invalid', 'true');
  await endpoint.getByLabel('Webhook URL').fill(endpointAt(baseURL, 'there'));
  await endpoint.getByRole('radio', { name: /Long/ }).check();
  await endpoint.getByRole('button', { name: 'Save' }).click();
  const first = await takeSecret(page, 'Webhook saved');
  await expect(page.getByText('In use')).toBeVisible();
  await page.getByRole('button', { name: 'Rotate' }).click();
  await page.getByLabel('The old secret stops signing').click();
  await page.getByRole('option', { name: 'After 1 hour' }).click();
  await page.getByRole('button', { name: 'Rotate secret' }).click();
  expect(await takeSecret(page, 'Signing secret rotated')).not.toBe(first);
  await expect(page.getByText('Being replaced')).toBeVisible();
  await expectAccessible(page);
});

test('pauses a channel, which then refuses callers, and resumes it', async ({ page, request }) => {
  await openChannel(page, await makeChannel(request, {}));
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByText('Paused', { exact: true })).toBeVisible();
  const publicKey = (await page.getByText(/^pk_live_/).textContent()) ?? '';
  const open = () => request.post('/api/public/v1/chat/sessions', { data: { publicKey } });
  await expect.poll(async () => (await open()).status()).toBe(403);
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect.poll(async () => (await open()).status()).toBe(201);
});

test('creates a key for one channel, and revokes it', async ({ page, request }) => {
  const flowId = getDemo().flows.echo;
  const channelId = await makeChannel(request, { kind: 'flowrest', flowId });
  await openChannel(page, channelId, 'keys');
  await page.getByRole('button', { name: 'New key' }).click();
  await page.getByRole('button', { name: 'Create key' }).click();
  const dialog = page.getByRole('dialog', { name: 'Key created' });
  const authorization = (await dialog.getByTestId('secret').textContent()) ?? '';
  await dialog.getByRole('button', { name: 'I have copied it' }).click();
  const read = async () =>
    (await request.get('/rest/v1/threads?page=1&sync=true', { headers: { authorization } })).status();
  expect(await read()).toBe(200);
  await page.getByRole('button', { name: /^Revoke Made/ }).click();
  await page.getByRole('button', { name: 'Revoke key' }).click();
  await expect(page.getByText('Revoked', { exact: true })).toBeVisible();
  expect(await read()).toBe(401);
});

test('shows sample requests with the channel’s values in three languages', async ({ page, request }) => {
  const channelId = await makeChannel(request, {});
  await openChannel(page, channelId, 'requests');
  await expect(page.getByText(/curl -X POST 'http.*chat\/sessions'/)).toContainText('pk_live_');
  for (const language of ['JavaScript', 'Python']) {
    await page.getByRole('tab', { name: language }).click();
    await expect(
      page.getByText(language === 'Python' ? /import os, requests/ : /await fetch/).first(),
    ).toBeVisible();
  }
  await expectAccessible(page);
});

test('deletes a channel only after its name is typed', async ({ page, request }) => {
  const name = named('Doomed');
  await openChannel(page, await makeChannel(request, { name }));
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Remove channel' }).click();
  const question = page.getByRole('alertdialog', { name: `Remove “${name}”?` });
  await expect(question.getByText('its threads, and the API keys')).toBeVisible();
  await expect(question.getByRole('button', { name: 'Remove channel' })).toBeDisabled();
  await expectAccessible(page);
  await question.getByRole('textbox').fill(name);
  await question.getByRole('button', { name: 'Remove channel' }).click();
  await expect(page).toHaveURL('/channels');
  await page.getByLabel('Search channels by name').fill(name);
  await expect(page.getByText('No matching channels')).toBeVisible();
});

test('creates and changes rooms, and keeps those that a channel uses', async ({ page, request }) => {
  const name = named('Desk');
  await page.goto('/channels/rooms');
  await page.getByRole('button', { name: 'New room' }).click();
  const dialog = page.getByRole('dialog', { name: 'New room' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByRole('button', { name: 'Create room' }).click();
  await expect(dialog.getByText('is required in a room where a flow replies')).toBeVisible();
  await dialog.getByRole('radio', { name: /^People reply/ }).check();
  await dialog.getByRole('button', { name: 'Create room' }).click();
  const row = page.getByRole('row').filter({ hasText: name });
  await expect(row).toContainText('People reply');
  await row.getByRole('link', { name }).click();
  const edit = page.getByRole('dialog', { name });
  await edit.getByRole('radio', { name: /A flow suggests/ }).check();
  await edit.getByRole('combobox', { name: 'Flow' }).click();
  // The newest flows belong to other tests, which archive some.
  await page.getByRole('option', { name: /^Echo/ }).click();
  await expectAccessible(page);
  await edit.getByRole('button', { name: 'Save room' }).click();
  await expect(row).toContainText('A flow suggests');

  const { items } = await manage<{ items: { id: string; name: string }[] }>(request, '/rooms?limit=100');
  const roomId = items.find((room) => room.name === name)?.id;
  const channel = named('Mail');
  await makeChannel(request, { kind: 'umi', name: channel, label: 'email', roomId });
  await page.reload();
  await expect(row).toContainText(channel);
  await row.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await expect(page.getByRole('dialog', { name: `“${name}” cannot be removed` })).toContainText(
    'A channel has',
  );
  await expectAccessible(page);
});

test('filters the list in the address, is accessible, and fits a phone', async ({ page, request }) => {
  const name = named('Shown');
  await makeChannel(request, { name });
  await page.goto(`/channels?kind=umi&search=${encodeURIComponent(name)}`);
  await expect(page.getByText('No matching channels')).toBeVisible();
  await page.getByRole('button', { name: 'Show all channels' }).click();
  await expect(page).toHaveURL('/channels');
  await expect(page.getByRole('link', { name })).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
  await page.getByRole('link', { name }).click();
  await expect(page.getByRole('form', { name: 'General' })).toBeVisible();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});
