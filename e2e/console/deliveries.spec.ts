import { randomUUID } from 'node:crypto';
import type { APIRequestContext, Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from '../support/accessibility';
import { getDemo } from '../support/demo';
import { endpointAt, manage } from '../support/manage';
import { signIn } from '../support/sign-in';
import { expect, test } from '../support/test';

test.beforeEach(({ page }) => signIn(page));

type Channel = { id: string; name: string; repair: () => Promise<void> };

/** Creates a channel with an unreachable webhook, by default without retries. */
async function makeBrokenChannel(
  request: APIRequestContext,
  baseURL: string | undefined,
  retries: object = { maxRetryCount: 0 },
): Promise<Channel> {
  const { umi, orgId, apiKey } = getDemo();
  const { roomId } = await manage<{ roomId: string }>(request, `/channels/${umi?.configId ?? ''}`);
  const name = `Broken ${randomUUID().slice(0, 8)}`;
  const webhookUrl = endpointAt(baseURL, 'missing');
  const { channel } = await manage<{ channel: { id: string } }>(request, '/channels', {
    ...{ kind: 'umi', name, label: 'email', roomId, webhookUrl, ...retries },
  });
  const repair = async () => {
    const url = `/api/v1/orgs/${orgId}/channels/${channel.id}`;
    const headers = { authorization: `Bearer ${apiKey}` };
    const data = { webhookUrl: endpointAt(baseURL, 'there') };
    expect((await request.patch(url, { headers, data })).ok()).toBe(true);
  };
  return { id: channel.id, name, repair };
}

/** Sends test webhooks and waits until each is a dead letter. */
async function sendDead(request: APIRequestContext, { id }: Channel, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let made = 0; made < count; made += 1) {
    const sent = await manage<{ deliveryId: string }>(request, `/channels/${id}/test`, {});
    ids.push(sent.deliveryId);
  }
  for (const deliveryId of ids) {
    const read = () => manage<{ status: string }>(request, `/deliveries/${deliveryId}`);
    await expect.poll(async () => (await read()).status).toBe('dead');
  }
  return ids;
}

const rowsOf = (page: Page) =>
  page.getByRole('table', { name: 'Deliveries' }).getByRole('row').filter({ hasText: 'test' });

test('finds dead letters, opens one, and sends it again', async ({ page, request, baseURL }) => {
  const channel = await makeBrokenChannel(request, baseURL);
  await sendDead(request, channel, 1);
  await page.goto(`/deliveries?channel=${channel.id}`);
  await page.getByRole('button', { name: 'Dead letters' }).click();
  await expect(page).toHaveURL(/status=dead/);
  await expect(rowsOf(page)).toHaveCount(1);
  await expect(rowsOf(page)).toContainText('The endpoint answered 404.');
  await expectAccessible(page);
  await rowsOf(page).getByRole('link', { name: /test/ }).first().click();
  await expect(page.getByRole('list', { name: 'Attempts' })).toContainText('404');
  await expect(page.getByText(channel.name).first()).toBeVisible();
  await page.getByRole('tab', { name: 'Raw' }).click();
  await expect(page.getByText('{"event":"test"')).toBeVisible();
  await expectAccessible(page);
  await channel.repair();
  await page.getByRole('button', { name: 'Resend' }).click();
  await expect(page.getByRole('list', { name: 'Attempts' })).toContainText('Attempt 2');
  await expect(page.getByText('Delivered', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Resend' }).click();
  await expect(page.getByRole('alertdialog', { name: 'Send it again?' })).toBeVisible();
});

test('tries a delivery now that waits for its next attempt', async ({ page, request, baseURL }) => {
  const channel = await makeBrokenChannel(request, baseURL, { webhookSchedule: 'long' });
  const sent = await manage<{ deliveryId: string }>(request, `/channels/${channel.id}/test`, {});
  const read = () => manage<{ attempts: number }>(request, `/deliveries/${sent.deliveryId}`);
  // The third attempt is five minutes after the second.
  await expect.poll(async () => (await read()).attempts, { timeout: 30_000 }).toBe(2);
  await channel.repair();
  await page.goto(`/deliveries/${sent.deliveryId}`);
  await expect(page.getByText('Pending', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Try now' }).click();
  await expect(page.getByText('Delivered', { exact: true })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Attempts' })).toContainText('Attempt 3');
});

test('selects several deliveries and sends them again at once', async ({ page, request, baseURL }) => {
  const channel = await makeBrokenChannel(request, baseURL);
  await sendDead(request, channel, 3);
  await channel.repair();
  await page.goto(`/deliveries?channel=${channel.id}`);
  await expect(rowsOf(page)).toHaveCount(3);
  await rowsOf(page)
    .nth(2)
    .getByRole('checkbox', { name: /Select test/ })
    .click();
  const bar = page.getByRole('region', { name: 'Selected deliveries' });
  await expect(bar).toContainText('1 selected');
  await page.getByRole('checkbox', { name: 'Select all visible rows' }).click();
  await expect(bar).toContainText('3 selected');
  await expectAccessible(page);
  await bar.getByRole('button', { name: 'Resend' }).click();
  await expect(page.getByText('3 deliveries will be sent again')).toBeVisible();
  await expect(rowsOf(page).filter({ hasText: 'Delivered' })).toHaveCount(3);
});

test('recovers and replays the deliveries that an endpoint missed', async ({ page, request, baseURL }) => {
  const channel = await makeBrokenChannel(request, baseURL);
  await sendDead(request, channel, 2);
  await channel.repair();
  await page.goto(`/deliveries?channel=${channel.id}`);
  await page.getByRole('button', { name: 'Recover or replay' }).click();
  const dialog = page.getByRole('dialog', { name: 'Recover or replay' });
  await expect(dialog.getByLabel('Channel')).toContainText(channel.name);
  await dialog.getByLabel('Since').fill('');
  await dialog.getByRole('button', { name: 'Recover', exact: true }).click();
  await expect(dialog.getByText('Enter a date and a time.')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Last hour' }).click();
  await dialog.getByRole('button', { name: 'Recover', exact: true }).click();
  await expect(page.getByText('2 deliveries will be sent again')).toBeVisible();
  await expect(rowsOf(page).filter({ hasText: 'Delivered' })).toHaveCount(2);
  await page.getByRole('button', { name: 'Recover or replay' }).click();
  await dialog.getByRole('radio', { name: /^Replay/ }).check();
  await dialog.getByRole('button', { name: 'Replay', exact: true }).click();
  await expect(page.getByText('Nothing to send')).toBeVisible();
});

test('links a delivery to its session, and finds deliveries by session', async ({ page, request }) => {
  const { umi, orgId, apiKey } = getDemo();
  const thread = `console-${randomUUID()}`;
  const posted = await request.post(
    `/api/v5/orgs/${orgId}/unified_messaging/${umi?.configId ?? ''}/messages`,
    {
      headers: { authorization: `Bearer ${apiKey}` },
      data: {
        messages: [{ body: 'Hello', thread_id: thread, sender_id: 'a@example.com', message_id: thread }],
      },
    },
  );
  expect(posted.status()).toBe(201);
  await page.goto('/deliveries');
  await page.getByLabel('Delivery, session or thread id').fill(thread);
  const row = page
    .getByRole('table', { name: 'Deliveries' })
    .getByRole('row')
    .filter({ hasText: 'message' })
    .first();
  await expect(row).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`search=${thread}`));
  await row.getByRole('link', { name: /message/ }).click();
  await page.locator('dl').getByRole('link').nth(1).click();
  await expect(page.getByRole('heading', { name: /^Session/ })).toBeVisible();
});

test('shows an empty list and a failure, and fits a phone', async ({ page }) => {
  await page.goto('/deliveries?search=nothing-has-this-id');
  await expect(page.getByText('No matching deliveries')).toBeVisible();
  await page.getByRole('button', { name: 'Clear the filters' }).click();
  await expect(page).toHaveURL('/deliveries');
  const calls = '**/api/trpc/*delivery.list*';
  await page.route(calls, (route) => route.abort('internetdisconnected'));
  await page.getByRole('button', { name: 'Dead letters' }).click();
  await expect(page.getByText('The server could not be reached.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  await page.unroute(calls);
  // The list is live: it returns without a click, too.
  await expect(page.getByText('The server could not be reached.')).toHaveCount(0);
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});
