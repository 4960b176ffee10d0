import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessibility';
import { confirm } from '../support/confirm';
import { invite, newEmail, openLink } from '../support/invite';
import { signIn } from '../support/sign-in';
import { expect, test } from '../support/test';

const PASSWORD = 'correct horse battery';

test.beforeEach(({ page }) => signIn(page));

const rowOf = (page: Page, table: string, text: string) =>
  page.getByRole('table', { name: table }).getByRole('row').filter({ hasText: text });

test('invites an agent, who joins and sees the agents’ pages, and removes them', async ({
  page,
  browser,
}) => {
  const email = newEmail();
  const link = await invite(page, email, 'Agent');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'I have copied it' }).click();
  await expect(rowOf(page, 'Open invitations', email)).toContainText('Agent');

  const theirs = await openLink(browser, link);
  await expect(theirs.getByText(`with ${email}`)).toBeVisible();
  await expectAccessible(theirs);
  await theirs.getByLabel('Your name').fill('Grace Hopper');
  await theirs.getByLabel('Password', { exact: true }).fill('short');
  await theirs.getByRole('button', { name: /^Join/ }).click();
  await expect(theirs.getByText('Use at least 12 characters.')).toBeVisible();
  await theirs.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await theirs.getByRole('button', { name: /^Join/ }).click();
  const rooms = theirs.getByRole('navigation', { name: 'Console' });
  await expect(rooms.getByRole('link')).toHaveText([/^Inbox/, 'Sessions', 'Contacts', 'Account']);
  await expect(theirs).toHaveURL('/inbox');
  const again = await openLink(browser, link);
  await expect(again.getByRole('heading', { name: 'This invitation is no longer valid' })).toBeVisible();
  await expectAccessible(again);

  await page.reload();
  await expect(rowOf(page, 'Open invitations', email)).toBeHidden();
  await rowOf(page, 'Members', email).getByRole('button', { name: 'Actions for Grace Hopper' }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await expectAccessible(page);
  await confirm(page, 'Remove member');
  await expect(rowOf(page, 'Members', email)).toBeHidden();
  // The page open there navigates to the sign-in page, and the back button does not return.
  await expect(theirs.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await theirs.goto('/inbox');
  await expect(theirs).toHaveURL(/sign-in/);
});

test('changes a role, and shows the old one in the audit log', async ({ page, browser }) => {
  const email = newEmail();
  const name = `Ada ${crypto.randomUUID().slice(0, 8)}`;
  const theirs = await openLink(browser, await invite(page, email, 'Viewer'));
  await theirs.getByLabel('Your name').fill(name);
  await theirs.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await theirs.getByRole('button', { name: /^Join/ }).click();
  await expect(theirs.getByRole('navigation', { name: 'Console' })).toBeVisible();

  await page.goto('/settings/members');
  await rowOf(page, 'Members', email)
    .getByRole('button', { name: `Actions for ${name}` })
    .click();
  await page.getByRole('menuitem', { name: 'Change role' }).click();
  await page.getByRole('radio', { name: /^Editor/ }).check();
  await page.getByRole('button', { name: 'Change role' }).click();
  await expect(rowOf(page, 'Members', email)).toContainText('Editor');

  await page.goto(`/settings/audit?search=${encodeURIComponent(name)}`);
  const entry = rowOf(page, 'Audit log', 'Member changed');
  await expect(entry).toContainText('role: viewer → editor');
  await entry.getByRole('link').first().click();
  const dialog = page.getByRole('dialog', { name: 'Member changed' });
  await expect(dialog.getByRole('row').filter({ hasText: 'role' })).toContainText('viewereditor');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'All of this member' }).click();
  await expect(page).toHaveURL(/thing=member&id=/);
  await expect(rowOf(page, 'Audit log', 'Member joined')).toBeVisible();
});

test('lists the keys of a removed member, and revokes those not kept', async ({ page, browser }) => {
  const email = newEmail();
  const name = `Key maker ${crypto.randomUUID().slice(0, 8)}`;
  const theirs = await openLink(browser, await invite(page, email, 'Admin'));
  await theirs.getByLabel('Your name').fill(name);
  await theirs.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await theirs.getByRole('button', { name: /^Join/ }).click();
  await expect(theirs.getByRole('navigation', { name: 'Console' })).toBeVisible();
  for (const key of ['Leaves', 'Stays']) {
    await theirs.goto('/developers/api-keys?new=1');
    const dialog = theirs.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Name' }).fill(`${key} ${name}`);
    await dialog.getByRole('button', { name: 'Create key' }).click();
    await expect(dialog.getByText('parley_').first()).toBeVisible();
  }
  await page.goto('/settings/members');
  await rowOf(page, 'Members', email)
    .getByRole('button', { name: `Actions for ${name}` })
    .click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  const asked = page.getByRole('alertdialog');
  await asked.getByRole('checkbox', { name: new RegExp(`^Revoke Stays ${name}`) }).uncheck();
  await expectAccessible(page);
  await confirm(page, 'Remove member');
  await expect(rowOf(page, 'Members', email)).toBeHidden();
  await page.goto('/developers/api-keys');
  await expect(rowOf(page, 'API keys', `Stays ${name}`)).toContainText('Active');
  await page.goto(`/settings/audit?search=${encodeURIComponent(`Leaves ${name}`)}`);
  await expect(rowOf(page, 'Audit log', 'API key revoked')).toBeVisible();

  await page.goto('/settings/audit?thing=sign-in');
  const entry = rowOf(page, 'Audit log', 'Signed in').first();
  await entry.getByRole('link').first().click();
  const detail = page.getByRole('dialog', { name: 'Signed in' });
  await expect(detail).toContainText('127.0.0.1');
  await expect(detail).toContainText('Program');
  await expectAccessible(page);
});

test('creates a second organization, which a known person joins, and switches between both', async ({
  page,
  browser,
}) => {
  const email = newEmail();
  const theirs = await openLink(browser, await invite(page, email, 'Viewer'));
  await theirs.getByLabel('Your name').fill('Joan Clarke');
  await theirs.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await theirs.getByRole('button', { name: /^Join/ }).click();
  await expect(theirs.getByRole('navigation', { name: 'Console' })).toBeVisible();

  const name = `Second ${crypto.randomUUID().slice(0, 8)}`;
  await page.goto('/');
  const menu = page.getByRole('button', { name: /^Organization: / });
  await menu.click();
  await page.getByRole('menuitem', { name: 'New organization' }).click();
  await page.getByRole('button', { name: 'Create organization' }).click();
  await expect(page.getByText('Enter a name.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.keyboard.press('Enter');
  await expect(menu).toHaveAccessibleName(`Organization: ${name}`);
  await page.goto('/flows');
  await expect(page.getByRole('link', { name: /Airline/ })).toHaveCount(0);

  await theirs.goto(await invite(page, email, 'Editor'));
  await expect(theirs.getByLabel('Your password')).toHaveCount(0);
  await theirs.getByRole('button', { name: /^Join/ }).click();
  const theirMenu = theirs.getByRole('button', { name: /^Organization: / });
  await expect(theirMenu).toHaveAccessibleName(`Organization: ${name}`);
  // Rendered by the server; clicks work only after hydration.
  await theirs.waitForLoadState();
  await theirMenu.click();
  await expect(theirs.getByRole('menuitem', { name: 'New organization' })).toHaveCount(0);
  await theirs.getByRole('menuitemradio', { name: 'Demo' }).click();
  await expect(theirMenu).toHaveAccessibleName('Organization: Demo');
});

test('revokes an invitation', async ({ page, browser }) => {
  const email = newEmail();
  const link = await invite(page, email, 'Viewer');
  await page.getByRole('button', { name: 'I have copied it' }).click();
  await page.getByRole('button', { name: `Revoke ${email}` }).click();
  await confirm(page, 'Revoke invitation');
  await expect(rowOf(page, 'Open invitations', email)).toBeHidden();
  const theirs = await openLink(browser, link);
  await expect(theirs.getByRole('heading', { name: 'This invitation is no longer valid' })).toBeVisible();
});

test('keeps the last owner', async ({ page }) => {
  await page.goto('/settings/members');
  await rowOf(page, 'Members', 'Full access. Only owners can make owners')
    .getByRole('button', { name: /^Actions for/ })
    .click();
  await page.getByRole('menuitem', { name: 'Change role' }).click();
  await page.getByRole('radio', { name: /^Viewer/ }).check();
  await page.getByRole('button', { name: 'Change role' }).click();
  await expect(page.getByText('An organization keeps at least one owner.')).toBeVisible();
});

test('asks before a shorter retention, naming what is deleted', async ({ page }) => {
  await page.goto('/settings/general');
  await page.getByRole('radio', { name: 'For a number of days' }).check();
  await page.getByRole('textbox', { name: 'Days' }).fill('0');
  await page.getByRole('button', { name: 'Save retention' }).click();
  await expect(page.getByText('Enter whole days from 1 to 3,650.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Days' }).fill('3650');
  await page.getByRole('button', { name: 'Save retention' }).click();
  const question = page.getByRole('alertdialog');
  await expect(question).toContainText('This cannot be undone.');
  await expectAccessible(page);
  await confirm(page, 'Save and delete older ones');
  await page.reload();
  await expect(page.getByRole('textbox', { name: 'Days' })).toHaveValue('3650');
  await page.getByRole('radio', { name: 'Forever' }).check();
  await page.getByRole('button', { name: 'Save retention' }).click();
  await expect(page.getByText('Retention saved')).toBeVisible();
  await page.getByRole('textbox', { name: 'Organization' }).fill('  ');
  await page.getByRole('button', { name: 'Save name' }).click();
  await expect(page.getByText('Enter a name.')).toBeVisible();
});

test('sets the region and the opening hours of the organization', async ({ page }) => {
  await page.goto('/settings/general');
  const region = page.getByRole('form', { name: 'Region' });
  await region.getByLabel('Time zone').fill('Europe/Nowhere');
  await region.getByRole('button', { name: 'Save region' }).click();
  await expect(region.getByText('Enter a time zone such as Europe/Berlin')).toBeVisible();
  await region.getByLabel('Time zone').fill('Europe/Berlin');
  await region.getByLabel('Locale').fill('de-DE');
  await region.getByRole('button', { name: 'Save region' }).click();
  await expect(page.getByText('Region saved')).toBeVisible();

  const hours = page.getByRole('form', { name: 'Opening hours' });
  await hours.getByRole('button', { name: 'Add schedule' }).click();
  await hours.getByLabel('Time zone').fill('Berlin');
  await hours.getByLabel('Friday, from').fill('22:00');
  await hours.getByLabel('Friday, to').fill('02:00');
  await expect(hours.getByText('next day', { exact: true })).toBeVisible();
  await hours.getByRole('button', { name: 'Add holiday' }).click();
  await hours.getByLabel('Holiday', { exact: true }).fill('Christmas');
  await hours.getByLabel('Date', { exact: true }).fill('2026-12-25');
  await hours.getByRole('checkbox', { name: 'Every year' }).check();
  await hours.getByRole('button', { name: 'Save opening hours' }).click();
  await expect(hours.getByLabel('Time zone')).toHaveAttribute('aria-invalid', 'true');
  await hours.getByLabel('Time zone').fill('Europe/Berlin');
  await hours.getByRole('button', { name: 'Save opening hours' }).click();
  await expect(page.getByText('Opening hours saved')).toBeVisible();
  await expectAccessible(page);

  await page.reload();
  await expect(region.getByLabel('Locale')).toHaveValue('de-DE');
  await expect(hours.getByLabel('Friday, to')).toHaveValue('02:00');
  await expect(hours.getByRole('checkbox', { name: 'Every year' })).toBeChecked();
  await hours.getByRole('button', { name: 'Remove schedule 1' }).click();
  await hours.getByRole('button', { name: 'Save opening hours' }).click();
  await expect(page.getByText('Opening hours saved')).toBeVisible();
});
