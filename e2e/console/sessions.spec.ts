import type { Page } from '@playwright/test';
import { confirm } from '../support/confirm';
import { signIn } from '../support/sign-in';
import { startTalk } from '../support/talk';
import { expect, test } from '../support/test';

test.beforeEach(({ page }) => signIn(page));

const rowOf = (page: Page, id: string) =>
  page
    .getByRole('table', { name: 'Sessions' })
    .getByRole('row')
    .filter({ hasText: id.slice(-8) });
test('lists a conversation over REST, and updates it live', async ({ page, request }) => {
  await page.goto('/sessions');
  const externalId = `crm-${crypto.randomUUID().slice(0, 8)}`;
  const talk = await startTalk(request, 'echo', {
    metadata: { channel: 'kiosk', externalSessionId: externalId },
  });
  const row = rowOf(page, talk.id);
  await expect(row).toContainText('Awaiting input');
  await expect(row).toContainText('Echo');
  await expect(row).toContainText('kiosk');
  await expect(row).toContainText(externalId);
  await expect(row.getByRole('cell').nth(7)).toHaveText('1');
  await talk.say('hello');
  await expect(row.getByRole('cell').nth(7)).toHaveText('2');
  await row.getByRole('link').first().click();
  await expect(page).toHaveURL(`/sessions/${talk.id}`);
});

test('keeps filters and search in the address', async ({ page, request }) => {
  const externalId = `find-${crypto.randomUUID().slice(0, 8)}`;
  const talk = await startTalk(request, 'airline', { metadata: { externalSessionId: externalId } });
  await page.goto('/sessions');
  await expect(rowOf(page, talk.id)).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type(externalId);
  await expect(page).toHaveURL(new RegExp(`search=${externalId}`));
  await expect(page.getByRole('table', { name: 'Sessions' }).getByRole('row')).toHaveCount(2);
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'State' }).click();
  await page.getByRole('checkbox', { name: 'Failed' }).click();
  await expect(page).toHaveURL(/status=failed/);
  await expect(page.getByText('No matching sessions')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Clear the filters' }).click();
  await expect(page).toHaveURL('/sessions');
  await page.goto(`/sessions?search=${talk.id}`);
  await expect(rowOf(page, talk.id)).toBeVisible();
});

test('keeps text that is typed while the address is updated', async ({ page, request }) => {
  const talk = await startTalk(request, 'echo');
  await page.goto('/sessions');
  await expect(rowOf(page, talk.id)).toBeVisible();
  const address = await holdAddress(page);
  const search = page.getByRole('searchbox');
  await search.fill('zq');
  // The address may be written more than once for one text; the first write is what the test holds.
  await expect.poll(address.held).toBeGreaterThan(0);
  await search.fill('zqzq');
  await address.releaseOne();
  await expect(page).toHaveURL(/search=zq$/);
  await expect(page.getByText('No matching sessions')).toBeVisible();
  // Once, or twice when the first address change was slow.
  await expect.poll(address.held).toBeGreaterThan(0);
  await expect(search).toHaveValue('zqzq');
  await expect
    .poll(async () => {
      await address.releaseOne();
      return page.url();
    })
    .toMatch(/search=zqzq$/);
  await expect(page.getByText('No matching sessions')).toBeVisible();
  await expect(search).toHaveValue('zqzq');
});

test('moves through the rows with j and k, and opens one with Enter', async ({ page, request }) => {
  const talk = await startTalk(request, 'echo', {
    metadata: { externalSessionId: `keys-${crypto.randomUUID()}` },
  });
  await page.goto(`/sessions?search=${talk.id}`);
  await expect(rowOf(page, talk.id)).toBeVisible();
  await page.keyboard.press('j');
  await expect(rowOf(page, talk.id).getByRole('link').first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`/sessions/${talk.id}`);
});

/** Delays address changes until released, as a busy page does. */
async function holdAddress(page: Page) {
  const changes = await page.evaluateHandle(() => {
    const replace = window.history.replaceState.bind(window.history);
    const waiting: (() => void)[] = [];
    // Other changes than the search's, such as the router's own, are not delayed.
    window.history.replaceState = (...change) =>
      String(change[2]).includes('search=')
        ? void waiting.push(() => replace(...change))
        : replace(...change);
    return waiting;
  });
  return {
    held: () => changes.evaluate((waiting) => waiting.length),
    releaseOne: () => changes.evaluate((waiting) => waiting.shift()?.()),
  };
}

test('ends chosen sessions, and finds those that started in the last hour', async ({ page, request }) => {
  const name = `batch-${crypto.randomUUID().slice(0, 8)}`;
  for (const text of ['one', 'two'])
    await (await startTalk(request, 'echo', { metadata: { externalSessionId: name } })).say(text);
  await page.goto(`/sessions?search=${name}`);
  const rows = page.getByRole('table', { name: 'Sessions' }).getByRole('row').filter({ hasText: 'Echo' });
  await expect(rows).toHaveCount(2);
  await page.getByRole('checkbox', { name: 'Select all visible rows' }).click();
  const bar = page.getByRole('region', { name: 'Selected sessions' });
  await bar.getByRole('button', { name: 'End 2 sessions' }).click();
  await confirm(page, 'End');
  await expect(page.getByText('2 sessions ended')).toBeVisible();
  await expect(rows.filter({ hasText: 'Ended' })).toHaveCount(2);

  await page.getByRole('button', { name: 'Started' }).click();
  await page.getByRole('button', { name: 'Last hour' }).click();
  await expect(page).toHaveURL(/since=/);
  await page.keyboard.press('Escape');
  await expect(rows).toHaveCount(2);
});

test('keeps filters as a view of the member', async ({ page }) => {
  const name = `view-${crypto.randomUUID().slice(0, 8)}`;
  await page.goto(`/sessions?search=${name}&status=failed`);
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('button', { name: 'Save this view' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save this view' });
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByRole('button', { name: 'Save view' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name })).toBeVisible();
  await page.goto('/sessions');
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('link', { name }).click();
  await expect(page).toHaveURL(new RegExp(`status=failed&search=${name}`));
  await page.getByRole('button', { name }).click();
  await page.getByRole('button', { name: `Delete the view ${name}` }).click();
  await expect(page.getByRole('link', { name })).toBeHidden();
});
